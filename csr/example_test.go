package csr_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/veltrix/cairn/csr"
)

// square returns four corners of a square, 100 m apart, with one diagonal.
func square() *csr.CSRGraph {
	b := csr.NewBuilder(4)
	b.SetMeta(csr.Meta{Name: "square", Unit: "m"})
	for v, p := range [][2]float64{{0, 0}, {100, 0}, {100, 100}, {0, 100}} {
		b.SetPoint(csr.Node(v), p[0], p[1])
		b.AddEdge(csr.Node(v), csr.Node(v+1)%4, 100)
	}
	b.AddArc(0, 2, 141)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

func ExampleBuilder() {
	b := csr.NewBuilder(3)
	b.AddEdge(0, 1, 250)            // a street of 250, both ways
	b.AddArc(1, 2, 80)              // a one-way street
	b.AddArc(1, 2, 90)              // a dearer one beside it: dropped
	b.SetNodeWeight(2, 15)          // entering node 2 costs 15 more
	b.SetNodeWeight(0, csr.Blocked) // nobody may enter node 0
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(g.NumNodes(), "nodes,", g.NumArcs(), "arcs,", b.Stats().Parallel, "dropped")
	// Output: 3 nodes, 3 arcs, 1 dropped
}

// Build reports every mistake at once.
func ExampleBuildError() {
	b := csr.NewBuilder(2)
	b.AddArc(0, 2, 1)
	b.SetPoint(5, 11.97, 57.7)
	_, err := b.Build()
	fmt.Println(err)
	// Output:
	// csr: 2 mistakes in the graph
	// 	AddArc(0, 2, 1): node 2 is out of range: the graph has 2 nodes
	// 	SetPoint(5, 11.97, 57.7): node 5 is out of range: the graph has 2 nodes
}

func ExampleFromBytes() {
	file := square().Bytes() // from a file, an embedded variable, the network
	g, err := csr.FromBytes(file)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(g.Meta().Name, g.NumNodes(), g.NumArcs())

	_, err = csr.FromBytes(file[:100])
	fmt.Println(errors.Is(err, csr.ErrLength), err)
	// Output:
	// square 4 9
	// true csr: wrong length at byte 48: 100 bytes of a file of 577
}

func ExampleCSRGraph_Arcs() {
	for to, weight := range square().Arcs(0).All() {
		fmt.Println("to node", to, "at", weight)
	}
	// Output:
	// to node 1 at 100
	// to node 2 at 141
	// to node 3 at 100
}

// A graph file is written once and mapped by every process that uses it.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "square.csr")
	if err := csr.WriteFile(name, square()); err != nil {
		log.Fatal(err)
	}
	g, err := csr.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer g.Close()
	fmt.Println(g.Meta().Name, g.Verify())
	// Output: square <nil>
}

// An overlay is one player's own view of the map.
func ExampleOverlay() {
	g := square()
	player := csr.NewOverlay(g)
	if err := player.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	fmt.Println(player.NodeWeight(1) == csr.Blocked, g.NodeWeight(1))
	player.Reset() // ready for the next player
	fmt.Println(player.NodeWeight(1))
	// Output:
	// true 0
	// 0
}

