package csr_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
)

// An overlay is saved as some bytes, and read into an overlay of the same graph.
func ExampleOverlay_UnmarshalBinary() {
	b := csr.NewBuilder(3)
	b.AddEdge(0, 1, 100)
	b.AddEdge(1, 2, 100)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	o := csr.NewOverlay(g)
	if err := o.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	saved, err := o.MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}

	again := csr.NewOverlay(g)
	if err := again.UnmarshalBinary(saved); err != nil {
		log.Fatal(err)
	}
	changes, _ := again.Changes()
	fmt.Println(len(saved), "bytes,", changes)
	// Output: 14 bytes, [{1 4294967295}]
}

// A player's state is saved as JSON, weights and all. To read it, give it an overlay of the
// same graph first.
func ExampleOverlay_UnmarshalText() {
	type player struct {
		Name    string
		Weights *csr.Overlay
	}
	b := csr.NewBuilder(3)
	b.AddEdge(0, 1, 100)
	b.AddEdge(1, 2, 100)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	anna := player{"Anna", csr.NewOverlay(g)}
	if err := anna.Weights.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	saved, err := json.Marshal(anna)
	if err != nil {
		log.Fatal(err)
	}

	again := player{Weights: csr.NewOverlay(g)}
	if err := json.Unmarshal(saved, &again); err != nil {
		log.Fatal(err)
	}
	changes, _ := again.Weights.Changes()
	fmt.Println(again.Name, changes)
	// Output: Anna [{1 4294967295}]
}

// Arcs are parts of streets, which have names.
func ExampleCSRGraph_Street() {
	b := csr.NewBuilder(3)
	avenue := b.AddStreet(csr.Street{Name: "Kungsportsavenyn", Class: "pedestrian"})
	b.AddStreetArc(0, 1, 120, avenue)
	b.AddStreetArc(1, 0, 120, avenue)
	b.AddArc(1, 2, 15) // a part of no street
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	for _, ends := range [][2]csr.Node{{0, 1}, {1, 2}} {
		arc, _ := g.Arc(ends[0], ends[1])
		street, ok := g.Street(arc)
		fmt.Printf("%q %v\n", street.Name, ok)
	}
	// Output:
	// "Kungsportsavenyn" true
	// "" false
}
