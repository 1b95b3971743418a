package csr

import "fmt"

// Subgraph returns the graph of the nodes in keep: node keep[i] of g becomes node i,
// with its weight and point, and the arcs between two kept nodes stay, with their
// streets. Meta is g's. It costs O(nodes + arcs of g). It is an error if keep names a node twice or one that is
// not there; the error is ErrNoGraph if g is nil.
func Subgraph(g *CSRGraph, keep []Node) (*CSRGraph, error) {
	if g == nil {
		return nil, ErrNoGraph
	}
	number, err := renumber(g, keep)
	if err != nil {
		return nil, err
	}
	b := NewBuilder(len(keep))
	b.SetMeta(g.meta)
	streets := b.addStreetsOf(g)
	for i, v := range keep {
		if w := g.NodeWeight(v); w != 0 {
			b.SetNodeWeight(Node(i), w)
		}
		if x, y, ok := g.Point(v); ok {
			b.SetPoint(Node(i), x, y)
		}
		arcs := g.Arcs(v)
		for k := range arcs.Len() {
			if j := number[arcs.Target(k)]; j >= 0 {
				b.AddStreetArc(Node(i), Node(j), arcs.Weight(k), streets[g.streetNumber(arcs.arc(k))])
			}
		}
	}
	return b.Build()
}

// renumber returns for each node of g its place in keep, or -1.
func renumber(g *CSRGraph, keep []Node) ([]int, error) {
	number := make([]int, g.NumNodes())
	for v := range number {
		number[v] = -1
	}
	for i, v := range keep {
		if err := g.CheckNode(v, fmt.Sprintf("keep[%d]", i)); err != nil {
			return nil, err
		}
		if number[v] >= 0 {
			return nil, fmt.Errorf("csr: keep[%d] and keep[%d] are both node %d", number[v], i, v)
		}
		number[v] = i
	}
	return number, nil
}
