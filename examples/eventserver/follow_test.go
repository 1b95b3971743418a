package main

import (
	"context"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// followed returns what is kept of a hunt for readers, as one of them gets it.
func followed(h *hunt, after uint64) (text string, complete bool) {
	v := h.log.Since(after)
	return string(appendEvents(nil, v.Events)), v.Complete
}

// TestMapUntold replaces the map when nobody can say what the way is then, as when who
// asked for it has gone: readers are shown the whole hunt, and nothing that is not so.
func TestMapUntold(t *testing.T) {
	c, write := newReplaceable(t)
	p, created := c.join(`,"clues":3,"seed":1`)
	h, err := c.hunts.find(strings.TrimPrefix(p.path, "/hunts/"), p.token)
	if err != nil {
		t.Fatal(err)
	}
	if !h.log.Join() {
		t.Fatal("no room for a reader")
	}
	defer h.log.Leave()
	keep := make([]csr.Node, goteborg(t).NumNodes()-1) // but the last node, which is no clue
	for i := range keep {
		keep[i] = csr.Node(i)
	}
	smaller, err := csr.Subgraph(goteborg(t), keep)
	if err != nil {
		t.Fatal(err)
	}
	write(smaller)
	w, err := c.file.load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.adopt(gone, w); err != nil {
		t.Fatal(err)
	}
	if text, complete := followed(h, 0); complete {
		t.Errorf("readers are told %s", text)
	}
	now := p.show()
	if now.Event != 1 || now.Map == created.Map || now.Remaining == nil {
		t.Errorf("the hunt is %+v", now)
	}
	p.event(200, "moved", &now.Position)
	if text, complete := followed(h, 1); !complete || !strings.Contains(text, "event: moved") {
		t.Errorf("after event 1, readers are told %s", text)
	}
}
