package main

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// TestWatchedMap replaces the file of the map while the server runs.
func TestWatchedMap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTarget(t, nil)
		before := c.world.Load().hash
		writeSquares(t, c.mapFile, "squares, again")
		time.Sleep(5 * time.Second) // of the bubble
		if now := c.world.Load(); now.hash == before || now.drawing.Name != "squares, again" {
			t.Errorf("the map is %q, version %s", now.drawing.Name, now.hash)
		}
	})
}

// TestMapReplacedAtStart replaces the file once it was read, but before the server is
// there that watches it.
func TestMapReplacedAtStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := config{mapFile: filepath.Join(t.TempDir(), "map.csr"), hunts: 1, expire: time.Hour, engine: "labels", workers: 1}
		writeSquares(t, c.mapFile, "squares")
		seen := stat(c.mapFile)
		w, err := openWorld(c.mapFile)
		if err != nil {
			t.Fatal(err)
		}
		writeSquares(t, c.mapFile, "squares, again")
		s, err := newServerOn(w, seen, c)
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		time.Sleep(5 * time.Second) // of the bubble
		if now := s.world.Load(); now.drawing.Name != "squares, again" {
			t.Errorf("the map is %q", now.drawing.Name)
		}
	})
}

// TestNoLabels has a map without an index answer by searching, whichever engine is asked.
func TestNoLabels(t *testing.T) {
	w, err := newWorld(t.Context(), goteborg(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	w.index = nil
	e, err := newEngines(w, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	_ = e.setShare(1) // 1 is a share
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000, WantPath: true}}}
	if _, err := e.ask(context.Background(), huntID{}, w.graph.Hash(), calls); err != nil || len(calls[0].Path) == 0 || e.mismatches.Load() != 0 {
		t.Errorf("%v, %v; %d do not match", calls[0].Path, err, e.mismatches.Load())
	}
}

// TestNoWorld refuses maps that no hunt can be on.
func TestNoWorld(t *testing.T) {
	for _, nodes := range []int{0, 3} { // and these have no points
		g, err := csr.NewBuilder(nodes).Build()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := newWorld(t.Context(), g, 0); err == nil {
			t.Errorf("a map of %d nodes was taken", nodes)
		}
	}
}
