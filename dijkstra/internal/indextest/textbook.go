package indextest

import (
	"container/heap"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// BenchmarkTextbook measures what indexes are compared with: the solver that most
// programs have of their own, with slices of edges and container/heap, which stops
// at the target.
func BenchmarkTextbook(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		t := newTextbook(g)
		Run(b, g, 1, func(sources, targets []csr.Node) error {
			t.distance(sources[0], targets[0])
			return nil
		})
	})
}

// textbook is edges by their tails.
type textbook [][]step

type step struct {
	to   csr.Node
	cost uint64
}

func newTextbook(g *csr.CSRGraph) textbook {
	t := make(textbook, g.NumNodes())
	for a := range g.NumArcs() {
		from, to, _ := g.ArcEnds(uint32(a))
		w, _ := g.ArcWeight(from, to)
		t[from] = append(t[from], step{to, uint64(w) + uint64(g.NodeWeight(to))})
	}
	return t
}

// distance returns the distance of a pair.
func (t textbook) distance(from, to csr.Node) uint64 {
	dist := make([]uint64, len(t))
	for v := range dist {
		dist[v] = graphtest.Inf
	}
	dist[from] = 0
	for q := (queue{{from, 0}}); q.Len() > 0; {
		at := heap.Pop(&q).(step)
		if at.to == to {
			break
		}
		if at.cost > dist[at.to] {
			continue
		}
		for _, e := range t[at.to] {
			if d := at.cost + e.cost; d < dist[e.to] {
				dist[e.to] = d
				heap.Push(&q, step{e.to, d})
			}
		}
	}
	return dist[to]
}

// queue is a heap.Interface.
type queue []step

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].cost < q[j].cost }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(step)) }
func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}

// Textbook checks the textbook's answers, so that the comparison is a fair one.
func Textbook(t *testing.T) {
	g := Build(t, graphtest.Road(300, 1))
	book, solver := newTextbook(g), dijkstra.NewSolver(g)
	sources, targets := graphtest.Pairs(300, 100, 1)
	for i, from := range sources {
		d, err := solver.Distance(from, targets[i])
		if err != nil || uint64(d) != book.distance(from, targets[i]) {
			t.Fatalf("%d to %d: %d, %v", from, targets[i], d, err)
		}
	}
}
