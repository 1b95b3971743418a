package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/bitset"
	"github.com/veltrix/cairn/internal/layout"
)

// Via is a node on a way between two others.
type Via struct {
	Node     uint32 // which
	From, To uint32 // the distance to it from the one, and from it to the other
}

// between is the memory of AppendBetween.
type between[C Cost] struct {
	ends  [2]uint32  // the ranks of the source and of the target
	up    [2][]C     // the costs between each end and its ancestors, by going up alone, by depth
	costs [][2]C     // from the source and to the target, by rank, of those visited
	found bitset.Set // nodes
	all   [2][]uint32
}

// AppendBetween sweeps from both ends at once, and leaves out subtrees that lie off all ways
// within the limit. The border of a subtree is its root and the upper neighbours of that,
// which were visited before. If one end is not inside, a way from the source by a node inside
// to the target passes a node of the border, and costs no less than the shortest way by that.
// The costs of the two halves add up to the cost that stands for the whole distance, so that
// one limit serves all nodes.
func (s *sweep[C]) AppendBetween(dst []Via, source, target, limit uint32) []Via {
	if s.m.Closed(source) || s.m.Closed(target) {
		return s.appendBetweenClosed(dst, source, target, limit)
	}
	most := int64(s.m.Cost(uint64(limit), source, target))
	if most < 0 {
		return dst // not even a way of distance 0 is so short
	}
	s.startBetween(source, target)
	s.descendBetween(uint64(most))
	return s.collectBetween(dst, source, target)
}

// startBetween works out the costs between both ends and their ancestors.
func (s *sweep[C]) startBetween(source, target uint32) {
	b, t := &s.between, s.m.Tree
	if b.costs == nil {
		b.costs, b.found = make([][2]C, len(t.Order)), bitset.New(len(t.Order))
		b.up = [2][]C{make([]C, t.Height), make([]C, t.Height)}
	}
	b.ends = [2]uint32{t.Rank[source], t.Rank[target]}
	s.m.Upward(b.up[0], b.ends[0], s.m.Up)
	s.m.Upward(b.up[1], b.ends[1], s.m.Down)
}

// descendBetween finds the nodes on ways that cost at most so much.
func (s *sweep[C]) descendBetween(most uint64) {
	b, t, none := &s.between, s.m.Tree, None[C]()
	for r := uint32(len(b.costs)); r > 0; {
		r--
		nearest, inside := none+none, 0
		costs := [2]C{none, none}
		for i, end := range b.ends {
			if t.Low[r] <= end && end <= r {
				costs[i], inside = b.up[i][t.Depth[r]], inside+1
			}
		}
		lo, hi := t.First[r], t.First[r+1]
		heads, down, up := t.Head[lo:hi], s.m.Down[lo:hi], s.m.Up[lo:hi]
		for a, head := range heads {
			above := &b.costs[head]
			costs[0] = min(costs[0], down[a]+above[0])
			costs[1] = min(costs[1], up[a]+above[1])
			nearest = min(nearest, above[0]+above[1])
		}
		b.costs[r] = costs
		sum := costs[0] + costs[1]
		if uint64(sum) <= most && costs[0] < none && costs[1] < none {
			b.found.Add(t.Order[r])
		}
		if uint64(min(nearest, sum)) > most && inside < 2 {
			r = t.Low[r]
		}
	}
}

// collectBetween appends the nodes that were found, by number, and forgets them.
func (s *sweep[C]) collectBetween(dst []Via, source, target uint32) []Via {
	b, n := &s.between, uint32(len(s.m.Tree.Order))
	for v, ok := b.found.Next(0, n); ok; v, ok = b.found.Next(v+1, n) {
		costs := b.costs[s.m.Tree.Rank[v]]
		from, to := s.m.Distance(uint64(costs[0]), source, v), s.m.Distance(uint64(costs[1]), v, target)
		dst = append(dst, Via{v, uint32(from), uint32(to)})
	}
	clear(b.found)
	return dst
}

// appendBetweenClosed is AppendBetween where an end is left out of the costs.
func (s *sweep[C]) appendBetweenClosed(dst []Via, source, target, limit uint32) []Via {
	b := &s.between
	for i := range b.all {
		b.all[i] = slices.Grow(b.all[i][:0], len(s.costs))[:len(s.costs)]
	}
	s.All(b.all[0], source)
	s.AllTo(b.all[1], target)
	for v, from := range b.all[0] {
		to := b.all[1][v]
		if from != layout.Unreachable && to != layout.Unreachable && uint64(from)+uint64(to) <= uint64(limit) {
			dst = append(dst, Via{uint32(v), from, to})
		}
	}
	return dst
}
