package hunts

import (
	"context"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// followed returns the kinds of the events that are kept of a hunt for readers.
func followed(h *Hunt, after uint64) (kinds []string, complete bool) {
	v := h.log.Since(after)
	for _, e := range v.Events {
		kinds = append(kinds, e.Kind)
	}
	return kinds, v.Complete
}

// TestMapUntold replaces the map when nobody can say what the way is then, as when who
// asked for it has gone: readers are shown the whole hunt, and nothing that is not so.
func TestMapUntold(t *testing.T) {
	c, write := newReplaceable(t)
	p, created := c.join(`{"clues":3,"seed":1}`)
	h := p.h
	if !h.log.Join() {
		t.Fatal("no room for a reader")
	}
	defer h.log.Leave()
	keep := make([]csr.Node, fixture.Goteborg(t).NumNodes()-1) // but the last node, which is no clue
	for i := range keep {
		keep[i] = csr.Node(i)
	}
	smaller, err := csr.Subgraph(fixture.Goteborg(t), keep)
	if err != nil {
		t.Fatal(err)
	}
	write(smaller)
	w, err := openWorld(c.file)
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.maps.replace(gone, w); err != nil {
		t.Fatal(err)
	}
	if kinds, complete := followed(h, 0); complete {
		t.Errorf("readers are told of %q", kinds)
	}
	now := p.show()
	if now.Event != 1 || now.Map == created.Map || now.Remaining == nil {
		t.Errorf("the hunt is %+v", now)
	}
	p.event(200, "moved", &now.Position)
	if kinds, complete := followed(h, 1); !complete || !slices.Equal(kinds, []string{"moved"}) {
		t.Errorf("after event 1, readers are told of %q", kinds)
	}
}
