// Quickstart finds the path between two places in Göteborg, closes a street on it, and finds the detour.
package main

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/testdata"
)

func main() {
	g, err := csr.FromBytes(testdata.Goteborg()) // or csr.ReadFile("city.csr")
	check(err)
	places, err := csr.NewLocator(g)
	check(err)
	station, _, err := places.Nearest(11.9733, 57.7089)
	check(err)
	park, _, err := places.Nearest(11.9670, 57.6998)
	check(err)

	solver := dijkstra.NewSolver(g) // one per goroutine; the graph is shared
	path, length, err := solver.AppendPath(nil, station, park)
	check(err)
	fmt.Printf("%d m over %d corners\n", length/10, len(path)) // this map's unit is decimetres

	overlay := csr.NewOverlay(g) // one player's weights
	check(overlay.SetNode(path[len(path)/2], csr.Blocked))
	solver.Use(overlay)
	path, length, err = solver.AppendPath(path[:0], station, park)
	check(err)
	if length == dijkstra.Unreachable { // no path is an answer, not an error
		fmt.Println("no way with that street closed")
		return
	}
	fmt.Printf("%d m over %d corners with a street closed\n", length/10, len(path))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
