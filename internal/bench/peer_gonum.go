package main

import (
	"math"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/traverse"
)

// gonum answers with gonum's path.DijkstraFrom and path.DijkstraFromTo on one of two
// graph types. For pairs there is also path.AStar with NullHeuristic, which takes up to
// twice as long, since it keeps two maps more. BenchmarkGonum has the figures.
type gonum struct {
	g     traverse.Graph
	nodes []graph.Node
	last  path.Shortest
}

// newGonumSimple is gonum as in its documentation.
func newGonumSimple(n *network) (solver, error) {
	g := simple.NewWeightedDirectedGraph(0, math.Inf(1))
	for v := range n.nodes {
		g.AddNode(simple.Node(v))
	}
	for _, a := range n.arcs {
		g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(a.from), simple.Node(a.to), float64(a.cost)))
	}
	return &gonum{g: g, nodes: boxed(n.nodes)}, nil
}

// newGonum is gonum at its fastest, on a graph type made for it: see rows. It takes a
// third to a half of the time of newGonumSimple. The package's other type with weights,
// simple.DirectedMatrix, is for dense graphs: it takes 512 MB for 8,000 nodes, and visits
// all of them to find a node's arcs.
func newGonum(n *network) (solver, error) {
	r := newRows(n)
	return &gonum{g: r, nodes: r.nodes}, nil
}

func (g *gonum) pair(from, to uint32) (int64, error) {
	_, d := path.DijkstraFromTo(g.nodes[from], g.nodes[to], g.g)
	return whole(d), nil
}

func (g *gonum) tree(source uint32) error {
	g.last = path.DijkstraFrom(g.nodes[source], g.g)
	return nil
}

func (g *gonum) at(v uint32) (int64, error) { return whole(g.last.WeightTo(int64(v))), nil }

// whole converts a distance for the exchange.
func whole(d float64) int64 {
	if math.IsInf(d, 1) {
		return unknown
	}
	return int64(d)
}
