package trip_test

import (
	"context"
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/trip"
)

// street returns five corners along a street, 100 apart.
func street() *csr.CSRGraph {
	b := csr.NewBuilder(5)
	for v := range csr.Node(4) {
		b.AddEdge(v, v+1, 100)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

// A player at corner 1 walks to clues at 4, 0 and 3.
func ExamplePlanner_AppendTrip() {
	solver := dijkstra.NewSolver(street())
	var planner trip.Planner
	path, t, err := planner.AppendTrip(context.Background(), nil, solver, []csr.Node{1, 4, 0, 3}, nil)
	fmt.Println(path, err)
	fmt.Println(t.Order, t.Cost, t.Outcome)
	// Output:
	// [1 0 1 2 3 4] <nil>
	// [0 2 3 1] 500 optimal
}

// A parcel is picked up at stop 1 and delivered at stop 2; the museum, stop 3, opens at 50.
func ExampleOrder() {
	matrix := []uint32{
		0, 10, 20, 10,
		10, 0, 10, 20,
		20, 10, 0, 10,
		10, 20, 10, 0,
	}
	t, err := trip.Order(matrix, 4, &trip.Options{
		Round:   true,
		Before:  [][2]int{{1, 2}},
		Windows: []trip.Window{{}, {}, {}, {Open: 50, Close: 90}},
		Service: []uint32{0, 5, 5, 20},
	})
	fmt.Println(t.Order, t.Begin, err)
	fmt.Println(t.Cost, "of which travel", t.Travel)
	// Output:
	// [0 1 2 3] [0 10 25 50] <nil>
	// 80 of which travel 40
}

// There is no bridge to stop 2.
func ExampleOrder_impossible() {
	const none = dijkstra.Unreachable
	t, err := trip.Order([]uint32{
		0, 10, none,
		10, 0, none,
		20, 20, 0,
	}, 3, nil)
	fmt.Println(t.Outcome, t.Stop, err)
	// Output: impossible 2 <nil>
}
