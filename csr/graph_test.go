package csr

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestNodesOutOfRange asks every method about nodes that are not there.
func TestNodesOutOfRange(t *testing.T) {
	g := mustBuild(t, everything())
	for _, v := range []Node{5, 6, 1 << 16, Blocked} {
		_, _, ok := g.Point(v)
		_, arc := g.ArcWeight(v, 0)
		_, back := g.ArcWeight(0, v)
		if g.HasNode(v) || g.Degree(v) != 0 || g.NodeWeight(v) != 0 || ok || arc || back {
			t.Errorf("node %d of 5 is treated as one", v)
		}
		for range g.Arcs(v).All() {
			t.Errorf("node %d has an arc", v)
		}
		var n *NodeError
		if err := g.CheckNode(v, "from"); !errors.As(err, &n) || n.Node != v || n.Nodes != 5 || n.Place != "from" {
			t.Errorf("CheckNode(%d): %v", v, err)
		}
	}
	if err := g.CheckNode(4, ""); err != nil {
		t.Error(err)
	}
}

func TestArcsView(t *testing.T) {
	g := mustBuild(t, everything())
	arcs := g.Arcs(0)
	if arcs.Len() != 2 || arcs.Target(0) != 1 || arcs.Weight(0) != 10 || arcs.Target(1) != 4 || arcs.Weight(1) != 0 {
		t.Errorf("arcs of node 0: %v", arcsOf(g, 0))
	}
	for to := range arcs.All() {
		if to != 1 {
			t.Errorf("first target %d", to)
		}
		break
	}
	for _, i := range []int{-1, 2} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Target(%d) of 2 arcs did not panic", i)
				}
			}()
			arcs.Target(i)
		}()
	}
}

func TestArcWeight(t *testing.T) {
	g := mustBuild(t, everything())
	for v := range Node(5) {
		want := map[Node]uint32{}
		for to, w := range g.Arcs(v).All() {
			want[to] = w
		}
		for u := range Node(5) {
			w, ok := g.ArcWeight(v, u)
			if expected, there := want[u]; ok != there || w != expected {
				t.Errorf("ArcWeight(%d, %d) = %d, %v; want %d, %v", v, u, w, ok, expected, there)
			}
		}
	}
}

// TestArcEnds numbers the arcs in the order in which they are listed.
func TestArcEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		g := mustBuild(t, randomBuilder(r))
		arc := uint32(0)
		for v := range Node(g.NumNodes()) {
			for w := range g.Arcs(v).All() {
				if from, to, ok := g.ArcEnds(arc); from != v || to != w || !ok {
					t.Fatalf("arc %d: %d to %d, %v; want %d to %d", arc, from, to, ok, v, w)
				}
				arc++
			}
		}
		for _, none := range []uint32{arc, arc + 1, 1 << 31, Blocked} {
			if from, to, ok := g.ArcEnds(none); from != 0 || to != 0 || ok {
				t.Fatalf("arc %d of %d: %d to %d, %v", none, arc, from, to, ok)
			}
		}
	}
}

// TestReadingAllocatesNothing holds the accessors to views.
func TestReadingAllocatesNothing(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	var sum uint64
	if n := testing.AllocsPerRun(10, func() {
		for v := range Node(g.NumNodes()) {
			for to, w := range g.Arcs(v).All() {
				sum += uint64(to) + uint64(w)
			}
			sum += uint64(g.NodeWeight(v))
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestClose(t *testing.T) {
	g := mustBuild(t, everything())
	if g.Err() != nil {
		t.Error("closed from the start")
	}
	for range 2 {
		if err := g.Close(); err != nil || !errors.Is(g.Err(), ErrClosed) {
			t.Errorf("Close: %v, then %v", err, g.Err())
		}
	}
	if g.Degree(0) != 2 {
		t.Error("views are gone after Close")
	}
}

// TestSame opens one file twice, and another.
func TestSame(t *testing.T) {
	build := func(weight uint32) *CSRGraph {
		b := NewBuilder(2)
		b.AddArc(0, 1, weight)
		return mustBuild(t, b)
	}
	g, other := build(1), build(2)
	again, err := FromBytes(g.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !g.Same(g) || !g.Same(again) || !again.Same(g) || g.Same(other) || other.Same(again) {
		t.Error("which graphs are the same is not by their files")
	}
}

// TestCheckOrigin names both graphs. Two that differ in arcs are two even if a forger
// gave them one hash: the numbers of an overlay's arcs would lead beyond the other's.
func TestCheckOrigin(t *testing.T) {
	g, other := mustBuild(t, everything()), mustBuild(t, gridBuilder())
	if err := g.CheckOrigin(g, "overlay"); err != nil {
		t.Error(err)
	}
	var graph *GraphError
	err := g.CheckOrigin(other, "csr: overlay")
	if !errors.Is(err, ErrWrongGraph) || !errors.As(err, &graph) || graph.Hash != other.Hash() || graph.Graph != g.Hash() {
		t.Errorf("another graph: %v", err)
	}
	if want := fmt.Sprintf("csr: overlay is of graph %016x, this graph is %016x: move an overlay by Overlay.MoveTo, make anything else again", other.Hash(), g.Hash()); err.Error() != want {
		t.Errorf("got  %v\nwant %v", err, want)
	}
	b := everything()
	b.AddArc(4, 3, 1)
	forged := mustBuild(t, b)
	if forged.hash = g.hash; g.Same(forged) {
		t.Error("a graph with another arc and the same hash is the same")
	}
}
