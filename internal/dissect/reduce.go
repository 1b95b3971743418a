package dissect

import (
	"math/bits"

	"github.com/veltrix/cairn/internal/layout"
)

// reduce takes trees and runs out of a graph, and out of what is left, as long as
// that is a tenth of it: a graph that shrinks a little at a time would grow a
// tree as tall as there are rounds. It returns the rest, and the nodes that were
// taken out in the order of their ranks.
func reduce(c *core) (rest *core, order []uint32) {
	for { // which may go deeper than a level: whatever a round takes ranks below all that it leaves
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

// reducer takes trees and runs out of one graph.
type reducer struct {
	c      *core
	degree []uint32 // of a node that is left: how many of its neighbours are left
	taken  []bool
	order  []uint32 // what was taken out, as nodes of the original graph
	edges  []edge   // that runs leave behind, both ways
}

func newReducer(c *core) *reducer {
	r := &reducer{c: c, degree: make([]uint32, c.size()), taken: make([]bool, c.size())}
	for v := range r.degree {
		r.degree[v] = uint32(len(c.row(uint32(v))))
	}
	return r
}

// ranked is a node and its rank within a tree or run: ranks are not unique, but
// between two nodes of the same rank there always is one of a higher rank.
type ranked struct {
	node uint32
	rank uint32
}

// emit puts nodes that were taken out into the order of their ranks.
func (r *reducer) emit(list []ranked) {
	for _, v := range layout.CountingSort(list, 64, func(v ranked) uint32 { return v.rank }) {
		r.order = append(r.order, r.c.node[v.node])
	}
}

// takeTrees takes out nodes that have one neighbour left, or none, until there
// are no more. When a node's turn has come, all that hangs on it was taken before.
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

// remaining returns a neighbour that is left, other than the one to come from.
func (r *reducer) remaining(v, from uint32) uint32 {
	for _, u := range r.c.row(v) {
		if !r.taken[u] && u != from {
			return u
		}
	}
	return none
}

// visible is which ranks can be seen from the root of a tree: those with no
// higher one on the way. Giving each root the lowest rank that it may have makes
// a tree of the least height (Iyer, Ratliff and Vijayan 1988).
type visible struct{ once, twice uint64 }

// add has a subtree join whose root sees the given ranks.
func (s *visible) add(ranks uint64) {
	s.twice |= s.once & ranks
	s.once |= ranks
}

// next returns the rank of the root, which hides those that are lower, and what
// is seen then.
func (s *visible) next() (rank uint32, seen uint64) {
	hidden := uint64(1)<<bits.Len64(s.twice) - 1
	rank = uint32(bits.TrailingZeros64(^(s.once | hidden)))
	return rank, s.once&^(1<<rank-1) | 1<<rank
}

// takeRuns takes out nodes with two neighbours left, but one of a ring. A run
// leaves an edge between its ends, which share its weight.
func (r *reducer) takeRuns() {
	var list []ranked
	n := uint32(len(r.taken))
	for v := range n {
		if !r.taken[v] && r.degree[v] > 2 {
			list = r.leave(v, list)
		}
	}
	for v := range n { // of what is in rings
		if !r.taken[v] && r.degree[v] == 2 {
			r.degree[v] = 3 // as if it were an end of runs
			list = r.leave(v, list)
		}
	}
	r.emit(list)
}

// leave takes the runs that begin beside v.
func (r *reducer) leave(v uint32, list []ranked) []ranked {
	for _, u := range r.c.row(v) {
		if !r.taken[u] && r.degree[u] == 2 {
			list = r.follow(v, u, list)
		}
	}
	return list
}

// follow takes the run that begins with u beside v. The ranks in it are those of
// halving: 0 1 0 2 0 1 0 3 and so on.
func (r *reducer) follow(v, u uint32, list []ranked) []ranked {
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

// rest returns the graph of the nodes that are left.
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
