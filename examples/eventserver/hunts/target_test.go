package hunts

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// settings are what a target is made of.
type settings struct {
	Options
	file   string  // that is written and watched; empty: the map of Göteborg
	canary float64 // share of the hunts
}

// target is a game that tests play.
type target struct {
	testing.TB
	*Game
	maps *Reloader
	file string // of the map
}

// goteborgWorld is the World that all tests share which change nothing about it. It is made
// here, since in the synctest bubble of one test it would belong to that.
var goteborgWorld, errGoteborg = openWorld("")

// openWorld is the World of a file as a server begins with it.
func openWorld(name string) (*world.World, error) {
	return world.NewFile(name, 0, 0).Load(context.Background(), nil)
}

// newTarget returns a game on a small map, whose file is watched, with room for 8 hunts,
// all of them of the canary; change can have it otherwise. When the test ends so does the
// game, and then nothing may be left of any hunt.
func newTarget(t testing.TB, change func(c *settings)) *target {
	t.Helper()
	c := settings{Options{Hunts: 8, Expire: time.Hour, Workers: 1}, filepath.Join(t.TempDir(), "map.csr"), 1}
	if change != nil {
		change(&c)
	}
	w, err := goteborgWorld, errGoteborg
	if c.file != "" {
		fixture.WriteSquares(t, c.file, "squares")
		w, err = openWorld(c.file) // which nobody else writes to at the moment
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(w, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	_ = g.engines.SetShare(c.canary) // it is a share
	s := &target{t, g, NewReloader(g, world.NewFile(c.file, 0, 0)), c.file}
	if c.file != "" {
		s.maps.Watch(world.Stat(c.file))
	}
	t.Cleanup(s.close)
	return s
}

// close ends the game.
func (s *target) close() {
	s.maps.Close()
	s.Game.Close()
	if left := s.Memory(); left.Active != 0 || s.Count() != 0 || len(s.hunts.of) != 0 || inWheel(s, s.hunts.wheel) != 0 {
		s.Errorf("left behind: %d arenas, %d hunts, of %v, %d in the wheel", left.Active, s.Count(), s.hunts.of, inWheel(s, s.hunts.wheel))
	}
}

// newGoteborg returns a target with the map of Göteborg and room for many hunts, none of
// the canary.
func newGoteborg(t testing.TB) *target {
	t.Helper()
	return newTarget(t, func(c *settings) { *c = settings{Options{Hunts: 1000, Expire: time.Hour, Workers: 2}, "", 0} })
}

// player is the player of a hunt.
type player struct {
	*target
	h *Hunt
}

// join creates a hunt at the opera of Göteborg, with fields of a Request as JSON.
func (s *target) join(fields string) (player, View) {
	s.Helper()
	return s.joinAt(11.9634, 57.7107, fields)
}

// begin creates a hunt in the town of squares.
func (s *target) begin() player {
	s.Helper()
	p, _ := s.joinAt(12.005, 57.003, `{"range":4000,"seed":1}`)
	return p
}

// joinAt creates a hunt somewhere.
func (s *target) joinAt(lon, lat float64, fields string) (player, View) {
	s.Helper()
	q := NewRequest(lon, lat)
	err := json.Unmarshal([]byte(fields), &q)
	var c Created
	if err == nil {
		c, err = s.Create(s.Context(), q, Nobody)
	}
	if err != nil {
		s.Fatal(err)
	}
	p := player{s, c.Hunt}
	return p, p.show()
}

// kinds are what the events of players do.
var kinds = map[string]func(s *State, at *Place) error{
	"moved":    func(s *State, at *Place) error { return s.Move(at.Lon, at.Lat) },
	"found":    func(s *State, _ *Place) error { return s.Find() },
	"closed":   func(s *State, at *Place) error { return s.Close(at.Lon, at.Lat) },
	"reopened": func(s *State, at *Place) error { return s.Reopen(at.Lon, at.Lat) },
}

// try has an event happen, and returns its status.
func (p player) try(kind string, at *Place) (reply Event, status int) {
	p.Helper()
	body, err := p.Play(p.Context(), p.h, kind, func(s *State) error { return kinds[kind](s, at) })
	if err != nil {
		return reply, refusal.Explain(err).Status
	}
	if err := json.Unmarshal(body, &reply); err != nil {
		p.Fatal(err)
	}
	return reply, 200
}

// event has an event happen, that has to have a status.
func (p player) event(status int, kind string, at *Place) Event {
	p.Helper()
	reply, got := p.try(kind, at)
	if got != status {
		p.Fatalf("%s at %v: status %d, want %d", kind, at, got, status)
	}
	return reply
}

// show returns the hunt.
func (p player) show() View {
	p.Helper()
	view, err := p.Describe(p.Context(), p.h)
	if err != nil {
		p.Fatal(err)
	}
	return view
}

// path returns the path to the next clue.
func (p player) path() *Path {
	p.Helper()
	path, err := p.Path(p.Context(), p.h)
	if err != nil {
		p.Fatal(err)
	}
	return path
}

// gone tells whether the hunt is no more, and of which status that is.
func (p player) gone() (status int) {
	_, err := p.Describe(p.Context(), p.h)
	if err == nil {
		return 0
	}
	return refusal.Explain(err).Status
}
