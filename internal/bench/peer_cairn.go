package main

import (
	"path/filepath"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// cairn is the library itself: one Solver, used as in the README.
type cairn struct {
	solver *dijkstra.Solver
	last   []uint32
}

// onMap opens a workload with a peer of this repository, which reads the map as it is.
func onMap(build func(g *csr.CSRGraph) (solver, error)) func(dir string) (int, solver, error) {
	return func(dir string) (int, solver, error) {
		g, err := csr.ReadFile(filepath.Join(dir, mapFile))
		if err != nil {
			return 0, nil, err
		}
		s, err := build(g)
		return g.NumNodes(), s, err
	}
}

func newCairn(g *csr.CSRGraph) (solver, error) { return &cairn{solver: dijkstra.NewSolver(g)}, nil }

func (c *cairn) pair(from, to uint32) (int64, error) {
	return signed(c.solver.Distance(from, to))
}

// tree writes every distance, as the peers do: a Tree alone computes those of nodes
// between junctions only when asked.
func (c *cairn) tree(source uint32) error {
	tree, err := c.solver.Tree(source)
	if err == nil {
		c.last, err = tree.AppendDistances(c.last[:0])
	}
	return err
}

func (c *cairn) at(v uint32) (int64, error) { return signed(c.last[v], nil) }

// signed converts a distance for the exchange.
func signed(d uint32, err error) (int64, error) {
	if d == dijkstra.Unreachable {
		return unknown, err
	}
	return int64(d), err
}
