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

// populated returns a world and its first hunts.
func populated(t *testing.T, g *csr.CSRGraph, c config, pool *arena.Pool) (*world, []hunt) {
	t.Helper()
	w, err := newWorld(g, c, pool)
	if err != nil {
		t.Fatal(err)
	}
	hunts, err := w.populate()
	if err != nil {
		t.Fatal(err)
	}
	return w, hunts
}

// TestHuntsComeAndGo has hunts live through many events, on a map whose nodes cost
// nothing and on one whose nodes do. What a hunt says that it changes is always what its
// overlay does, and no more; and memory stays.
func TestHuntsComeAndGo(t *testing.T) {
	eachKind(t, func(t *testing.T, full bool) {
		for _, g := range []*csr.CSRGraph{goteborg(t), town(t)} {
			pool := arena.NewPool(nil)
			w, hunts := populated(t, g, config{hunts: 8, changes: 16, full: full, lowered: 0.25, seed: 3}, pool)
			expectTerrain(t, w, hunts)
			before := pool.Stats()
			for i := range 2000 {
				h := &hunts[i%len(hunts)]
				if i%100 < len(hunts) {
					expectChanges(t, w, h)
				}
				live(t, w, h)
			}
			if after := pool.Stats(); after.Regions != before.Regions || after.Active != before.Active || after.InUse != before.InUse {
				t.Errorf("arenas were %+v, are %+v", before, after)
			}
		}
	})
}

// town returns a map of a ring of streets, of which one is closed one way, where nodes
// cost 0, 1, 500, almost too much or are closed.
func town(t *testing.T) *csr.CSRGraph {
	t.Helper()
	const n = 600
	b, weights := csr.NewBuilder(n), []uint32{0, 1, 500, 500, 500, csr.Blocked - 1, csr.Blocked}
	for v := range csr.Node(n) {
		b.AddArc(v, (v+1)%n, 700)
		b.AddArc((v+1)%n, v, 900)
		b.SetNodeWeight(v, weights[int(v)%len(weights)])
	}
	b.AddArc(7, 100, csr.Blocked)
	b.AddArc(100, 7, 40)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
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
	expectWeights(t, w, h)
	if err := w.begin(h); err != nil {
		t.Fatal(err)
	}
}

// expectTerrain compares hunts with the map and with each other, where nodes are open:
// with full weights every node differs from the map, and a quarter of the hunts have
// nodes below it if that is possible. Closed nodes stay closed.
func expectTerrain(t *testing.T, w *world, hunts []hunt) {
	t.Helper()
	for i := range hunts {
		below, equal := 0, 0
		for v, base := range w.base {
			now := w.terrain(hunts[i].number, csr.Node(v))
			if (base == csr.Blocked || !w.full) != (now == base) {
				t.Fatalf("node %d costs %d on the map and %d in hunt %d", v, base, now, i)
			}
			if now < base {
				below++
			}
			if now == w.terrain(hunts[(i+1)%len(hunts)].number, csr.Node(v)) {
				equal++
			}
		}
		if lowers := w.full && w.lowers(hunts[i].number) && w.base[2] > 0; lowers != (below > 0) {
			t.Errorf("hunt %d has %d nodes below the map", i, below)
		}
		if w.full && equal > len(w.base)/3 {
			t.Errorf("hunts %d and the next have %d nodes in common", i, equal)
		}
	}
}

// expectChanges compares a hunt with its overlay. Half of its changes are lowered if it
// is one that lowers, or none.
func expectChanges(t *testing.T, w *world, h *hunt) {
	t.Helper()
	places, blocked, lowered := map[uint32]bool{}, 0, 0
	for _, c := range h.changes {
		places[c.place] = true
		if c.weight == csr.Blocked {
			blocked++
		}
		if from, to, ok := c.street(w.g); ok {
			lowered++
			if there, _ := w.g.ArcWeight(from, to); c.weight >= there {
				t.Errorf("%d to %d is no cheaper at %d", from, to, c.weight)
			}
		} else if c.weight < w.base[c.place] {
			lowered++
		} else if c.weight <= w.terrain(h.number, csr.Node(c.place)) {
			t.Errorf("node %d is no dearer at %d", c.place, c.weight)
		}
	}
	mixed := len(places) >= 13 && blocked > 0 && blocked+lowered < len(places)
	if easy := w.base[6] != csr.Blocked; len(places) != len(h.changes) || len(places) == 0 || easy && !mixed {
		t.Errorf("%d changes of %d places, %d of them closed, %d lowered", len(h.changes), len(places), blocked, lowered)
	}
	if w.lowers(h.number) != (lowered > 0) || lowered > 8 {
		t.Errorf("%d of %d changes are lowered", lowered, len(h.changes))
	}
	expectWeights(t, w, h)
}

// expectWeights compares an overlay with what its hunt says that it is, node by node and
// arc by arc.
func expectWeights(t *testing.T, w *world, h *hunt) {
	t.Helper()
	nodes, arcs := map[csr.Node]uint32{}, map[[2]csr.Node]uint32{}
	for _, c := range h.changes {
		if from, to, ok := c.street(w.g); ok {
			arcs[[2]csr.Node{from, to}], arcs[[2]csr.Node{to, from}] = c.weight, c.weight
		} else {
			nodes[csr.Node(c.place)] = c.weight
		}
	}
	for v := range csr.Node(w.g.NumNodes()) {
		want, ok := nodes[v]
		if !ok {
			want = w.terrain(h.number, v)
		}
		if got := h.overlay.NodeWeight(v); got != want {
			t.Fatalf("node %d weighs %d, want %d", v, got, want)
		}
		for to, want := range w.g.Arcs(v).All() {
			if lowered, ok := arcs[[2]csr.Node{v, to}]; ok && want != csr.Blocked {
				want = lowered
			}
			if got, _ := h.overlay.ArcWeight(v, to); got != want {
				t.Fatalf("%d to %d weighs %d, want %d", v, to, got, want)
			}
		}
	}
}

// TestLowers counts the hunts that lower weights.
func TestLowers(t *testing.T) {
	for share, want := range map[float64]int{0: 0, 0.25: 250, 0.5: 500, 0.001: 1, 1: 1000} {
		w, lower := world{config: config{lowered: share}}, 0
		for number := range uint32(1000) {
			if w.lowers(number) {
				lower++
			}
		}
		if lower != want {
			t.Errorf("%d of 1000 at a share of %v", lower, share)
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

// TestChangesNothing has nothing to close, raise or lower.
func TestChangesNothing(t *testing.T) {
	b := csr.NewBuilder(2)
	b.SetNodeWeight(0, csr.Blocked)
	b.SetNodeWeight(1, csr.Blocked)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	eachKind(t, func(t *testing.T, full bool) {
		w, hunts := populated(t, g, config{hunts: 2, changes: 2, full: full, lowered: 0.5}, arena.NewPool(nil))
		for i := range hunts {
			if len(hunts[i].changes) > 0 {
				t.Errorf("%v", hunts[i].changes)
			}
			if changed, err := w.happen(&hunts[i]); changed || err != nil {
				t.Errorf("something happened where nothing can: %v", err)
			}
		}
	})
}
