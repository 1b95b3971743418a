package hunts

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// writePlane writes the map of a town of 20 by 20 crossings, 10 units apart, without names.
func writePlane(t *testing.T) string {
	t.Helper()
	const side = 20
	b := csr.NewBuilder(side * side)
	for v := range csr.Node(side * side) {
		x, y := v%side, v/side
		b.SetPoint(v, float64(10*x), float64(10*y))
		if x > 0 {
			b.AddEdge(v-1, v, 100)
		}
		if y > 0 {
			b.AddEdge(v-side, v, 100)
		}
	}
	g, err := b.Build()
	file := filepath.Join(t.TempDir(), "plane.csr")
	if err == nil {
		err = csr.WriteFile(file, g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPlane plays on a map in plane units: players stand between its crossings, areas are
// closed, and steps are without metres.
func TestPlane(t *testing.T) {
	w, err := openWorld(writePlane(t))
	if err != nil {
		t.Fatal(err)
	}
	c := newTarget(t, nil)
	if err := c.maps.replace(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	p, hunt := c.joinAt(33, 41, `{"clues":1,"range":1500,"seed":2}`)
	if hunt.Position != (Place{Node: 83, Lon: 33, Lat: 40}) {
		t.Errorf("at %+v", hunt.Position)
	}
	path := p.path()
	if first := path.Steps[0]; !strings.HasSuffix(first.Text, " units") || path.Line[0] != [2]float64{33, 40} {
		t.Errorf("%+v", path)
	}
	clue := hunt.Clues[0]
	event, status := p.enclose(Ring{
		{clue.Lon - 15, clue.Lat - 15}, {clue.Lon + 15, clue.Lat - 15}, {clue.Lon + 15, clue.Lat + 15}, {clue.Lon - 15, clue.Lat + 15}, {clue.Lon - 15, clue.Lat - 15},
		{clue.Lon - 5, clue.Lat - 5}, {clue.Lon - 5, clue.Lat + 5}, {clue.Lon + 5, clue.Lat + 5}, {clue.Lon + 5, clue.Lat - 5}, {clue.Lon - 5, clue.Lat - 5},
	})
	near, err := p.Near(t.Context(), p.h)
	if status != 200 || event.Path.Distance != nil || err != nil || near.Away != 20 {
		t.Errorf("status %d, %+v, %+v, %v", status, event.Hunt, near, err)
	}
}
