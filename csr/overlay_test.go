package csr

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// Patches take 8 bytes each, as promised: checked when the test is compiled.
const _ = -uint(unsafe.Sizeof(Patch{}) ^ 8)

// TestOverlayAgainstMap runs random changes on both kinds of overlay beside a
// map of what they should say.
func TestOverlayAgainstMap(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 40 {
		o, model := NewOverlay(g), map[Node]uint32{}
		if round%2 == 1 {
			o = wholeOverlay(t, g)
		}
		for range 200 {
			v, w := r.Uint32N(300), r.Uint32()
			before := o.Generation()
			switch r.IntN(20) {
			case 0:
				o.Reset()
				clear(model)
			case 1, 2, 3:
				check(t, o.ResetNode(v))
				delete(model, v)
			default:
				check(t, o.SetNode(v, w))
				model[v] = w
			}
			if o.Generation() == before {
				t.Fatal("a change did not raise the generation")
			}
		}
		compareOverlay(t, o, model)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wholeOverlay returns an overlay of an array that says what the graph does.
func wholeOverlay(t *testing.T, g *CSRGraph) *Overlay {
	t.Helper()
	weights := make([]uint32, g.NumNodes())
	for v := range weights {
		weights[v] = g.NodeWeight(Node(v))
	}
	o, err := OverlayFrom(g, weights)
	check(t, err)
	return o
}

func compareOverlay(t *testing.T, o *Overlay, model map[Node]uint32) {
	t.Helper()
	for v := range Node(o.Graph().NumNodes()) {
		want, ok := model[v]
		if !ok {
			want = o.Graph().NodeWeight(v)
		}
		if got := o.NodeWeight(v); got != want {
			t.Fatalf("node %d weighs %d, want %d", v, got, want)
		}
	}
	if o.Weights() == nil && len(o.Patches()) != len(model) {
		t.Fatalf("%d patches, want %d", len(o.Patches()), len(model))
	}
	if !slices.IsSortedFunc(o.Patches(), func(p, q Patch) int { return int(p.Node) - int(q.Node) }) {
		t.Fatalf("patches out of order: %v", o.Patches())
	}
}

func TestOverlayRefuses(t *testing.T) {
	g := mustBuild(t, everything())
	var n *NodeError
	if err := NewOverlay(g).SetNode(5, 1); !errors.As(err, &n) || n.Node != 5 {
		t.Errorf("SetNode(5) of 5 nodes: %v", err)
	}
	if err := NewOverlay(g).ResetNode(Blocked); !errors.As(err, &n) || n.Node != Blocked {
		t.Errorf("ResetNode of no node: %v", err)
	}
	if _, err := OverlayFrom(g, make([]uint32, 4)); !errors.Is(err, ErrLength) {
		t.Errorf("4 weights for 5 nodes: %v", err)
	}
	if w := NewOverlay(g).NodeWeight(77); w != 0 {
		t.Errorf("node 77 of 5 weighs %d", w)
	}
}

// TestOverlayOfAnArrayIsTheArray sees changes on both sides.
func TestOverlayOfAnArrayIsTheArray(t *testing.T) {
	g := mustBuild(t, everything())
	weights := []uint32{1, 2, 3, 4, 5}
	o, err := OverlayFrom(g, weights)
	check(t, err)
	check(t, o.SetNode(2, Blocked))
	weights[3] = 44
	if weights[2] != Blocked || o.NodeWeight(3) != 44 || &o.Weights()[0] != &weights[0] {
		t.Error("the overlay copied its array")
	}
	o.Reset()
	if o.Weights() != nil || weights[0] != 1 || o.NodeWeight(0) != g.NodeWeight(0) {
		t.Error("Reset did not let go of the array as it was")
	}
}

// TestOverlayReuseAllocatesNothing gives one overlay to hunt after hunt.
func TestOverlayReuseAllocatesNothing(t *testing.T) {
	o := NewOverlay(mustBuild(t, gridBuilder()))
	hunt := func() {
		o.Reset()
		for v := range Node(16) {
			_ = o.SetNode(v*7919%8100, Blocked)
		}
	}
	hunt()
	if n := testing.AllocsPerRun(10, hunt); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
