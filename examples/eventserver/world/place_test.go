package world

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// lane returns the World of a street of three corners, 100 units apart, whose first half is
// one-way and has a name.
func lane(t *testing.T) *World {
	t.Helper()
	b := csr.NewBuilder(3)
	for v := range csr.Node(3) {
		b.SetPoint(v, 100*float64(v), 0)
	}
	b.AddStreetArc(0, 1, 100, b.AddStreet(csr.Street{Name: "Long Lane"}))
	b.AddEdge(1, 2, 100)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	w, err := New(t.Context(), g, 0)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestPlacesOnStreets tells of each place the corner that can be walked to, and the name.
func TestPlacesOnStreets(t *testing.T) {
	w := lane(t)
	for _, c := range []struct {
		x, at  float64
		corner csr.Node
		street string
	}{{-5, 0, 0, "Long Lane"}, {10, 10, 1, "Long Lane"}, {90, 90, 1, "Long Lane"}, {110, 110, 1, ""}, {190, 190, 2, ""}, {200, 200, 2, ""}} {
		place, err := w.Nearest(c.x, 3)
		if err != nil || place.X != c.at || place.Y != 0 || w.Graph.NearestEnd(place.Position) != c.corner || w.StreetAt(place.Position) != c.street {
			t.Errorf("at %v: %+v, %v; corner %d of %q", c.x, place, err, w.Graph.NearestEnd(place.Position), w.StreetAt(place.Position))
		}
		if v, err := w.NearestCorner(c.x, 3); err != nil || v != csr.Node((c.x+50)/100) {
			t.Errorf("at %v: corner %d, %v", c.x, v, err)
		}
	}
	for _, far := range []float64{-900, 900} {
		_, err := w.Nearest(far, 0)
		_, cornerErr := w.NearestCorner(far, 0)
		if refusal.Explain(err).Field != "lon" || refusal.Explain(cornerErr).Field != "lon" {
			t.Errorf("at %v: %v, %v", far, err, cornerErr)
		}
	}
}

// TestOpen leaves out what is closed, and finds nothing where all is.
func TestOpen(t *testing.T) {
	w := lane(t)
	overlay := csr.NewOverlay(w.Graph)
	for _, want := range []struct {
		x  float64
		ok bool
	}{{100, true}, {0, false}} { // the second half is closed, and then the first as well
		if err := overlay.SetArcs([]uint32{1, 2}, csr.Blocked); err != nil {
			t.Fatal(err)
		}
		if place, ok := w.Open(150, 0, overlay); ok != want.ok || ok && place.X != want.x {
			t.Errorf("%+v, %v; want %+v", place, ok, want)
		}
		_ = overlay.SetArcs([]uint32{0}, csr.Blocked) // it is an arc
	}
}

// TestOnStreet tells which places of another map are on a street of this one.
func TestOnStreet(t *testing.T) {
	w := lane(t)
	if !w.OnStreet(50, w.Near) || w.OnStreet(50, w.Near+1) {
		t.Errorf("streets are near within %v", w.Near)
	}
}
