package hublabel_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
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

// index returns an index of the blocks.
func index() *hublabel.Index {
	x, err := hublabel.Build(block(), nil)
	if err != nil {
		log.Fatal(err)
	}
	return x
}

// A map is prepared once, and the index shared by all goroutines.
func ExampleBuild() {
	x, err := hublabel.Build(block(), nil)
	if err != nil {
		log.Fatal(err)
	}
	d, err := x.Distance(0, 5)
	fmt.Println(d, err)
	// Output: 300 <nil>
}

func ExampleIndex_Distance() {
	x := index()
	d, err := x.Distance(3, 2)
	fmt.Println(d, err)
	_, err = x.Distance(3, 6)
	fmt.Println(err)
	// Output:
	// 300 <nil>
	// to: node 6 is out of range: the graph has 6 nodes
}

// The path is the one that a Solver finds.
func ExampleIndex_AppendPath() {
	path, d, err := index().AppendPath(nil, 0, 5)
	fmt.Println(path, d, err)
	// Output: [0 1 2 5] 300 <nil>
}

// A tour of the corners, in the order in which they are named.
func ExampleIndex_AppendRoute() {
	way, d, err := index().AppendRoute(nil, []csr.Node{3, 1, 5})
	fmt.Println(way, d, err)
	// Output: [3 0 1 2 5] 400 <nil>
}

// Of three clues the two that are nearest to corner 0.
func ExampleIndex_Nearest() {
	hits, err := index().Nearest(nil, 0, []csr.Node{5, 4, 3}, 2)
	fmt.Println(hits, err)
	// Output: [{3 100} {4 200}] <nil>
}

func ExampleIndex_Within() {
	hits, err := index().Within(nil, 0, 150)
	fmt.Println(hits, err)
	// Output: [{0 0} {1 100} {3 100}] <nil>
}

// How far each corner is from corner 0.
func ExampleIndex_AppendDistances() {
	distances, err := index().AppendDistances(nil, 0)
	fmt.Println(distances, err)
	// Output: [0 100 200 100 200 300] <nil>
}

func ExampleIndex_Batch() {
	distances, err := index().Batch(nil, []csr.Node{0, 1, 2}, []csr.Node{5, 4, 2})
	fmt.Println(distances, err)
	// Output: [300 100 0] <nil>
}

func ExampleIndex_Matrix() {
	clues := []csr.Node{0, 2, 4}
	matrix, err := index().Matrix(nil, clues, clues)
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

// The map's weights have changed for all: a new index takes the place of the old one,
// which those who are using it can go on using.
func ExampleIndex_Customize() {
	old := index()
	storm := csr.NewOverlay(old.Graph())
	if err := storm.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	x, err := old.Customize(storm)
	if err != nil {
		log.Fatal(err)
	}
	before, _, _ := old.AppendPath(nil, 0, 2)
	after, _, _ := x.AppendPath(nil, 0, 2)
	fmt.Println(before, after)
	// Output: [0 1 2] [0 3 4 5 2]
}

// Corner 1 is closed for everyone, and one player may pass it all the same: her overlay,
// of the map as it was, is laid on the weights for everyone.
func ExampleIndex_Customize_players() {
	g := block()
	old, err := hublabel.Build(g, nil)
	if err != nil {
		log.Fatal(err)
	}
	works, player := csr.NewOverlay(g), csr.NewOverlay(g)
	if err := errors.Join(works.SetNode(1, csr.Blocked), player.SetNode(1, 50)); err != nil {
		log.Fatal(err)
	}
	x, err := old.Customize(works)
	if err != nil {
		log.Fatal(err)
	}
	s := dijkstra.NewSolver(g)
	if err := s.UseIndex(x); err != nil {
		log.Fatal(err)
	}
	for _, o := range []*csr.Overlay{nil, player} {
		s.Use(o)
		path, d, err := s.AppendPath(nil, 0, 2)
		fmt.Println(path, d, err)
	}
	// Output:
	// [0 3 4 5 2] 400 <nil>
	// [0 1 2] 250 <nil>
}

// An index goes to a file beside that of its graph, and comes back in place.
// A player whose every corner has another weight: the costs of the index under these weights are
// kept with the player's other data, and found there however many others ask in between.
func ExampleIndex_Costs() {
	x := index()
	solver := dijkstra.NewSolver(x.Graph())
	if err := solver.UseIndex(x); err != nil {
		fmt.Println(err)
		return
	}
	terrain, err := csr.OverlayFrom(x.Graph(), []uint32{10, 20, 30, 40, 50, 60})
	if err != nil {
		fmt.Println(err)
		return
	}
	costs := dijkstra.NewKeptCosts(make([]uint32, solver.CostsSize(false)))

	solver.Use(terrain)
	solver.KeepCosts(costs)
	path, d, err := solver.AppendPath(nil, 0, 5)
	fmt.Println(path, d, err)
	fmt.Println(solver.Stats().Customized, "answered by the costs")
	// Output:
	// [0 1 2 5] 410 <nil>
	// 1 answered by the costs
}

func ExampleFromBytes() {
	x := index()
	file := x.Bytes()
	again, err := hublabel.FromBytes(file, x.Graph())
	if err != nil {
		log.Fatal(err)
	}
	d, err := again.Distance(0, 5)
	fmt.Println(d, err, again.Verify())
	// Output: 300 <nil> <nil>
}

// An index is written to a file, which processes of one machine then share.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	name, x := filepath.Join(dir, "city.hub"), index()
	if err := hublabel.WriteFile(name, x); err != nil {
		log.Fatal(err)
	}
	shared, err := hublabel.Open(name, x.Graph(), nil)
	if err != nil {
		log.Fatal(err)
	}
	defer shared.Close()
	d, err := shared.Distance(0, 5)
	fmt.Println(d, err)
	// Output: 300 <nil>
}

// A file that came from anywhere is opened with a limit, and proved before it is
// relied on.
func ExampleFromBytesOptions() {
	file, g := index().Bytes(), block()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	x, err := hublabel.FromBytesOptions(file, g, &hublabel.Options{Context: ctx, MaxBytes: 64 << 20})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(x.Prove(ctx), x.UsesGraphWeights())
	// Output: <nil> true
}

// Verify tells whether a file is as it was written, Prove whether it is right.
func ExampleIndex_Prove() {
	x := index()
	fmt.Println(x.Verify(), x.Prove(context.Background()))
	// Output: <nil> <nil>
}
