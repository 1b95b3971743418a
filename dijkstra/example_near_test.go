package dijkstra_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// A player clicks on corner 5, which a hunt has closed, and walks to the corner beside it.
func ExampleSolver_AppendPathNear() {
	g := block()
	s, hunt := dijkstra.NewSolver(g), csr.NewOverlay(g)
	if err := hunt.SetNode(5, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	s.Use(hunt)
	path, near, err := s.AppendPathNear(nil, nil, 0, 5, dijkstra.BySteps, dijkstra.Limits{})
	fmt.Println(path, near.Outcome, near.Distance, near.Away, err)
	// Output: [0 1 2] no path 200 1 <nil>
}

// A figure that may walk 150 in one turn.
func ExampleLimits() {
	s := dijkstra.NewSolver(block())
	turn := dijkstra.Limits{MaxDistance: 150}
	path, near, err := s.AppendPathNear(nil, nil, 0, 5, dijkstra.ByDistance, turn)
	fmt.Println(path, near.Outcome, near.Distance, near.Away, err)
	// Output: [0 1] too far 100 200 <nil>
}

// Two players share open streets; for the third, corner 4 is closed.
func ExampleSolver_BothWays() {
	g := block()
	hunt := csr.NewOverlay(g)
	if err := hunt.SetNode(4, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	s := dijkstra.NewSolver(g)
	players := []dijkstra.Player{{Node: 0}, {Node: 3}, {Node: 3, Overlay: hunt}}
	there, back, err := s.BothWays(nil, nil, 5, players)
	fmt.Println(there, back, err)
	// Output: [300 200 400] [300 200 400] <nil>
}
