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
	g := block()
	var drawn struct{ Coordinates [][][2]float64 }
	err := json.Unmarshal([]byte(`{"type":"Polygon","coordinates":[[[1.5,-1],[3,-1],[3,3],[1.5,3],[1.5,-1]]]}`), &drawn)
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
	// Output: true 60
}

// A circle around a point, and the nodes in it.
func ExampleNewCircle() {
	area, err := csr.NewCircle(block(), 0, 0, 2)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(area.AppendNodes(nil), area.Contains(1, 1))
	// Output: [0 1 3] true
}

// block returns the corners of a square of two units and its sides.
func block() *csr.CSRGraph {
	b := csr.NewBuilder(4)
	for v, p := range [][2]float64{{0, 0}, {2, 0}, {2, 2}, {0, 2}} {
		b.SetPoint(csr.Node(v), p[0], p[1])
		b.AddEdge(csr.Node(v), csr.Node((v+1)%4), 20)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}
