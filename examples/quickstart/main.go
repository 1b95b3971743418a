// Quickstart finds the way between two places in Göteborg, closes a street on it, and finds the way round.
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
	from, _, err := places.Nearest(11.9733, 57.7089) // the central station
	check(err)
	to, _, err := places.Nearest(11.9670, 57.6998) // Vasaparken
	check(err)

	solver := dijkstra.NewSolver(g) // one a goroutine; the graph is shared
	path, length, err := solver.AppendPath(nil, from, to)
	check(err)
	fmt.Printf("%d m over %d corners\n", length/10, len(path)) // this map's unit is decimetres

	hunt := csr.NewOverlay(g) // this player's own weights
	check(hunt.SetNode(path[len(path)/2], csr.Blocked))
	solver.Use(hunt)
	path, length, err = solver.AppendPath(path[:0], from, to)
	check(err)
	fmt.Printf("%d m over %d corners with a street closed\n", length/10, len(path))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
