package gridmap_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/veltrix/cairn/csr/gridmap"
)

func ExampleRead() {
	m, err := gridmap.Read(strings.NewReader(`type octile
height 2
width 3
map
..@
...
`), nil)
	if err != nil {
		log.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		log.Fatal(err)
	}
	from, _ := m.Node(1, 0)
	corner, _ := m.Node(2, 1)
	_, cut := g.ArcWeight(from, corner) // past the '@'
	fmt.Println(g.NumNodes(), "nodes,", g.NumArcs(), "arcs, corner cut:", cut)
	// Output: 5 nodes, 14 arcs, corner cut: false
}

func ExampleReadMatrix() {
	m, err := gridmap.ReadMatrix(strings.NewReader("131,673\n201,96\n"), &gridmap.Options{Moves: gridmap.Right | gridmap.Down})
	if err != nil {
		log.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		log.Fatal(err)
	}
	v, _ := m.Node(1, 0)
	fmt.Println(g.NumArcs(), "arcs; entering", v, "costs", g.NodeWeight(v))
	// Output: 4 arcs; entering 1 costs 673
}

func ExampleFromPassable() {
	m, err := gridmap.FromPassable(2, []bool{true, false, true, true}, nil)
	if err != nil {
		log.Fatal(err)
	}
	x, y, _ := m.Cell(2)
	fmt.Println(m.NumNodes(), "nodes, the last at", x, y)
	// Output: 3 nodes, the last at 1 1
}

func ExampleFromWeights() {
	m, err := gridmap.FromWeights(2, []uint32{5, 6, 7, 8}, nil)
	if err != nil {
		log.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(g.NumNodes(), "nodes,", g.NumArcs(), "arcs")
	// Output: 4 nodes, 8 arcs
}
