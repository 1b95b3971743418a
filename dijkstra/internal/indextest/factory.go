// Package indextest is the tests that both index packages run: they ask an index everything,
// on every kind of graph, and compare the answers with oracles that share no code with it, a
// Solver, and answers that other projects published.
package indextest

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Index is what is tested.
type Index interface {
	graphtest.Answerer
	dijkstra.Customizer
	questioner
	UsesGraphWeights() bool
	AppendDistances(dst []uint32, source csr.Node) ([]uint32, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
	Bytes() []byte
	Close() error
	Verify() error
	Prove(ctx context.Context) error
}

// answerer is an Index, or a Solver.
type answerer interface {
	graphtest.Answerer
	Graph() *csr.CSRGraph
}

// questioner is what an Index and a Solver are asked alike, beside distances and paths.
type questioner interface {
	AppendRoute(dst, stops []csr.Node) ([]csr.Node, uint32, error)
	Nearest(dst []dijkstra.Hit, from csr.Node, targets []csr.Node, k int) ([]dijkstra.Hit, error)
	Within(dst []dijkstra.Hit, from csr.Node, limit uint32) ([]dijkstra.Hit, error)
	Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error)
}

// Factory makes the indexes of a package.
type Factory struct {
	Build     func(g *csr.CSRGraph, o indexkit.Options) (Index, error) // an index for the graph's own weights
	Customize func(x Index, o *csr.Overlay) (Index, error)             // another index
	FromBytes func(b []byte, g *csr.CSRGraph) (Index, error)           // that b holds

	CustomizeContext func(ctx context.Context, x Index, o *csr.Overlay) (Index, error)     // Customize, until ctx is done
	FromBytesOptions func(b []byte, g *csr.CSRGraph, o indexkit.Options) (Index, error)    // FromBytes, under options
	WriteFile        func(name string, x Index) error                                      // to the named file
	ReadFile         func(name string, g *csr.CSRGraph, o indexkit.Options) (Index, error) // from it
	Open             func(name string, g *csr.CSRGraph, o indexkit.Options) (Index, error) // the same, mapped
}

// Shuffled returns an index on a random order: answers must not depend on it.
func (s Factory) Shuffled(t testing.TB, r *rand.Rand, g *csr.CSRGraph) Index {
	t.Helper()
	order := make([]csr.Node, g.NumNodes())
	for i, v := range r.Perm(len(order)) {
		order[i] = csr.Node(v)
	}
	x, err := s.Build(g, indexkit.Options{Order: order})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Ordered returns an index on the order that Build finds.
func (s Factory) Ordered(t testing.TB, g *csr.CSRGraph) Index {
	t.Helper()
	x, err := s.Build(g, indexkit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// customized returns an index for an overlay.
func (s Factory) customized(t testing.TB, x Index, o *csr.Overlay) Index {
	t.Helper()
	y, err := s.Customize(x, o)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// overflow is the error for what does not fit in 32 bits.
var overflow = dijkstra.ErrOverflow
