package bots

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// goteborg is made here, since in the synctest bubble of a test it would belong to that.
var goteborg, errGoteborg = world.NewFile("", 0, 0).Load(context.Background(), nil)

// newGame returns a game that half of the hunts are compared in, and its bots.
func newGame(t *testing.T, w *world.World) (*hunts.Game, *Bots) {
	t.Helper()
	g, err := hunts.New(w, hunts.Options{Hunts: 1000, Expire: time.Hour, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	_ = g.Engines().SetShare(0.5) // it is a share
	b := New(g)
	t.Cleanup(func() {
		b.Halt()
		b.Wait()
		g.Close()
	})
	return g, b
}

// start starts bots and expects so many in all.
func (b *Bots) start(t *testing.T, n, want int) {
	t.Helper()
	if all, err := b.Start(n); err != nil || all != want || b.Count() != want {
		t.Errorf("%d bots, %d are counted, %v; want %d", all, b.Count(), err, want)
	}
}

// expectNobody expects no bots and no hunts.
func (b *Bots) expectNobody(t *testing.T, when string) {
	t.Helper()
	if synctest.Wait(); b.Count() != 0 || b.game.Count() != 0 {
		t.Errorf("%s: %d bots, %d hunts", when, b.Count(), b.game.Count())
	}
}

// TestBots has bots walk for a minute, in no time, and others that are stopped.
func TestBots(t *testing.T) {
	if errGoteborg != nil {
		t.Fatal(errGoteborg)
	}
	synctest.Test(t, func(t *testing.T) {
		g, b := newGame(t, goteborg)
		b.start(t, 20, 20)
		time.Sleep(life / 2)
		var waiting, solving service.Histogram
		for _, s := range g.Engines().Services() {
			s.MergeInto(&waiting, &solving)
		}
		checked, mismatches := g.Engines().Compared()
		if n := solving.Latency().Count; b.Count() != 20 || g.Count() == 0 || g.Count() > 20 || n < 500 || checked == 0 || mismatches != 0 {
			t.Errorf("%d bots, %d hunts, %d questions, %d of %d do not match", b.Count(), g.Count(), n, mismatches, checked)
		}
		time.Sleep(life)
		b.expectNobody(t, "after a minute")
		b.start(t, 5, 5)
		time.Sleep(2 * step)
		b.Halt()
		b.expectNobody(t, "stopped")
		b.start(t, 1000, 1000)
		if all, err := b.Start(Most - 999); err == nil || all != 1000 {
			t.Errorf("%d bots: %v", all, err)
		}
	})
}

// TestBotsAcross has bots walk on both sides of the 180th meridian, and find clues there.
func TestBotsAcross(t *testing.T) {
	file := filepath.Join(t.TempDir(), "map.csr")
	fixture.WriteTown(t, file, "across", 180-5.5/1000)
	w, err := world.NewFile(file, 0, 0).Load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		g, _ := newGame(t, w)
		sides, found := map[bool]bool{}, 0
		for range 20 {
			var b bot
			for range 40 {
				b.step(g)
				if b.h == nil {
					continue
				}
				view, err := g.Describe(t.Context(), b.h)
				if err != nil {
					t.Fatal(err)
				}
				sides[view.Position.Lon < 0] = true
				if view.Clues[0].Found {
					found++
				}
			}
			b.leave(g)
		}
		if len(sides) != 2 || found < 50 {
			t.Errorf("sides %v, %d times after the first clue", sides, found)
		}
	})
}
