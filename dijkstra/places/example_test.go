package places_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/places"
)

// Three clues are 200 to 600 metres' walk from the start, and 200 from each other.
func ExamplePicker_Pick() {
	b := csr.NewBuilder(12) // a street with a house each 100 metres
	for v := csr.Node(1); v < 12; v++ {
		b.AddEdge(v-1, v, 100)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	var picker places.Picker
	o := &places.Options{
		Where: []places.Condition{{Place: 4, Range: places.Range{Least: 200, Most: 600}}},
		Among: places.Range{Least: 200},
		Seed:  1,
	}
	result, err := picker.Pick(dijkstra.NewSolver(g), 3, o)
	fmt.Println(result.Outcome, result.Nodes, err)

	// Nine clues are too many: of twelve houses, eight are at that distance.
	result, err = picker.Pick(dijkstra.NewSolver(g), 9, o)
	fmt.Println(result.Outcome, result.Candidates, result.Left, err)
	// Output:
	// found [7 0 10] <nil>
	// too few 12 [8] <nil>
}
