package mapmatch_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// block returns a map with plane units of a metre: two streets 40 metres apart, from nodes
// 0 and 3 to nodes 2 and 5, and three that join them.
func block() *csr.CSRGraph {
	b := csr.NewBuilder(6)
	b.SetMeta(csr.Meta{Unit: "dm"})
	for v := range csr.Node(3) {
		b.SetPoint(v, 100*float64(v), 0)
		b.SetPoint(v+3, 100*float64(v), 40)
		b.AddEdge(v, v+3, 400)
	}
	for _, v := range []csr.Node{0, 1, 3, 4} {
		b.AddEdge(v, v+1, 1000)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

// matcher returns a Matcher on a map.
func matcher(g *csr.CSRGraph) *mapmatch.Matcher {
	streets, err := csr.NewStreetLocator(g)
	if err != nil {
		log.Fatal(err)
	}
	m, err := mapmatch.New(streets, dijkstra.NewSolver(g), nil)
	if err != nil {
		log.Fatal(err)
	}
	return m
}

// Somebody walks along the lower street and up the middle one. The third point lies nearer
// to the upper street, but nobody gets there and back.
func Example() {
	m := matcher(block())
	trace := []mapmatch.Point{{X: 20, Y: 4}, {X: 42, Y: 3}, {X: 65, Y: 21}, {X: 85, Y: -2}, {X: 101, Y: 25}}
	var match mapmatch.Match
	if err := m.Match(&match, trace); err != nil {
		log.Fatal(err)
	}
	for i, p := range match.Places {
		fmt.Printf("point %d: %v, %.2f of the way from %d to %d\n", i, p.Status, p.Position.Fraction, p.Position.From, p.Position.To)
	}
	for _, w := range match.Walks {
		fmt.Printf("points %d to %d: nodes %v, %.0f m\n", w.First, w.Last, w.Nodes, w.Length)
	}
	// Output:
	// point 0: matched, 0.20 of the way from 0 to 1
	// point 1: matched, 0.42 of the way from 0 to 1
	// point 2: matched, 0.65 of the way from 0 to 1
	// point 3: matched, 0.85 of the way from 0 to 1
	// point 4: matched, 0.62 of the way from 1 to 4
	// points 0 to 4: nodes [1], 105 m
}

// Two points lie far from all streets, and behind them the walk goes on.
func ExampleMatcher_Match() {
	m := matcher(block())
	trace := []mapmatch.Point{{X: 10, Y: 1}, {X: 40, Y: 2}, {X: 70, Y: 400}, {X: 75, Y: 400}, {X: 120, Y: -1}, {X: 160, Y: 0}}
	var match mapmatch.Match // to be used for the next trace, too
	if err := m.Match(&match, trace); err != nil {
		log.Fatal(err)
	}
	for _, p := range match.Places {
		fmt.Print(p.Status, "; ")
	}
	fmt.Printf("%d walk of %.0f m\n", len(match.Walks), match.Walks[0].Length)
	// Output: matched; matched; off the map; off the map; matched; matched; 1 walk of 150 m
}

// Estimate says which options suit the device that made a trace.
func ExampleMatch_Estimate() {
	m := matcher(block())
	trace := []mapmatch.Point{{X: 5, Y: 3}, {X: 30, Y: -4}, {X: 55, Y: 2}, {X: 80, Y: -3}, {X: 120, Y: 5}, {X: 150, Y: -2}}
	var match mapmatch.Match
	if err := m.Match(&match, trace); err != nil {
		log.Fatal(err)
	}
	sigma, beta, ok := match.Estimate()
	fmt.Printf("%.1f %.1f %v\n", sigma, beta, ok)
	// Output: 4.4 1.1 true
}
