package dijkstra_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// From a place on the street between 0 and 1 to one on that between 4 and 5, and what the way
// is when the street may be left towards 0 alone.
func ExamplePositionSolver() {
	g := block()
	s := dijkstra.NewSolver(g)
	between := dijkstra.NewPositionSolver(s) // or of an index
	player := csr.Position{From: 0, To: 1, Fraction: 0.7}
	clue := csr.Position{From: 4, To: 5, Fraction: 0.1}

	path, d, err := between.AppendPath(nil, player, clue)
	fmt.Println(path, d, err)

	closed := csr.NewOverlay(g)
	if err := closed.SetArc(0, 1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	s.Use(closed)
	path, d, err = between.AppendPath(path[:0], player, clue)
	fmt.Println(path, d, err)
	// Output:
	// [1 4] 140 <nil>
	// [0 3 4] 280 <nil>
}

func ExamplePositionSolver_Nearest() {
	between := dijkstra.NewPositionSolver(dijkstra.NewSolver(block()))
	player := csr.Position{From: 0, To: 1, Fraction: 0.7}
	shelters := []csr.Position{csr.AtNode(3), {From: 0, To: 1, Fraction: 0.2}, {From: 1, To: 2, Fraction: 0.5}}
	hits, err := between.Nearest(nil, player, shelters, 2)
	fmt.Println(hits, err)
	// Output: [{1 50} {2 80}] <nil>
}
