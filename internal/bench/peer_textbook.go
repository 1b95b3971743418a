package main

import book "github.com/veltrix/cairn/internal/textbook"

// textbook is the solver that most programs write for themselves: see its package.
type textbook struct {
	edges book.Graph
	last  []int64
}

func newTextbook(n *network) (solver, error) {
	t := &textbook{edges: make(book.Graph, n.nodes)}
	for _, a := range n.arcs {
		t.edges[a.from] = append(t.edges[a.from], book.Edge{To: a.to, Cost: int64(a.cost)})
	}
	return t, nil
}

func (t *textbook) pair(from, to uint32) (int64, error) {
	return finite(t.edges.Search(from, int64(to))[to]), nil
}

func (t *textbook) tree(source uint32) error {
	t.last = t.edges.Search(source, book.Everywhere)
	return nil
}

func (t *textbook) at(v uint32) (int64, error) { return finite(t.last[v]), nil }

// finite converts a distance for the exchange.
func finite(d int64) int64 {
	if d == book.Inf {
		return unknown
	}
	return d
}
