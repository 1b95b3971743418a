package dijkstra

import (
	"fmt"
	"reflect"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
)

// Index is what [Solver.UseIndex] takes: something that answers for a graph under the
// graph's own weights.
type Index interface {
	// Graph returns the graph; if that is from csr.CSRGraph.Under, its weights are those
	// under which the index answers.
	Graph() *csr.CSRGraph
	// Distance, AppendPath and Matrix are those of a Solver for Graph. A Solver asks them of
	// nodes of the graph alone, and only where all distances fit in 32 bits.
	Distance(from, to csr.Node) (uint32, error)
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
	Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
	// Potential returns what answers for one goroutine, in memory of its own.
	Potential() (Potential, error)
}

// Potential answers for an Index how far nodes are from some roots: exactly, in
// the meaning of [Solver.Distance], or Unreachable. It is asked about nodes of the
// graph alone, and only where all distances fit in 32 bits.
type Potential interface {
	// From makes some nodes the roots from now on, and has distances lead from the one
	// from which they are least; To has them lead to the one. Either is called once a
	// query; some hundred distances are asked for then. The roots are not kept.
	From(roots []Root)
	To(roots []Root)
	// Distance returns the distance of a node. Those of neighbours are asked for one after
	// another.
	Distance(v csr.Node) uint32
}

// Root is a node that distances lead from or to, and the distance that it has itself.
type Root struct {
	Node     csr.Node // one of the graph
	Distance uint32   // that is added to those between it and others
}

// QueryStats counts how a Solver with an index came to its answers for pairs, and what
// they took.
type QueryStats struct {
	IndexOnly     uint64 // from the index alone
	AStar         uint64 // by an A* search with the index's distances as the potential
	Abandoned     uint64 // by such a search, which took too long, and then by one from both ends
	Bidirectional uint64 // from both ends: see Solver.UseIndex for which overlays
	Customized    uint64 // from costs that were worked out for the overlay: see Customizer
	Settled       uint64 // nodes that the searches settled; on a map with chains, only junctions are counted
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
// others; and for a [Solver.GoalTree] while no weight is changed. It serves all overlays but
// those that raise more than a quarter of all weights, lower more than 40, lower a whole array
// or open what is closed for everyone; costs for most of these are worked out on a street map.
// It does not serve graphs whose distances might not fit in 32 bits, which is asked of n times
// the largest weight. Queries from one node to many do not use it,
// since one search costs less than many with an index. The package documentation says how
// each overlay is served, and what that takes; [Solver.Stats] counts each case.
//
// The Solver takes 9 bytes a node more, on a street map 4 and another 5 a junction, and what
// the Potential of the index takes. The first costs for an overlay take another 20 bytes a node
// and 8 a shortcut, 16 if they differ by direction: 0.4 MB for 8,000 nodes of a street map.
// The error wraps csr.ErrWrongGraph if the index is of another graph, or what its
// Potential returned; then the Solver goes on without an index. The index must not be
// closed or changed while it is in use: Solvers go on without one that is closed.
func (s *Solver) UseIndex(x Index) error {
	s.guide = guide{customized: customized{kept: s.guide.customized.kept}}
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
	s.guide.index, s.guide.potential, s.guide.slow = x, potential, isSlow(potential)
	s.guide.customized.uses(x)
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
func isNil(x any) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// Stats returns how the pairs since the last UseIndex were answered.
func (s *Solver) Stats() QueryStats { return s.guide.stats }
