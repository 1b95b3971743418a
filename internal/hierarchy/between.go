package hierarchy

import (
	"github.com/veltrix/cairn/internal/bitset"
	"github.com/veltrix/cairn/internal/layout"
)

// Between is the nodes that lie between two others: see Sweep.
type Between struct {
	Nodes    bitset.Set // which
	From, To []uint32   // by node, of those: the distance to it from the one, and from it to the other
}

// between is the state of a search for these nodes.
type between[C Cost] struct {
	Between
	ends  [2]uint32 // the ranks of the source and of the target
	up    [2][]C    // the costs between each end and its ancestors, by going up alone, by depth
	costs [][2]C    // from the source and to the target, by rank, of those visited
}

// Between sweeps from both ends at once, and leaves out subtrees that lie off all ways within
// the limit. The border of a subtree is its root and the upper neighbours of that, which were
// visited before. If one end is not inside, a way from the source by a node inside to the
// target passes a node of the border, and costs no less than the shortest way by that. The
// costs of the two halves add up to the cost that stands for the whole distance, so that one
// limit serves all nodes.
func (s *sweep[C]) Between(source, target, limit uint32) *Between {
	b, n := &s.between, len(s.costs)
	if b.Nodes == nil {
		b.Between = Between{bitset.New(n), make([]uint32, n), make([]uint32, n)}
	}
	clear(b.Nodes)
	if s.m.Closed(source) || s.m.Closed(target) {
		s.betweenClosed(source, target, limit)
		return &b.Between
	}
	most := int64(s.m.Cost(uint64(limit), source, target))
	if most >= 0 { // otherwise not even a way of distance 0 is so short
		s.startBetween(source, target)
		s.descendBetween(source, target, uint64(most))
	}
	return &b.Between
}

// startBetween works out the costs between both ends and their ancestors.
func (s *sweep[C]) startBetween(source, target uint32) {
	b, t := &s.between, s.m.Tree
	if b.costs == nil {
		b.costs, b.up = make([][2]C, len(t.Order)), [2][]C{make([]C, t.Height), make([]C, t.Height)}
	}
	b.ends = [2]uint32{t.Rank[source], t.Rank[target]}
	s.m.Upward(b.up[0], b.ends[0], s.m.Up)
	s.m.Upward(b.up[1], b.ends[1], s.m.Down)
}

// descendBetween finds the nodes on ways that cost at most so much.
func (s *sweep[C]) descendBetween(source, target uint32, most uint64) {
	b, t, none := &s.between, s.m.Tree, None[C]()
	all, firsts, lows, ends := b.costs, t.First, t.Low[:len(b.costs)], b.ends
	for r := uint32(len(all)); r > 0; {
		r--
		low, from, to, inside := lows[r], none, none, 0
		if ends[0] <= r && low <= ends[0] {
			from, inside = b.up[0][t.Depth[r]], 1
		}
		if ends[1] <= r && low <= ends[1] {
			to, inside = b.up[1][t.Depth[r]], inside+1
		}
		lo, hi := firsts[r], firsts[r+1]
		heads := t.Head[lo:hi]
		down, up := s.m.Down[lo:hi][:len(heads)], s.m.Up[lo:hi][:len(heads)]
		for a, head := range heads {
			above := &all[head]
			from, to = min(from, down[a]+above[0]), min(to, up[a]+above[1])
		}
		all[r] = [2]C{from, to}
		if uint64(from+to) > most {
			if low < r && inside < 2 && t.Last[r] == r && b.nearest(heads) > most {
				r = low
			}
		} else if from < none && to < none {
			v := t.Order[r]
			b.Nodes.Add(v)
			b.From[v], b.To[v] = uint32(s.m.Distance(uint64(from), source, v)), uint32(s.m.Distance(uint64(to), v, target))
		}
	}
}

// nearest returns the cost of the shortest way by one of some ranks that were visited. It is
// asked at the upper end of a supernode alone: below it the border has all ranks that it has
// there, and some more.
func (b *between[C]) nearest(ranks []uint32) uint64 {
	least := None[C]() + None[C]()
	for _, r := range ranks {
		least = min(least, b.costs[r][0]+b.costs[r][1])
	}
	return uint64(least)
}

// betweenClosed is Between where an end is left out of the costs.
func (s *sweep[C]) betweenClosed(source, target, limit uint32) {
	b := &s.between
	s.All(b.From, source)
	s.AllTo(b.To, target)
	for v, from := range b.From {
		to := b.To[v]
		if from != layout.Unreachable && to != layout.Unreachable && uint64(from)+uint64(to) <= uint64(limit) {
			b.Nodes.Add(uint32(v))
		}
	}
}
