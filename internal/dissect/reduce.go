package dissect

import (
	"math/bits"

	"github.com/veltrix/cairn/internal/layout"
)

// reduce removes trees and runs from a graph, and again from the rest, as long as that
// removes a tenth of it. If a graph shrank by less in each round, the tree would get as
// high as the number of rounds. It returns the rest, and the removed nodes in the order
// of their ranks.
func reduce(c *core) (rest *core, order []uint32) {
	for { // the nodes of a round rank below all that remain
		r := newReducer(c)
		r.takeTrees()
		r.takeRuns()
		order = append(order, r.order...)
		rest = r.rest()
		if 10*len(r.order) < c.size() || rest.size() == 0 {
			return rest, order
		}
		c = rest
	}
}

// reducer removes trees and runs from one graph.
type reducer struct {
	c      *core
	degree []uint32 // of a remaining node: the number of its remaining neighbours
	taken  []bool
	order  []uint32 // removed nodes, as nodes of the original graph
	edges  []edge   // that runs leave behind, both ways
}

func newReducer(c *core) *reducer {
	r := &reducer{c: c, degree: make([]uint32, c.size()), taken: make([]bool, c.size())}
	for v := range r.degree {
		r.degree[v] = uint32(len(c.row(uint32(v))))
	}
	return r
}

// ranked is a node and its rank within a tree or run. Ranks are not unique, but between
// two nodes of equal rank there is always one of a higher rank.
type ranked struct {
	node uint32
	rank uint32
}

// emit sorts removed nodes by rank and appends them to the order.
func (r *reducer) emit(list []ranked) {
	for _, v := range layout.CountingSort(list, 64, func(v ranked) uint32 { return v.rank }) {
		r.order = append(r.order, r.c.node[v.node])
	}
}

// takeTrees removes nodes that have at most one neighbour left, until there are none.
// When a node's turn comes, everything attached to it has been removed.
func (r *reducer) takeTrees() {
	var list []ranked
	ranks := make([]visible, len(r.taken))
	for v := range uint32(len(r.taken)) {
		for v != none && !r.taken[v] && r.degree[v] <= 1 {
			up := r.remaining(v, none)
			rank, seen := ranks[v].next()
			list = append(list, ranked{v, rank})
			r.taken[v] = true
			if up != none {
				ranks[up].add(seen)
				r.c.weight[up] += r.c.weight[v]
				r.degree[up]--
			}
			v = up
		}
	}
	r.emit(list)
}

// remaining returns a neighbour that is left, other than from.
func (r *reducer) remaining(v, from uint32) uint32 {
	for _, u := range r.c.row(v) {
		if !r.taken[u] && u != from {
			return u
		}
	}
	return none
}

// visible holds the ranks visible from the root of a tree: those with no higher one on
// the way. Giving each root the lowest possible rank makes a tree of minimum height
// (Iyer, Ratliff and Vijayan 1988).
type visible struct{ once, twice uint64 }

// add adds a subtree from whose root the given ranks are visible.
func (s *visible) add(ranks uint64) {
	s.twice |= s.once & ranks
	s.once |= ranks
}

// next returns the rank of the root, which hides lower ones, and the ranks visible then.
func (s *visible) next() (rank uint32, seen uint64) {
	hidden := uint64(1)<<bits.Len64(s.twice) - 1
	rank = uint32(bits.TrailingZeros64(^(s.once | hidden)))
	return rank, s.once&^(1<<rank-1) | 1<<rank
}

// takeRuns removes nodes with two neighbours left, except one of each ring. A run leaves
// an edge between its ends, which share its weight.
func (r *reducer) takeRuns() {
	var list []ranked
	n := uint32(len(r.taken))
	for v := range n {
		if !r.taken[v] && r.degree[v] > 2 {
			list = r.takeRunsAt(v, list)
		}
	}
	for v := range n { // in rings
		if !r.taken[v] && r.degree[v] == 2 {
			r.degree[v] = 3 // as if it were the end of a run
			list = r.takeRunsAt(v, list)
		}
	}
	r.emit(list)
}

// takeRunsAt removes the runs that begin beside v.
func (r *reducer) takeRunsAt(v uint32, list []ranked) []ranked {
	for _, u := range r.c.row(v) {
		if !r.taken[u] && r.degree[u] == 2 {
			list = r.takeRun(v, u, list)
		}
	}
	return list
}

// takeRun removes the run that begins with u beside v. Its ranks are those of halving: 0
// 1 0 2 0 1 0 3 and so on.
func (r *reducer) takeRun(v, u uint32, list []ranked) []ranked {
	weight := uint32(0)
	for from, i := v, uint32(1); r.degree[u] == 2; i++ {
		list = append(list, ranked{u, uint32(bits.TrailingZeros32(i))})
		r.taken[u] = true
		weight += r.c.weight[u]
		from, u = u, r.remaining(u, from)
	}
	r.c.weight[v] += weight / 2
	r.c.weight[u] += weight - weight/2
	if u != v {
		r.edges = append(r.edges, edge{v, u}, edge{u, v})
	}
	return list
}

// rest returns the graph of the remaining nodes.
func (r *reducer) rest() *core {
	c := &core{}
	var kept []uint32
	number := make([]uint32, len(r.taken))
	for v, taken := range r.taken {
		if !taken {
			number[v] = uint32(len(kept))
			kept = append(kept, uint32(v))
			c.node = append(c.node, r.c.node[v])
			c.weight = append(c.weight, r.c.weight[v])
		}
	}
	c.points = r.c.points.pick(kept, &points{})
	for _, v := range kept {
		for _, u := range r.c.row(v) {
			if !r.taken[u] {
				r.edges = append(r.edges, edge{v, u})
			}
		}
	}
	for i, e := range r.edges {
		r.edges[i] = edge{number[e.from], number[e.to]}
	}
	c.adjacency = adjacencyOf(r.edges, len(kept))
	return c
}
