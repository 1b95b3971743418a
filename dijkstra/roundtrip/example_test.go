package roundtrip_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/roundtrip"
)

// A jog of a kilometre in a town of nine blocks, each with sides of 100 metres.
func ExampleFinder_Find() {
	const wide = 4
	b := csr.NewBuilder(wide * wide)
	for v := range csr.Node(wide * wide) {
		if v%wide > 0 {
			b.AddEdge(v-1, v, 100)
		}
		if v >= wide {
			b.AddEdge(v-wide, v, 100)
		}
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	var finder roundtrip.Finder
	trip, err := finder.Find(dijkstra.NewSolver(g), 0, 1000, nil)
	fmt.Println(trip.Outcome, trip.Length, trip.Repeated, trip.Path, err)

	// There is no way of 50 metres out and back.
	trip, err = finder.Find(dijkstra.NewSolver(g), 0, 50, nil)
	fmt.Println(trip.Outcome, trip.Path, err)
	// Output:
	// found 1000 0 [0 1 5 9 13 14 10 6 5 4 0] <nil>
	// no trip [] <nil>
}