// A street closed in one direction stays open in the other.
func ExampleOverlay_SetArc() {
	player := csr.NewOverlay(square())
	if err := player.SetArc(0, 1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	there, _ := player.ArcWeight(0, 1)
	back, _ := player.ArcWeight(1, 0)
	fmt.Println(there == csr.Blocked, back)

	err := player.SetArc(2, 0, 141) // the diagonal goes the other way only
	fmt.Println(errors.Is(err, csr.ErrNoArc), err)
	// Output:
	// true 100
	// true csr: no such arc: from node 2 to node 0
}

// Patches name an arc by its number in the graph.
func ExampleOverlay_ArcPatches() {
	g := square()
	player := csr.NewOverlay(g)
	if err := player.SetArc(3, 0, 250); err != nil {
		log.Fatal(err)
	}
	for _, p := range player.ArcPatches() {
		from, to, _ := g.ArcEnds(p.Arc)
		fmt.Println("arc", p.Arc, "from node", from, "to node", to, "at", p.Weight)
	}
	// Output: arc 7 from node 3 to node 0 at 250
}

// A whole array of weights is used where it lies.
func ExampleOverlayFrom() {
	player, err := csr.OverlayFrom(square(), []uint32{5, 0, csr.Blocked, 5})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(player.NodeWeight(0), player.NodeWeight(2) == csr.Blocked)
	// Output: 5 true
}

// Corner 1 is closed for everyone. Overlays of the square still fit, and one user's opens
// the corner again.
func ExampleCSRGraph_Under() {
	g := square()
	works := csr.NewOverlay(g)
	if err := works.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	today, err := g.Under(works)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(today.NodeWeight(1) == csr.Blocked, today.SameOrigin(g), today.Same(g))

	resident := csr.NewOverlay(g)
	if err := resident.SetNode(1, 0); err != nil {
		log.Fatal(err)
	}
	theirs, err := today.Under(resident)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(theirs.NodeWeight(1), theirs.Same(g))
	// Output:
	// true true false
	// 0 true
}

// The map is surveyed again: its corners have other numbers, and one is gone. A player's
// overlay moves to where the corners are now.
func ExampleOverlay_MoveTo() {
	old := square()
	b := csr.NewBuilder(3)
	for v, p := range [][2]float64{{99, 101}, {101, 0}, {1, 1}} {
		b.SetPoint(csr.Node(v), p[0], p[1])
	}
	b.AddEdge(0, 1, 101)
	b.AddEdge(1, 2, 100)
	now, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}

	player := csr.NewOverlay(old)
	if err := errors.Join(player.SetNode(1, csr.Blocked), player.SetNode(3, csr.Blocked), player.SetArc(2, 1, 500)); err != nil {
		log.Fatal(err)
	}
	places, err := csr.NewLocator(now)
	if err != nil {
		log.Fatal(err)
	}
	at, err := places.Counterparts(old, 5) // no farther than 5 m
	if err != nil {
		log.Fatal(err)
	}
	moved, left, err := player.MoveTo(now, at)
	if err != nil {
		log.Fatal(err)
	}
	w, _ := moved.ArcWeight(0, 1)
	without, _ := left.Changes()
	fmt.Println(moved.NodeWeight(1) == csr.Blocked, w, len(without), without[0].Node)
	// Output: true 500 1 3
}

func ExampleLocator() {
	l, err := csr.NewLocator(square())
	if err != nil {
		log.Fatal(err)
	}
	v, distance, err := l.Nearest(97, 104)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("node %d, %.0f m away\n", v, distance)
	// Output: node 2, 5 m away
}

// A player is offered the open corners within 120 metres from which there is a way out
// and back.
func ExampleLocator_AppendNear() {
	g := square()
	places, err := csr.LocatorOf(g, csr.LargestComponent(g))
	if err != nil {
		log.Fatal(err)
	}
	player := csr.NewOverlay(g)
	if err := player.SetNode(2, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	near, err := places.AppendNear(nil, 97, 104, csr.Near{K: 3, Radius: 120, Overlay: player})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range near {
		fmt.Printf("node %d, %.0f m away\n", p.Node, p.Distance)
	}
	// Output:
	// node 3, 97 m away
	// node 1, 104 m away
}

// In the largest strongly connected component every node reaches every other.
func ExampleLargestComponent() {
	b := csr.NewBuilder(4)
	b.AddEdge(0, 2, 10)
	b.AddEdge(2, 3, 10)
	b.AddArc(3, 1, 10) // a way in, but none out
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	keep := csr.LargestComponent(g)
	part, err := csr.Subgraph(g, keep)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(keep, part.NumNodes(), part.NumArcs())
	// Output: [0 2 3] 3 4
}
