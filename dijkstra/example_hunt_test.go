package dijkstra_test

import (
	"context"
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// The treasure chests that a player at corner 0 reaches first.
func ExampleSolver_Nearest() {
	s := dijkstra.NewSolver(block())
	hits, err := s.Nearest(nil, 0, []csr.Node{5, 4, 2, 1}, 2)
	fmt.Println(hits, err)
	// Output: [{1 100} {2 200}] <nil>
}

// Where a clue can be hidden that is no farther than one street away.
func ExampleSolver_Within() {
	s := dijkstra.NewSolver(block())
	hits, err := s.Within(nil, 4, 100)
	fmt.Println(hits, err)
	// Output: [{4 0} {1 100} {3 100} {5 100}] <nil>
}

// Which corners someone passes, or could pass, on the way from 0 to 2 who walks at most 50 more.
func ExampleSolver_Between() {
	s := dijkstra.NewSolver(block())
	vias, err := s.Between(nil, 0, 2, 250)
	fmt.Println(vias, err)
	// Output: [{0 0 200} {1 100 100} {2 200 0}] <nil>
}

func ExampleSolver_AppendRoute() {
	s := dijkstra.NewSolver(block())
	way, d, err := s.AppendRoute(nil, []csr.Node{0, 2, 3})
	fmt.Println(way, d, err)
	// Output: [0 1 2 1 0 3] 500 <nil>
}

// A query that was cancelled says so, and what is proven all the same: here
// that the way is no shorter than 200.
func ExampleSolver_DistanceLimited() {
	s := dijkstra.NewSolver(block())
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for _, ctx := range []context.Context{context.Background(), gone} {
		r, err := s.DistanceLimited(ctx, 0, 5, 1000)
		fmt.Println(r.Outcome, r.Distance == dijkstra.Unreachable, r.Bound, err)
	}
	// Output:
	// found false 300 <nil>
	// cancelled true 200 <nil>
}

// Several places to start from, such as the gates of a park.
func ExampleSolver_Tree_sources() {
	s := dijkstra.NewSolver(block())
	tree, err := s.Tree(0, 5)
	if err != nil {
		log.Fatal(err)
	}
	path, d, err := tree.AppendPath(nil, 4)
	fmt.Println(path, d, err)
	// Output: [5 4] 100 <nil>
}

// All hunters of the treasure at corner 5 share one tree; a hunt with a closed
// corner has a copy of it repaired.
func ExampleSolver_GoalTree() {
	g := block()
	s := dijkstra.NewSolver(g)
	tree, err := s.GoalTree(5)
	if err != nil {
		log.Fatal(err)
	}
	next, _, _ := tree.Next(0)
	fmt.Println(next)

	hunt := csr.NewOverlay(g)
	if err := hunt.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	s.Use(hunt)
	own := tree.Clone()
	if err := s.Repair(own); err != nil {
		log.Fatal(err)
	}
	path, d, err := own.AppendPath(nil, 0)
	fmt.Println(path, d, err)
	// Output:
	// 1
	// [0 3 4 5] 300 <nil>
}

// One tree leads everyone to the nearer of two exits; when a corner closes, it says who has
// to turn to the other.
func ExampleGoalTree_TargetOf() {
	g := block()
	s := dijkstra.NewSolver(g)
	exits, err := s.GoalTree(0, 5)
	if err != nil {
		log.Fatal(err)
	}
	exit, _, _ := exits.TargetOf(1)
	fmt.Println("corner 1 leaves by", exit)

	blocked := csr.NewOverlay(g)
	if err := blocked.SetArc(1, 0, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	s.Use(blocked)
	if err := s.Repair(exits); err != nil {
		log.Fatal(err)
	}
	exit, _, _ = exits.TargetOf(1)
	path, d, err := exits.AppendPath(nil, 1)
	fmt.Println("and now by", exit, path, d, err)
	// Output:
	// corner 1 leaves by 0
	// and now by 5 [1 2 5] 200 <nil>
}
