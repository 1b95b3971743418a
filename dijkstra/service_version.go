package dijkstra

import (
	"context"

	"github.com/veltrix/cairn/csr"
)

// version is a graph with its index, and Solvers for the workers that are to change
// to it.
type version struct {
	graph *csr.CSRGraph
	index Index
	hash  uint64
	spare []*Solver
}

// newVersion returns a version with so many Solvers.
func newVersion(g *csr.CSRGraph, x Index, solvers int) (v *version, err error) {
	defer caught(&err)
	if g == nil {
		return nil, ErrNoGraph
	}
	g = weighed(g, x)
	v = &version{graph: g, index: x, hash: g.Hash()}
	for range solvers {
		solver, err := v.solver()
		if err != nil {
			return nil, err
		}
		v.spare = append(v.spare, solver)
	}
	return v, nil
}

// solver returns a new Solver that has answered a query, so that its memory is there.
// If there is an error, it still answers, but without the index.
func (v *version) solver() (s *Solver, err error) {
	defer caught(&err)
	s = NewSolver(v.graph)
	if err := s.UseIndex(v.index); err != nil || v.graph.NumNodes() == 0 {
		return s, err
	}
	o := csr.NewOverlay(v.graph)
	_ = o.SetNode(0, csr.Blocked) // 0 is a node
	s.Use(o)
	defer s.Use(nil)
	_, err = s.DistanceLimited(context.Background(), 0, csr.Node(v.graph.NumNodes()-1), 1000)
	return s, err
}
