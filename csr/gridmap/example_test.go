package gridmap_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/veltrix/cairn/csr"
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

// A walker and a boat share one graph, each with an overlay or none; then ice closes a cell of
// water.
func ExampleMap_Overlay() {
	walker := gridmap.Costs{'.': 1, 'S': 3, 'W': csr.Blocked} // swamp at a third of the speed
	m, err := gridmap.FromCells(4, []byte(""+
		".SSW"+
		".WWW"), &gridmap.Options{Costs: walker})
	if err != nil {
		log.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		log.Fatal(err)
	}
	boat, err := m.Overlay(g, gridmap.Costs{'.': csr.Blocked, 'S': csr.Blocked, 'W': 1})
	if err != nil {
		log.Fatal(err)
	}
	swamp, _ := m.Node(1, 0)
	water, _ := m.Node(1, 1)
	fmt.Println("walker:", g.NodeWeight(swamp)/gridmap.Straight, g.NodeWeight(water) == csr.Blocked)
	fmt.Println("boat:", boat.NodeWeight(swamp) == csr.Blocked, boat.NodeWeight(water)/gridmap.Straight)

	if err := m.SetCost(boat, water, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	fmt.Println("after the frost:", boat.NodeWeight(water) == csr.Blocked)
	// Output:
	// walker: 3 true
	// boat: true 1
	// after the frost: true
}

// A path round a wall is pulled straight, as far as the wall and its corners let it.
func ExampleSmoother_AppendWaypoints() {
	m, err := gridmap.FromCells(7, []byte(""+
		"......."+
		"....@.."+
		"....@.."+
		"......."), nil)
	if err != nil {
		log.Fatal(err)
	}
	var path []csr.Node
	for _, cell := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 3}, {5, 3}, {6, 2}, {6, 1}} {
		v, _ := m.Node(cell[0], cell[1])
		path = append(path, v)
	}
	points, err := gridmap.NewSmoother(m).AppendWaypoints(nil, path)
	if err != nil {
		log.Fatal(err)
	}
	for _, v := range points {
		x, y, _ := m.Cell(v)
		fmt.Print(x, ",", y, " ")
	}
	// Output: 0,0 4,3 5,3 6,1
}
