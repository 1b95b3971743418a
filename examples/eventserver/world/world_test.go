package world

import (
	"testing"

	"github.com/veltrix/cairn/csr"
)

// TestNoWorld refuses maps that no hunt can be on.
func TestNoWorld(t *testing.T) {
	for _, nodes := range []int{0, 3} { // and these have no points
		g, err := csr.NewBuilder(nodes).Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(t.Context(), g, 0); err == nil {
			t.Errorf("a map of %d nodes was taken", nodes)
		}
	}
}

// TestFoundOnAPlane is a share of the map where there are no metres.
func TestFoundOnAPlane(t *testing.T) {
	w := &World{Extent: Extent{East: 300, North: 400}}
	if w.reach(0); w.far != 500 || w.Near != 5 || w.Found != 2.5 {
		t.Errorf("%v, %v, %v", w.far, w.Near, w.Found)
	}
	if w.reach(7); w.Found != 7 {
		t.Errorf("%v", w.Found)
	}
}
