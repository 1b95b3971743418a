package dijkstra

import (
	"fmt"
	"reflect"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/chain"
)

// Index is what [Solver.UseIndex] takes: something that knows the distances of a
// graph under the graph's own weights.
type Index interface {
	// Graph returns the graph; if that is from csr.CSRGraph.Under, its weights are those
	// under which the index knows distances.
	Graph() *csr.CSRGraph
	// Potential returns what answers for one goroutine, in memory of its own.
	Potential() (Potential, error)
}

// Potential answers for an Index how far a node is from the ends of a pair: exactly, in
// the meaning of [Solver.Distance], or Unreachable. It is asked about nodes of the
// graph alone, and only where all distances fit in 32 bits.
type Potential interface {
	// Pair makes two nodes the ends that From and To refer to from now on. It is
	// called once a query; some hundred distances are asked for then.
	Pair(from, to csr.Node)
	// From writes the distances from the pair's source to some nodes, in order. They
	// are few: the neighbours of one node, or up to 64 whose weights are higher, asked
	// about together so that an index need not wait for memory for each of them. The
	// two slices share no memory.
	From(dst []uint32, nodes []csr.Node)
	// To writes the distances from some nodes to the pair's target.
	To(dst []uint32, nodes []csr.Node)
}

// QueryStats counts how a Solver with an index came to its answers for pairs, and what
// they took.
type QueryStats struct {
	IndexOnly     uint64 // from the index alone
	AStar         uint64 // by an A* search with the index's distances as the potential
	Abandoned     uint64 // by such a search, which took too long, and then by one from both ends
	Bidirectional uint64 // from both ends: a weight is below the graph's own, or many are above, or sums may not fit in 32 bits
	Settled       uint64 // nodes that the searches settled; on a map with chains, only junctions are counted
}

// guide is what a Solver has of an index.
type guide struct {
	index     Index
	potential Potential // nil: there is no index
	stats     QueryStats
	distances indexDistances
	path      []csr.Node // that the index led along
	answered  bool       // the index answers the query at hand, with path if that asks for one
	obstacles
}

// UseIndex sets the index that speeds up later queries; nil, also a nil pointer in the
// interface, is none. The answers stay as they are, to the last node of a path, if the
// index is for the weights that the Solver was made for.
//
// An index for other weights, such as one that was customised, also replaces the Solver's
// weights by its own: a street that is closed there is closed for everyone. Graph returns
// the graph with these weights from then on, and the overlay in use, of the same origin, is
// laid on them. UseIndex of nil goes back to the weights that the Solver was made for. Such a
// change of weights costs what NewSolver does, its memory included; all Solvers of an
// index share what the first one finds out about its weights. A Tree is stale then, and
// Repair makes a GoalTree again.
//
// The index is used for pairs: [Solver.Distance], [Solver.AppendPath], the same with
// limits, [Solver.AppendRoute], and pairs of a [Solver.Batch] that share no node with
// others; and for a [Solver.GoalTree] while no weight is changed. It is not used if a weight
// of the overlay is below the graph's own, if more than one in eight nodes (of eight
// junctions, on a street map) has a higher one, or if distances might not fit in 32 bits,
// which is asked of n times the largest weight; nor for queries from one node to many, where
// one search costs less than many with an index. [Solver.Stats] counts each case.
//
// If the graph's own path meets no higher weight, it is the answer, and costs O(degree)
// distances of the index a node; a distance alone costs up to two for each patch, if
// those are few. Otherwise an A* search follows.
//
// The Solver takes 8 bytes a node more; on a street map 4, and another 4 a junction.
// The error wraps csr.ErrWrongGraph if the index is of another graph, or what its
// Potential returned; then the Solver goes on without an index. The index must not be
// closed or changed while it is in use.
func (s *Solver) UseIndex(x Index) error {
	s.guide = guide{}
	if isNil(x) {
		x = nil
	}
	if s.home == nil {
		return ErrNoGraph
	}
	potential, err := potentialOf(x, s.home)
	if potential == nil {
		x = nil
	}
	if g := weighed(s.home, x); g != s.g {
		s.rebase(g, g.Layout(), chain.Of(g.Layout()))
	}
	if potential == nil {
		return err
	}
	s.guide.index, s.guide.potential, s.guide.distances.potential = x, potential, potential
	s.guide.path = make([]csr.Node, 0, s.g.NumNodes())
	s.engine.PreparePotentials()
	return nil
}

