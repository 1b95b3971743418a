package alternative_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/alternative"
)

// town returns a start 0 and an end 5 with three streets between them: by 1 and 2, by 3 and
// by 4. An alley joins 1 and 3.
func town() *csr.CSRGraph {
	b := csr.NewBuilder(6)
	b.AddEdge(0, 1, 100)
	b.AddEdge(1, 2, 100)
	b.AddEdge(2, 5, 100)
	b.AddEdge(0, 3, 150)
	b.AddEdge(3, 5, 170)
	b.AddEdge(0, 4, 180)
	b.AddEdge(4, 5, 180)
	b.AddEdge(1, 3, 60)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

// Players who walk to one treasure are sent on different ways.
func ExampleFinder_Alternatives() {
	solver := dijkstra.NewSolver(town())
	var finder alternative.Finder
	ways, err := finder.Alternatives(solver, 0, 5, &alternative.Options{Ways: 4, Share: 0.3})
	for _, w := range ways {
		fmt.Println(w.Path, "costs", w.Cost, "shares", w.Shared)
	}
	fmt.Println(err)
	// Output:
	// [0 1 2 5] costs 300 shares 0
	// [0 3 5] costs 320 shares 0
	// [0 4 5] costs 360 shares 0
	// <nil>
}

// The shortest paths differ less: the third shares most of its steps with others.
func ExampleFinder_KShortest() {
	solver := dijkstra.NewSolver(town())
	var finder alternative.Finder
	ways, err := finder.KShortest(solver, 0, 5, 3)
	for _, w := range ways {
		fmt.Println(w.Path, "costs", w.Cost, "shares", w.Shared)
	}
	fmt.Println(err)
	// Output:
	// [0 1 2 5] costs 300 shares 0
	// [0 3 5] costs 320 shares 0
	// [0 1 3 5] costs 330 shares 270
	// <nil>
}
