package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// Sweep is the distances from one node to all (Delling, Goldberg, Nowatzyk and Werneck
// 2011, PHAST: Hardware-Accelerated Shortest Path Trees). A search up from the node
// reaches its ancestors. Then all ranks follow, the highest first: what is not reached
// best by going up alone is reached by coming down from an upper neighbour, whose cost is
// known by then. There is no queue, and memory is read in the order in which it lies.
//
// A Sweep is not safe for concurrent use. Its memory is 4 or 8 bytes a node.
type Sweep interface {
	// All writes the distance from a node to each, in the order of their numbers, with
	// layout.Unreachable for what no path leads to. It returns the first node whose
	// distance does not fit in 32 bits, and is layout.Unreachable in dst, if there is one.
	All(dst []uint32, source uint32) (far uint32, ok bool)
	// AllTo is All for the distances from each node to one: the search up goes against the
	// arcs, and so does the way down.
	AllTo(dst []uint32, target uint32) (far uint32, ok bool)
	// AppendWithin appends the nodes that are at a distance of at most limit, itself
	// included, in any order: the number of each, with its distance in the upper 32 bits.
	AppendWithin(dst []uint64, source, limit uint32) []uint64
	// Between returns the nodes on ways from one node to another at a distance of at most
	// limit, in memory of the Sweep.
	Between(source, target, limit uint32) *Between
}

// sweep is a Sweep of either type.
type sweep[C Cost] struct {
	m     *Metric[C]
	root  uint32   // the node at one end of all distances
	to    bool     // distances lead to it, not from it
	costs []C      // between the root and each rank
	row   []C      // to its ancestors, by depth
	least []uint64 // distances from a node that is left out of the costs
	all   []uint32 // distances from one that it leads to

	between between[C]
}

// NewSweep returns a Sweep of m.
func (m *Metric[C]) NewSweep() Sweep {
	return &sweep[C]{m: m, costs: make([]C, len(m.Tree.Order)), row: make([]C, m.Tree.Height)}
}

func (s *sweep[C]) All(dst []uint32, source uint32) (far uint32, ok bool) {
	if s.m.Closed(source) {
		return s.leave(dst, source)
	}
	s.climb(source, false)
	return s.distances(dst)
}

func (s *sweep[C]) AllTo(dst []uint32, target uint32) (far uint32, ok bool) {
	if s.m.Closed(target) {
		fill(dst, layout.Unreachable)
		dst[target] = 0
		return 0, false
	}
	s.climb(target, true)
	far, ok = s.distances(dst)
	return s.leaveEach(dst, far, ok)
}

// distances writes the distances of all nodes that are not left out.
func (s *sweep[C]) distances(dst []uint32) (far uint32, ok bool) {
	s.descend(dst)
	switch _, narrow := any(s.m).(*Metric[uint32]); {
	case !narrow:
		return s.write(dst)
	case s.m.Kind == Symmetrised:
		s.halve(dst)
	}
	return 0, false
}

// sides returns the costs of going up from the root, and of coming down from there.
func (s *sweep[C]) sides() (up, down []C) {
	if s.to {
		return s.m.Down, s.m.Up
	}
	return s.m.Up, s.m.Down
}

// climb makes a node the root, and writes what going up from it costs, and None everywhere
// else.
func (s *sweep[C]) climb(root uint32, to bool) {
	s.root, s.to = root, to
	fill(s.costs, None[C]())
	up, _ := s.sides()
	t, r := s.m.Tree, s.m.Tree.Rank[root]
	for row := s.m.Upward(s.row, r, up); r != layout.None; r = t.Parent[r] {
		s.costs[r] = row[t.Depth[r]]
	}
}

// fill writes one value everywhere, by copies that double.
func fill[C width](all []C, c C) {
	all[0] = c
	for n := 1; n < len(all); n *= 2 {
		copy(all[n:], all[:n])
	}
}

// descend works out the costs of all ranks from those of going up, and writes them to dst
// by node, layout.Unreachable for None: what a Metric of uint32 holds fits. Most nodes of a
// map have one to three upper neighbours, for which there is no loop.
func (s *sweep[C]) descend(dst []uint32) {
	costs, order, firsts := s.costs, s.m.Tree.Order[:len(s.costs)], s.m.Tree.First
	_, down := s.sides()
	heads := s.m.Tree.Head[:len(down)]
	end := uint32(len(heads))
	for r := len(costs) - 1; r >= 0; r-- {
		a, c := firsts[r], costs[r]
		switch end - a {
		case 0:
		case 1:
			c = min(c, down[a]+costs[heads[a]])
		case 2:
			c = min(c, down[a]+costs[heads[a]], down[a+1]+costs[heads[a+1]])
		case 3:
			c = min(c, min(down[a]+costs[heads[a]], min(down[a+1]+costs[heads[a+1]], down[a+2]+costs[heads[a+2]])))
		default:
			c = min(c, leastVia(costs, heads[a:end], down[a:end]))
		}
		costs[r], end = c, a
		if c == None[C]() {
			c = layout.Unreachable
		}
		dst[order[r]] = uint32(c)
	}
}

// leastVia returns the least cost of coming down from one of some ranks. Two minima are as
// many as let the loop go on without waiting for itself.
func leastVia[C Cost](costs []C, heads []uint32, down []C) C {
	down = down[:len(heads)]
	b, c := None[C](), None[C]()
	i := 0
	for ; i < len(heads)-1; i += 2 {
		b, c = min(b, down[i]+costs[heads[i]]), min(c, down[i+1]+costs[heads[i+1]])
	}
	if i < len(heads) {
		b = min(b, down[i]+costs[heads[i]])
	}
	return min(b, c)
}

