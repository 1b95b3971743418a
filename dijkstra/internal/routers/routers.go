// Package routers provides a Solver and both indexes, for tests and benchmarks of packages that
// answer by any of them.
package routers

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// Router has the methods that a Solver and the indexes have in common.
type Router interface {
	Graph() *csr.CSRGraph
	Distance(from, to csr.Node) (uint32, error)
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
	Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
	AppendDistances(dst []uint32, source csr.Node) ([]uint32, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
	Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error)
}

// All is one of each kind for a graph.
type All struct {
	Solver   *dijkstra.Solver // without an index
	CCH      *cch.Index       // of package cch
	Hublabel *hublabel.Index  // of package hublabel
}

// Of returns one of each kind for a graph.
func Of(tb testing.TB, g *csr.CSRGraph) All {
	tb.Helper()
	x, err := cch.Build(g, nil)
	if err != nil {
		tb.Fatal(err)
	}
	y, err := hublabel.Build(g, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return All{dijkstra.NewSolver(g), x, y}
}

// Benchmark runs a benchmark with each on a map, as subbenchmarks of the map's name and theirs.
func Benchmark(b *testing.B, w workload.Workload, run func(b *testing.B, r Router)) {
	all := Of(b, w.Open(b))
	b.Run(w.Name+"/solver", func(b *testing.B) { run(b, all.Solver) })
	b.Run(w.Name+"/cch", func(b *testing.B) { run(b, all.CCH) })
	b.Run(w.Name+"/hublabel", func(b *testing.B) { run(b, all.Hublabel) })
}
