package hunts

import (
	"slices"
	"testing"
)

// TestAlternatives differ from the way and are longer, past what is closed; none are left where
// all clues are found, or the streets round the player are closed.
func TestAlternatives(t *testing.T) {
	p, hunt := newGoteborg(t).join(`{"clues":1,"seed":3,"range":20000}`)
	at := p.middleOfPath()
	for range 2 { // as the map is, and with an area that is closed
		path := p.path()
		others, err := p.Alternatives(t.Context(), p.h)
		if err != nil || len(others) == 0 {
			t.Fatalf("%d ways, %v", len(others), err)
		}
		for _, w := range others {
			first, last := w.Line[0], w.Line[len(w.Line)-1]
			if *w.Distance < *path.Distance || slices.Equal(w.Line, path.Line) || first != path.Line[0] || last != path.Line[len(path.Line)-1] || len(w.Steps) < 2 {
				t.Errorf("%d from %v to %v in %d steps; the way is %+v", *w.Distance, first, last, len(w.Steps), path)
			}
			for _, q := range p.h.state.areas {
				if slices.ContainsFunc(w.Line, func(c [2]float64) bool { return q.contains(p.World(), c[0], c[1]) }) {
					t.Error("a way leads through a closed area")
				}
			}
		}
		_, _ = p.enclose(box(at, 60))
	}
	p.event(200, "moved", &hunt.Clues[0].Place)
	p.event(200, "found", nil)
	if others, err := p.Alternatives(t.Context(), p.h); err != nil || len(others) != 0 {
		t.Errorf("all are found: %v, %v", others, err)
	}
	if err := p.End(p.h, "ended"); err != nil {
		t.Error(err)
	}
	if _, err := p.Alternatives(t.Context(), p.h); err != ErrNotFound {
		t.Errorf("the hunt has ended: %v", err)
	}
}
