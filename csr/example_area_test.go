package csr_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
)

// An organiser has drawn a part of the map, and the browser sends it as GeoJSON. Its nodes
// are closed, and streets that have a part in it take three times as long.
func ExampleNewPolygon() {
	g := square()
	var drawn struct{ Coordinates [][][2]float64 }
	err := json.Unmarshal([]byte(`{"type":"Polygon","coordinates":[[[75,-1],[150,-1],[150,150],[75,150],[75,-1]]]}`), &drawn)
	if err != nil {
		log.Fatal(err)
	}
	area, err := csr.NewPolygon(g, drawn.Coordinates)
	if err != nil {
		log.Fatal(err)
	}
	overlay := csr.NewOverlay(g)
	if err := overlay.SetNodes(area.AppendNodes(nil), csr.Blocked); err != nil {
		log.Fatal(err)
	}
	if err := overlay.ScaleArcs(area.AppendArcs(nil), 3); err != nil {
		log.Fatal(err)
	}
	slow, _ := overlay.ArcWeight(0, 1)
	fmt.Println(overlay.NodeWeight(1) == csr.Blocked, slow)
	// Output: true 300
}

// A circle around a point, and the nodes in it.
func ExampleNewCircle() {
	area, err := csr.NewCircle(square(), 0, 0, 100)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(area.AppendNodes(nil), area.Contains(50, 50))
	// Output: [0 1 3] true
}

// A walk is known to lead from node 0 to node 1, and a point is measured beside it.
func ExampleStreetLocator_On() {
	streets, err := csr.NewStreetLocator(square())
	if err != nil {
		log.Fatal(err)
	}
	place, err := streets.On(0, 1, 30, -4)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(place.Position.Fraction, place.Distance)
	// Output: 0.3 4
}