// distance returns the distance between the root and a node that a cost stands for.
func (s *sweep[C]) distance(c C, v uint32) uint64 {
	if s.to {
		return s.m.Distance(uint64(c), v, s.root)
	}
	return s.m.Distance(uint64(c), s.root, v)
}

// halve turns Symmetrised costs of 32 bits into distances.
func (s *sweep[C]) halve(dst []uint32) {
	nodes := s.m.Weights.Nodes
	root, sign := int64(nodes.At(int(s.root))), int64(1)
	if s.to {
		sign = -1
	}
	for v, c := range dst {
		if c != layout.Unreachable {
			dst[v] = uint32((int64(c) + sign*(int64(nodes.At(v))-root)) / 2)
		}
	}
}

// write writes the distances that costs of 64 bits stand for, and returns the first that
// does not fit.
func (s *sweep[C]) write(dst []uint32) (far uint32, ok bool) {
	for v, r := range s.m.Tree.Rank {
		dst[v] = layout.Unreachable
		if c := s.costs[r]; c != None[C]() {
			d := s.distance(c, uint32(v))
			if d >= uint64(layout.Unreachable) && !ok {
				far, ok = uint32(v), true
			}
			dst[v] = uint32(min(d, uint64(layout.Unreachable)))
		}
	}
	return far, ok
}

// leaveEach writes the distances to the root from nodes that are left out of the costs, by
// way of the nodes that they lead to. far is the first node so far whose distance does not
// fit, if ok.
func (s *sweep[C]) leaveEach(dst []uint32, far uint32, ok bool) (uint32, bool) {
	for v, w := range s.m.Weights.Nodes.Values {
		if w != blocked {
			continue
		}
		d := s.m.Leave(uint32(v), func(u uint32) uint64 {
			if c := s.costs[s.m.Tree.Rank[u]]; c != None[C]() {
				return s.distance(c, u)
			}
			return Inf
		})
		if d >= uint64(layout.Unreachable) && d != Inf && (!ok || uint32(v) < far) {
			far, ok = uint32(v), true
		}
		dst[v] = uint32(min(d, uint64(layout.Unreachable)))
	}
	return far, ok
}

// leave is All from a node that is left out of the costs, by way of each node that it
// leads to.
func (s *sweep[C]) leave(dst []uint32, source uint32) (far uint32, ok bool) {
	n := len(s.costs)
	if s.least == nil {
		s.least = make([]uint64, n)
	}
	for v := range s.least {
		s.least[v] = Inf
	}
	s.least[source] = 0
	for u, step := range s.m.leaving(source) {
		s.climb(u, false)
		s.descend(dst)
		for v, r := range s.m.Tree.Rank {
			if c := s.costs[r]; c != None[C]() {
				s.least[v] = min(s.least[v], step+s.m.Distance(uint64(c), u, uint32(v)))
			}
		}
	}
	for v, d := range s.least {
		if d >= uint64(layout.Unreachable) && d != Inf && !ok {
			far, ok = uint32(v), true
		}
		dst[v] = uint32(min(d, uint64(layout.Unreachable)))
	}
	return far, ok
}

// AppendWithin leaves out subtrees behind ends that are all too far: every way into the
// subtree of a rank leads through the rank or one of its upper neighbours, and costs of
// at most twice the limit and the weight of the source stand for distances within it.
func (s *sweep[C]) AppendWithin(dst []uint64, source, limit uint32) []uint64 {
	if s.m.Closed(source) {
		return s.leaveWithin(dst, source, limit)
	}
	s.climb(source, false)
	t, most := s.m.Tree, uint64(limit)
	if s.m.Kind == Symmetrised {
		most = 2*most + uint64(s.m.Weights.Nodes.At(int(source)))
	}
	cut, own := C(min(most, uint64(None[C]()-1))), t.Rank[source]
	for r := uint32(len(s.costs)); r > 0; {
		r--
		nearest := s.visit(r)
		if c := s.costs[r]; c <= cut {
			v := t.Order[r]
			if d := s.m.Distance(uint64(c), source, v); d <= uint64(limit) {
				dst = append(dst, d<<32|uint64(v))
			}
		}
		if nearest > cut && (own > r || own < t.Low[r]) {
			r = t.Low[r]
		}
	}
	return dst
}

// visit works out the cost of a rank, and returns the least of it and those of its upper
// neighbours.
func (s *sweep[C]) visit(r uint32) (nearest C) {
	t, least := s.m.Tree, s.costs[r]
	nearest = None[C]()
	for a := t.First[r]; a < t.First[r+1]; a++ {
		c := s.costs[t.Head[a]]
		least, nearest = min(least, s.m.Down[a]+c), min(nearest, c)
	}
	s.costs[r] = least
	return min(nearest, least)
}

// leaveWithin is AppendWithin from a node that is left out of the costs.
func (s *sweep[C]) leaveWithin(dst []uint64, source, limit uint32) []uint64 {
	if s.all == nil {
		s.all = make([]uint32, len(s.costs))
	}
	s.leave(s.all, source)
	for v, d := range s.all {
		if d <= limit && d != layout.Unreachable {
			dst = append(dst, uint64(d)<<32|uint64(v))
		}
	}
	return dst
}
