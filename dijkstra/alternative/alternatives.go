package alternative

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// alternatives is the memory of Finder.Alternatives.
type alternatives struct {
	limits
	ahead, behind tree // from the start, and from the end
	plateaus      heap[plateau]
	onPath        marks // nodes
}

// plateau is a stretch that both trees have in common: a part of the shortest paths from
// the start to its last node, and from its first node to the end. The way through it is a
// candidate.
type plateau struct {
	first, last csr.Node
	cost        uint64 // of the way through it
	rank        uint64 // candidates with less are better
}

// Alternatives returns the best way between two nodes and others that differ from it: see
// the package documentation. The first is the canonical path, the others come in the order
// in which they were chosen. There may be fewer than asked for; there is none if no path
// exists. The ways are the Finder's memory and valid until its next question.
//
// It costs the distances of all nodes from the one and to the other, O(arcs) for trees, and a
// distance for each candidate whose plateau is too short to prove it locally optimal. Errors
// wrap ErrOptions or are those of r, such as a *dijkstra.OverflowError if a distance of any
// node from the one or to the other does not fit in 32 bits. On an error there are no ways.
func (f *Finder) Alternatives(r Router, from, to csr.Node, o *Options) ([]Way, error) {
	if err := f.begin(r, from, to); err != nil {
		return nil, err
	}
	path, d, err := r.AppendPath(f.nodes, from, to)
	if err != nil {
		return nil, err
	}
	f.nodes = path
	if f.alternatives.limits, err = o.limits(d); err != nil || d == dijkstra.Unreachable {
		return nil, err
	}
	f.used.reset(len(f.net.arcOf))
	f.add(0, uint64(d))
	if err := f.findTrees(r); err != nil {
		return nil, err
	}
	f.findPlateaus()
	if err := f.choose(r); err != nil {
		return nil, err
	}
	return f.ways, nil
}

// findTrees grows the trees from both ends, around the best way.
func (f *Finder) findTrees(r Router) (err error) {
	if f.ahead, err = r.AppendDistances(f.ahead[:0], f.from); err != nil {
		return err
	}
	if f.behind, err = r.AppendDistancesTo(f.behind[:0], f.to); err != nil {
		return err
	}
	c, best := &f.alternatives, f.ways[0].Path
	n := len(f.net.nodes)
	c.ahead.reset(n)
	c.behind.reset(n)
	for i, v := range best {
		c.ahead.add(v, best[max(i-1, 0)], uint64(f.ahead[v]))
		u := best[len(best)-1-i]
		c.behind.add(u, best[min(len(best)-i, len(best)-1)], uint64(f.behind[u]))
	}
	c.ahead.grow(&f.net.out, f.ahead, f.behind, c.cost)
	c.behind.grow(&f.net.in, f.behind, f.ahead, c.cost)
	return nil
}

// Before has the smaller rank first.
func (a plateau) Before(b plateau) bool {
	return a.rank < b.rank || a.rank == b.rank && a.first < b.first
}

// findPlateaus lists the plateaus with candidates that share little with the best way.
// Abraham et al. rank a candidate by twice its cost, and what it shares, less the length of
// its plateau.
func (f *Finder) findPlateaus() {
	c := &f.alternatives
	c.plateaus = c.plateaus[:0]
	for _, v := range c.ahead.order {
		if c.behind.next[v] == none || v == f.from || c.behind.next[c.ahead.next[v]] == v {
			continue
		}
		shared := c.ahead.shared[v] + c.behind.shared[v]
		if shared > c.shared {
			continue
		}
		p := plateau{first: v, last: c.lastOf(v), cost: uint64(f.ahead[v]) + uint64(f.behind[v])}
		if p.last != f.to {
			p.rank = 2*p.cost + shared - (uint64(f.ahead[p.last]) - uint64(f.ahead[v]))
			c.plateaus.push(p)
		}
	}
}

// lastOf returns where the plateau that begins at a node ends.
func (c *alternatives) lastOf(v csr.Node) csr.Node {
	for {
		next := c.behind.next[v]
		if next == v || c.ahead.next[next] != v {
			return v
		}
		v = next
	}
}

// choose adds the candidates that are alternatives, as many as wanted.
func (f *Finder) choose(r Router) error {
	c := &f.alternatives
	for len(f.ways) < c.ways && len(c.plateaus) > 0 {
		p, start := c.plateaus.pop(), len(f.nodes)
		ok, err := f.admit(r, p)
		if err != nil {
			return err
		}
		if !ok {
			f.nodes = f.nodes[:start]
			continue
		}
		f.add(start, p.cost)
	}
	return nil
}

// admit appends the way through a plateau to nodes, and tells whether it is an alternative.
func (f *Finder) admit(r Router, p plateau) (bool, error) {
	start := len(f.nodes)
	first, last := f.appendWay(p)
	path := f.nodes[start:]
	if !f.simple(path) || f.shared(path) > f.alternatives.limits.shared {
		return false, nil
	}
	return f.locallyOptimal(r, p, path, first, last)
}

// appendWay appends the way through a plateau, and returns where in it the plateau lies.
func (f *Finder) appendWay(p plateau) (first, last int) {
	c, start := &f.alternatives, len(f.nodes)
	for v := p.first; ; v = c.ahead.next[v] {
		if f.nodes = append(f.nodes, v); v == f.from {
			break
		}
	}
	slices.Reverse(f.nodes[start:])
	first = len(f.nodes) - 1 - start
	last = first
	for v := p.first; v != f.to; {
		if v == p.last {
			last = len(f.nodes) - 1 - start
		}
		v = c.behind.next[v]
		f.nodes = append(f.nodes, v)
	}
	return first, last
}

// simple tells whether no node is on a path twice.
func (f *Finder) simple(path []csr.Node) bool {
	seen := &f.alternatives.onPath
	seen.reset(len(f.net.nodes))
	for _, v := range path {
		if seen.has(v) {
			return false
		}
		seen.add(v)
	}
	return true
}

// locallyOptimal is the T-test, of parts of a way that cost less than T. What leads to the last
// node of the plateau is a shortest path, and what leads from the first. So a part that is
// none has the whole plateau in it. It begins less than T before the end of the plateau, and
// ends less than T behind its beginning. Is that whole stretch a shortest path, there is none.
func (f *Finder) locallyOptimal(r Router, p plateau, path []csr.Node, first, last int) (bool, error) {
	t, i, j := f.alternatives.local, last, first
	cost := func(k int) uint64 { // up to a node of the path
		if k <= last {
			return uint64(f.ahead[path[k]])
		}
		return p.cost - uint64(f.behind[path[k]])
	}
	for i > 0 && cost(last)-cost(i-1) < t {
		i--
	}
	for j < len(path)-1 && cost(j+1)-cost(first) < t {
		j++
	}
	if i >= first || j <= last {
		return true, nil
	}
	d, err := r.Distance(path[i], path[j])
	return uint64(d) == cost(j)-cost(i), err
}
