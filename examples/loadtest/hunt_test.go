package main

import (
	"slices"
	"testing"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

func goteborg(t *testing.T) *csr.CSRGraph {
	t.Helper()
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// eachKind runs a test with hunts of patches and with hunts of whole arrays.
func eachKind(t *testing.T, f func(t *testing.T, full bool)) {
	t.Run("patch", func(t *testing.T) { f(t, false) })
	t.Run("full", func(t *testing.T) { f(t, true) })
}

// TestHuntsComeAndGo has hunts live through many events. What a hunt says that it
// changes is always what its overlay does, and no more; and memory stays.
func TestHuntsComeAndGo(t *testing.T) {
	eachKind(t, func(t *testing.T, full bool) {
		g, pool := goteborg(t), arena.NewPool(nil)
		w, err := newWorld(g, config{hunts: 5, changes: 16, full: full, seed: 3}, pool)
		if err != nil {
			t.Fatal(err)
		}
		hunts, err := w.populate()
		if err != nil {
			t.Fatal(err)
		}
		before := pool.Stats()
		for i := range 2000 {
			h := &hunts[i%len(hunts)]
			if i%100 < len(hunts) {
				expectChanges(t, g, h)
			}
			live(t, w, h)
		}
		if after := pool.Stats(); after.Regions != before.Regions || after.Active != before.Active || after.InUse != before.InUse {
			t.Errorf("arenas were %+v, are %+v", before, after)
		}
	})
}

// live takes a hunt through one event.
func live(t *testing.T, w *world, h *hunt) {
	t.Helper()
	if _, err := w.happen(h); err != nil {
		t.Fatal(err)
	}
	if !h.walk([]csr.Node{h.at, 1, h.clues[0]}) {
		return
	}
	if err := w.end(h); err != nil {
		t.Fatal(err)
	}
	expectWeights(t, w.g, h.overlay, map[csr.Node]uint32{})
	if err := w.begin(h); err != nil {
		t.Fatal(err)
	}
}

// expectChanges compares a hunt with its overlay.
func expectChanges(t *testing.T, g *csr.CSRGraph, h *hunt) {
	t.Helper()
	want, blocked := map[csr.Node]uint32{}, 0
	for _, p := range h.changes {
		want[p.Node] = p.Weight
		if p.Weight <= g.NodeWeight(p.Node) {
			t.Errorf("node %d is no dearer at %d", p.Node, p.Weight)
		}
		if p.Weight == csr.Blocked {
			blocked++
		}
	}
	if len(want) != len(h.changes) || len(want) < 14 || blocked == 0 || blocked == len(want) {
		t.Errorf("%d changes of %d nodes, %d of them closed", len(h.changes), len(want), blocked)
	}
	expectWeights(t, g, h.overlay, want)
}

func expectWeights(t *testing.T, g *csr.CSRGraph, o *csr.Overlay, changed map[csr.Node]uint32) {
	t.Helper()
	for v := range csr.Node(g.NumNodes()) {
		want, ok := changed[v]
		if !ok {
			want = g.NodeWeight(v)
		}
		if got := o.NodeWeight(v); got != want {
			t.Fatalf("node %d weighs %d, want %d", v, got, want)
		}
	}
}

// TestWalk sends players along a path: half of them reach its end.
func TestWalk(t *testing.T) {
	path, arrived := []csr.Node{7, 8, 9, 10}, 0
	h := hunt{}
	for range 10000 {
		h.at, h.clues = 7, []csr.Node{10, 3}
		if h.walk(path) || !slices.Contains(path, h.at) || (h.at == 10) != (len(h.clues) == 1) {
			t.Fatalf("at %d, clues left %v", h.at, h.clues)
		}
		if h.at == 10 {
			arrived++
		}
	}
	if arrived < 4500 || arrived > 7500 {
		t.Errorf("%d of 10000 arrived", arrived)
	}
	h.at, h.clues = 5, []csr.Node{10, 3}
	if h.walk(nil) || h.at != 5 || !h.walk([]csr.Node{5}) {
		t.Errorf("a clue without a way is not given up, or the last does not end the hunt")
	}
}

// TestCloseLeavesAlone has nothing to close or raise.
func TestCloseLeavesAlone(t *testing.T) {
	b := csr.NewBuilder(1)
	b.SetNodeWeight(0, csr.Blocked)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWorld(g, config{hunts: 1, changes: 1}, arena.NewPool(nil))
	if err != nil {
		t.Fatal(err)
	}
	hunts, err := w.populate()
	if err != nil || len(hunts[0].changes) > 0 {
		t.Errorf("%v, %v", hunts[0].changes, err)
	}
	if changed, err := w.happen(&hunts[0]); changed || err != nil {
		t.Errorf("something happened where nothing can: %v", err)
	}
}
