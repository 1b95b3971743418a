package service

import (
	"context"
	"runtime/debug"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// version is a graph with its index, and spare Solvers for the workers that switch to it.
type version struct {
	graph *csr.CSRGraph
	index dijkstra.Index
	hash  uint64
	spare []*dijkstra.Solver
}

// newVersion returns a version with so many Solvers.
func newVersion(g *csr.CSRGraph, x dijkstra.Index, solvers int) (v *version, err error) {
	defer recovered(&err)
	if g == nil {
		return nil, dijkstra.ErrNoGraph
	}
	v = &version{graph: g, index: x}
	for range solvers {
		solver, err := v.solver()
		if err != nil {
			return nil, err
		}
		v.graph = solver.Graph() // with the weights of the index
		v.spare = append(v.spare, solver)
	}
	v.hash = v.graph.Hash()
	return v, nil
}

// solver returns a new Solver that has answered one query, so that its memory exists. If
// the index fails, the Solver has none and the error says why; if that fails too, the
// Solver is nil.
func (v *version) solver() (*dijkstra.Solver, error) {
	s, err := v.warm(v.index)
	if err == nil {
		return s, nil
	}
	if s, worse := v.warm(nil); worse == nil {
		return s, err
	}
	return nil, err
}

// warm returns a new Solver with an index, which may be nil, that has answered one query.
// Panics and unreadable memory become errors.
func (v *version) warm(x dijkstra.Index) (s *dijkstra.Solver, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	s = dijkstra.NewSolver(v.graph)
	if err := s.UseIndex(x); err != nil || v.graph.NumNodes() == 0 {
		return s, err
	}
	o := csr.NewOverlay(v.graph)
	_ = o.SetNode(0, csr.Blocked) // 0 is a node
	s.Use(o)
	defer s.Use(nil)
	_, err = s.DistanceLimited(context.Background(), 0, csr.Node(v.graph.NumNodes()-1), 1000)
	return s, err
}
