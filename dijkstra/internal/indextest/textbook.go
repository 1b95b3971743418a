package indextest

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/textbook"
)

// BenchmarkTextbook measures a textbook's Dijkstra, as many programs have it, for comparison.
func BenchmarkTextbook(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		book := bookOf(g)
		workload.Run(b, g, workload.Load{}, func(sources, targets []csr.Node) error {
			book.Search(sources[0], int64(targets[0]))
			return nil
		})
	})
}

// bookOf returns a graph as textbooks have it.
func bookOf(g *csr.CSRGraph) textbook.Graph {
	book := make(textbook.Graph, g.NumNodes())
	for a := range g.NumArcs() {
		from, to, _ := g.ArcEnds(uint32(a))
		w, _ := g.ArcWeight(from, to)
		book[from] = append(book[from], textbook.Edge{To: to, Cost: int64(w) + int64(g.NodeWeight(to))})
	}
	return book
}

// Textbook checks the answers of the textbook's Dijkstra, so that the comparison is fair.
func Textbook(t *testing.T) {
	g := workload.Build(t, graphtest.Road(300, 1))
	book, solver := bookOf(g), dijkstra.NewSolver(g)
	sources, targets := graphtest.Pairs(300, 100, 1)
	for i, from := range sources {
		d, err := solver.Distance(from, targets[i])
		if err != nil || int64(d) != book.Search(from, int64(targets[i]))[targets[i]] {
			t.Fatalf("%d to %d: %d, %v", from, targets[i], d, err)
		}
	}
}
