package hunts

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// TestWatchedMap replaces the file of the map while the server runs.
func TestWatchedMap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTarget(t, nil)
		before := c.World().Hash
		fixture.WriteSquares(t, c.file, "squares, again")
		time.Sleep(5 * time.Second) // of the bubble
		if now := c.World(); now.Hash == before || now.Drawing.Name != "squares, again" {
			t.Errorf("the map is %q, version %s", now.Drawing.Name, now.Hash)
		}
	})
}

// TestMapReplacedAtStart replaces the file once it was read, but before the server is
// there that watches it.
func TestMapReplacedAtStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "map.csr")
		fixture.WriteSquares(t, name, "squares")
		seen := world.Stat(name)
		w, err := openWorld(name)
		if err != nil {
			t.Fatal(err)
		}
		fixture.WriteSquares(t, name, "squares, again")
		s, err := New(w, Options{Hunts: 1, Expire: time.Hour, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		maps := NewReloader(s, world.NewFile(name, 0, 0))
		maps.Watch(seen)
		defer maps.Close()
		time.Sleep(5 * time.Second) // of the bubble
		if now := s.World(); now.Drawing.Name != "squares, again" {
			t.Errorf("the map is %q", now.Drawing.Name)
		}
	})
}

// TestBadMaps leaves what is no map under the watched name: the map that the server has
// stays, players go on, a hangup and the end wait for nothing, and the next sound map is
// taken.
func TestBadMaps(t *testing.T) {
	maps := fixture.BadMaps(t)
	for name, put := range maps {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fixture.LogTo(t, slog.DiscardHandler)
				s := newTarget(t, nil)
				before := s.World()
				p := s.begin()
				if err := errors.Join(os.RemoveAll(s.file), put(s.file)); err != nil {
					t.Skip(err) // not every system and file system has all of them
				}
				time.Sleep(5 * time.Second) // of the bubble: the watcher sees it
				if _, err := s.maps.Reload(t.Context()); err == nil {
					t.Error("it was taken for a map")
				}
				if status := p.gone(); status != 0 || s.World() != before {
					t.Errorf("status %d", status)
				}
				if err := os.RemoveAll(s.file); err != nil {
					t.Fatal(err)
				}
				fixture.WriteSquares(t, s.file, "squares, again")
				time.Sleep(5 * time.Second)
				if now := s.World(); now.Drawing.Name != "squares, again" {
					t.Errorf("the map is %q", now.Drawing.Name)
				}
			})
		})
	}
}

// TestSelfLoop leaves a map with all sums right that no Builder writes: taken or not, the
// server goes on.
func TestSelfLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fixture.LogTo(t, slog.DiscardHandler)
		s := newTarget(t, nil)
		p := s.begin()
		if err := os.WriteFile(s.file, fixture.SelfLoop(t, s.file), 0o600); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if status := p.gone(); status != 0 {
			t.Errorf("status %d", status)
		}
		s.begin()
	})
}
