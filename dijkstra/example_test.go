package dijkstra_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// block returns six corners of two city blocks, in two rows, numbered
//
//	0 1 2
//	3 4 5
//
// with streets of 100 between neighbours.
func block() *csr.CSRGraph {
	b := csr.NewBuilder(6)
	for v := range csr.Node(3) {
		b.AddEdge(v, v+3, 100)
		if v < 2 {
			b.AddEdge(v, v+1, 100)
			b.AddEdge(v+3, v+4, 100)
		}
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

func ExampleSolver_Distance() {
	s := dijkstra.NewSolver(block())
	d, err := s.Distance(0, 5)
	fmt.Println(d, err)
	// Output: 300 <nil>
}

// Of several shortest paths the one that is first in lexicographic order is the
// path: 0 1 2 5, not 0 1 4 5 or 0 3 4 5.
func ExampleSolver_AppendPath() {
	s := dijkstra.NewSolver(block())
	var path []csr.Node
	path, d, err := s.AppendPath(path[:0], 0, 5)
	fmt.Println(path, d, err)
	// Output: [0 1 2 5] 300 <nil>
}

func ExampleSolver_Use() {
	g := block()
	s := dijkstra.NewSolver(g)
	hunt := csr.NewOverlay(g)
	s.Use(hunt)
	for _, closed := range []csr.Node{1, 4} {
		if err := hunt.SetNode(closed, csr.Blocked); err != nil {
			log.Fatal(err)
		}
		path, d, err := s.AppendPath(nil, 0, 5)
		fmt.Println(path, d == dijkstra.Unreachable, err)
	}
	// Output:
	// [0 3 4 5] false <nil>
	// [] true <nil>
}

func ExampleSolver_Batch() {
	s := dijkstra.NewSolver(block())
	distances, err := s.Batch(nil, []csr.Node{0, 1, 2}, []csr.Node{5, 4, 2})
	fmt.Println(distances, err)
	// Output: [300 100 0] <nil>
}

// A matrix is what putting the clues of a hunt in order starts from.
func ExampleSolver_Matrix() {
	s := dijkstra.NewSolver(block())
	clues := []csr.Node{0, 2, 4}
	matrix, err := s.Matrix(nil, clues, clues)
	if err != nil {
		log.Fatal(err)
	}
	for i := range clues {
		fmt.Println(matrix[i*len(clues) : (i+1)*len(clues)])
	}
	// Output:
	// [0 200 200]
	// [200 0 200]
	// [200 200 0]
}

func ExampleSolver_Tree() {
	s := dijkstra.NewSolver(block())
	tree, err := s.Tree(3)
	if err != nil {
		log.Fatal(err)
	}
	distances, _ := tree.AppendDistances(nil)
	path, _, _ := tree.AppendPath(nil, 2)
	parent, _, _ := tree.Parent(2)
	fmt.Println(distances, path, parent)
	// Output: [100 200 300 0 100 200] [3 0 1 2] 1
}

func ExampleBatch() {
	distances, err := dijkstra.Batch(block(), []csr.Node{0, 1}, []csr.Node{5, 5})
	fmt.Println(distances, err)
	_, err = dijkstra.Batch(block(), []csr.Node{0, 1}, []csr.Node{5, 9})
	fmt.Println(err)
	// Output:
	// [300 200] <nil>
	// targets[1]: node 9 is out of range: the graph has 6 nodes
}