// potentialOf returns what an index of some graph answers with, nil if there is none.
func potentialOf(x Index, g *csr.CSRGraph) (Potential, error) {
	if x == nil {
		return nil, nil
	}
	if err := g.CheckOrigin(x.Graph(), "dijkstra: index"); err != nil {
		return nil, err
	}
	potential, err := x.Potential()
	if err != nil {
		return nil, fmt.Errorf("dijkstra: index: %w", err)
	}
	return potential, nil
}

// weighed returns g with the weights that an index is for, if it is one of g: that is
// the graph of the index, or g itself if they are the same.
func weighed(g *csr.CSRGraph, x Index) *csr.CSRGraph {
	if isNil(x) || g.Same(x.Graph()) || !g.SameOrigin(x.Graph()) {
		return g
	}
	return x.Graph()
}

// isNil tells whether there is no index: a nil pointer in an interface is none either.
func isNil(x Index) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// Stats returns how the pairs since the last UseIndex were answered.
func (s *Solver) Stats() QueryStats { return s.guide.stats }

// findWithIndex is findPair with an index, as far as that is of use.
func (s *Solver) findWithIndex(from, to csr.Node, wantPath bool, b *search.Budget) search.Found {
	s.guide.answered = false
	found, way := s.tryIndex(from, to, wantPath, b)
	*way++
	s.guide.stats.Settled += uint64(s.settled())
	return found
}

// tryIndex also returns the counter of the way that it went.
func (s *Solver) tryIndex(from, to csr.Node, wantPath bool, b *search.Budget) (found search.Found, way *uint64) {
	e, stats := s.engine, &s.guide.stats
	raised, only := e.Raised()
	if !only || e.MayOverflow() {
		return e.Bidirectional(b), &stats.Bidirectional
	}
	d, dir := s.askIndex(from, to, wantPath)
	if s.guide.answered {
		return search.Found{Distance: d, Bound: d, Done: true}, &stats.IndexOnly
	}
	bound, way := d, &stats.Bidirectional
	if raised <= e.MaxAStarSettled {
		found, ok := e.AStar(dir, b, s.guide.potential)
		if ok {
			return found, &stats.AStar
		}
		bound, way = max(bound, found.Bound), &stats.Abandoned
	}
	found = e.Bidirectional(b)
	found.Bound = max(bound, found.Bound)
	return found, way
}

// askIndex returns what the index says that the distance is, and finds out whether it
// still is; then the path is left in guide, if it is wanted. Otherwise dir is where to
// search from: the end that is nearer to where the path meets a higher weight.
func (s *Solver) askIndex(from, to csr.Node, wantPath bool) (d uint32, dir search.Direction) {
	g := &s.guide
	g.potential.Pair(from, to)
	d = g.distances.distance(from)
	if g.answered = d == Unreachable; g.answered {
		return d, search.Backward
	}
	if !wantPath {
		if verdict := s.distanceUnchanged(from, d); verdict.sure {
			g.answered = verdict.unchanged
			return d, verdict.dir
		}
	}
	var left uint64
	if left = s.walkIndex(from, to, d); left > uint64(d)/2 {
		return d, search.Forward
	}
	return d, search.Backward
}

// walkIndex follows the rule for ties by the index's distances, and finds out whether
// the path that it comes to still costs what the index says, which is d. It returns how
// far from the target it got. No weight may be lower than those that the index knows.
//
// A path that it comes to costs what the index says: each step takes as much from that,
// and there is nothing left at the target, since nothing has become cheaper. So it is a
// shortest path, and the distances of its nodes are still the index's. It is the
// canonical one too: no other node is nearer to the target than the index says, so the
// arcs at a node of the path that are tight now are among those that look so, and the
// ways across a plateau among those that look like ways. The first of all that look like
// it is one, so it is also the first of those that are.
func (s *Solver) walkIndex(from, to csr.Node, d uint32) (left uint64) {
	g := &s.guide
	s.weighTies()
	g.path, left, g.answered = s.ties.Append(g.path[:0], from, to, uint64(d), &g.distances)
	return left
}

// settled returns how many nodes were settled for the pair at hand.
func (s *Solver) settled() int {
	if s.guide.answered {
		return 0
	}
	return s.engine.Settled()
}

// indexDistances is the distances that an index knows, for the rule for ties.
type indexDistances struct {
	potential Potential
	node      [1]csr.Node
	answer    [1]uint32
}

// To returns the distance from v to the target.
func (d *indexDistances) To(v csr.Node) uint64 { return widen(d.distance(v)) }

func (d *indexDistances) distance(v csr.Node) uint32 {
	d.node[0] = v
	d.potential.To(d.answer[:], d.node[:])
	return d.answer[0]
}
