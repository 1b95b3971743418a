package csr

import (
	"errors"
	"path/filepath"
	"testing"
)

// placed returns a graph of one node that has a point.
func placed(t *testing.T) *CSRGraph {
	b := NewBuilder(1)
	b.SetPoint(0, 12, 57)
	return mustBuild(t, b)
}

// TestNoGraph gives nil to everything that takes a graph.
func TestNoGraph(t *testing.T) {
	g := placed(t)
	locator, err := NewLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	var none *CSRGraph
	_, from := OverlayFrom(nil, nil)
	_, locate := NewLocator(nil)
	_, sub := Subgraph(nil, []Node{0})
	_, counterparts := locator.Counterparts(nil, 1)
	decode := new(Overlay).UnmarshalBinary(make([]byte, 20))
	write := WriteFile(filepath.Join(t.TempDir(), "none"), nil)
	for i, err := range []error{none.Err(), from, locate, sub, counterparts, decode, write} {
		if !errors.Is(err, ErrNoGraph) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if nodes := LargestComponent(nil); nodes != nil || g.Same(nil) || g.SameOrigin(nil) {
		t.Errorf("%v", nodes)
	}
}

// TestZeroOverlay refuses to be changed, written or read into, and changes nothing.
func TestZeroOverlay(t *testing.T) {
	g, o := placed(t), new(Overlay)
	data, errBinary := o.AppendBinary([]byte{7})
	text, errText := o.AppendText([]byte{7})
	if len(data) != 1 || len(text) != 1 {
		t.Errorf("appended %x, %x", data, text)
	}
	full, err := NewOverlay(g).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	errs := []error{o.SetNode(0, 1), o.ResetNode(0), o.SetArc(0, 0, 1), o.ResetArc(0, 0), errBinary, errText, o.UnmarshalText(full)}
	for i, err := range errs {
		if !errors.Is(err, ErrNoGraph) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if _, ok := o.ArcWeight(0, 0); ok || o.NodeWeight(0) != 0 {
		t.Error("there are weights")
	}
	locator, err := NewLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	_, under := g.Under(o)
	_, near := locator.AppendNear(nil, 12, 57, Near{Overlay: o})
	if !errors.Is(under, ErrWrongGraph) || !errors.Is(near, ErrWrongGraph) {
		t.Errorf("laid on a graph: %v, %v", under, near)
	}
}

// TestOverlayOfNoGraph has no nodes, and lies over no graph that there is.
func TestOverlayOfNoGraph(t *testing.T) {
	g, err := NewBuilder(0).Build()
	if err != nil {
		t.Fatal(err)
	}
	o := NewOverlay(nil)
	var node *NodeError
	for i, err := range []error{o.SetNode(0, 1), o.SetArc(0, 0, 1), o.ResetNode(3), o.ResetArc(1, 2)} {
		if !errors.As(err, &node) {
			t.Errorf("change %d: %v", i, err)
		}
	}
	if _, err := g.Under(o); !errors.Is(err, ErrWrongGraph) {
		t.Errorf("under: %v", err)
	}
	file, err := o.MarshalBinary()
	if err := errors.Join(err, NewOverlay(nil).UnmarshalBinary(file)); err != nil {
		t.Error(err)
	}
	if _, ok := o.ArcWeight(0, 1); ok || o.NodeWeight(0) != 0 {
		t.Error("there are weights")
	}
	full := NewOverlay(placed(t))
	if err := full.SetNode(0, 9); err != nil {
		t.Fatal(err)
	}
	moved, left, err := full.MoveTo(nil, nil)
	if err != nil || len(nodePatches(moved)) != 0 || len(nodePatches(left)) != 1 {
		t.Errorf("%v, %v", moved, err)
	}
}
