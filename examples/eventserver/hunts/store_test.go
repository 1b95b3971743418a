package hunts

import (
	"errors"
	"maps"
	"net/netip"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/journal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// memoryStore is a Store in memory, which a test can have take nothing.
type memoryStore struct {
	mu     sync.Mutex
	values map[ID][]byte
	full   bool
}

var errFull = errors.New("there is no room")

func (s *memoryStore) Load(add func(key [12]byte, value []byte) error) error {
	s.mu.Lock()
	values := maps.Clone(s.values)
	s.mu.Unlock()
	for id, value := range values {
		if err := add(id, value); err != nil {
			return err
		}
	}
	return nil
}

func (s *memoryStore) Write(key [12]byte, value []byte) (wait func() error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return func() error { return errFull }
	}
	if s.values[key] = value; len(value) == 0 {
		delete(s.values, key)
	}
	return lasts
}

func (s *memoryStore) setFull(full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.full = full
}

// owner is a client whose hunts are kept.
var owner = netip.MustParseAddr("192.0.2.1")

// newKept returns a target whose hunts are kept, on a map.
func newKept(t testing.TB, s Store, g *csr.CSRGraph) *target {
	t.Helper()
	w, err := world.New(t.Context(), g, 0)
	if err != nil {
		t.Fatal(err)
	}
	return newKeptIn(t, s, w)
}

// newKeptIn is newKept with a World that may be in use elsewhere.
func newKeptIn(t testing.TB, s Store, w *world.World) *target {
	t.Helper()
	game, err := New(w, Options{Hunts: 1000, Expire: time.Hour, Workers: 1, Store: s})
	if err != nil {
		t.Fatal(err)
	}
	kept := &target{t, game, NewReloader(game, world.NewFile("", 0, 0)), ""}
	t.Cleanup(kept.close)
	return kept
}

// beginAt creates a hunt that is kept.
func (s *target) beginAt(lon, lat float64) (player, Created) {
	s.Helper()
	c, err := s.Create(s.Context(), Request{Lon: lon, Lat: lat, Clues: 2, Range: 3000, Seed: 1}, owner)
	if err != nil {
		s.Fatal(err)
	}
	return player{s, c.Hunt}, c
}

// find returns the player of a hunt that was created before the game began again.
func (s *target) find(c Created) player {
	s.Helper()
	h, err := s.Find(c.Hunt.ID().String(), c.Token.String())
	if err != nil {
		s.Fatal(err)
	}
	return player{s, h}
}

// play has some of each event happen, and returns the hunt after it.
func (p player) play() View {
	p.Helper()
	line := p.path().Line
	middle := line[len(line)/2]
	p.event(200, "closed", &Place{Lon: middle[0], Lat: middle[1]})
	clue := p.show().Clues[0].Place
	p.event(200, "moved", &clue)
	return p.event(200, "found", nil).Hunt
}

// expectSame compares a hunt with what it was. When it expires may be later.
func expectSame(t testing.TB, got, want View) {
	t.Helper()
	want.Expires = got.Expires
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// TestKept hunts are as they were when the game begins again, and those that have ended are not
// there, nor is what the server played itself.
func TestKept(t *testing.T) {
	s, g := &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t)
	before := newKept(t, s, g)
	p, played := before.beginAt(11.97, 57.70)
	want := p.play()
	q, fresh := before.beginAt(11.95, 57.70)
	q.event(200, "moved", &q.play().Closed[0]) // into the street that is closed
	ended, over := before.beginAt(11.96, 57.70)
	if err := ended.End(ended.h, "ended"); err != nil {
		t.Fatal(err)
	}
	before.join(`{}`)
	wantFresh := q.show()
	before.Game.Close()

	after := newKept(t, s, g)
	if n := after.Count(); n != 2 || after.hunts.of[owner] != 2 {
		t.Errorf("%d hunts, of %v", n, after.hunts.of)
	}
	expectSame(t, after.find(played).show(), want)
	expectSame(t, after.find(fresh).show(), wantFresh)
	if _, err := after.Find(over.Hunt.ID().String(), over.Token.String()); err != ErrNotFound {
		t.Error(err)
	}
	if next := after.find(played).event(200, "moved", &want.Position); next.Event != want.Event+1 {
		t.Errorf("event %d after %d", next.Event, want.Event)
	}
}

// TestKeptOnAnotherMap moves hunts as TestReplacedMap does.
func TestKeptOnAnotherMap(t *testing.T) {
	s, g := &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t)
	before := newKept(t, s, g)
	p, west := before.beginAt(11.95, 57.70)
	want := p.play()
	_, east := before.beginAt(11.99, 57.70)
	before.Game.Close()

	after := newKept(t, s, half(t, g, 11.975, true))
	got := after.find(west).show()
	if got.Map == want.Map || got.Event != want.Event+1 || got.Position.Node == want.Position.Node || got.Position.Lon != want.Position.Lon ||
		!got.Clues[0].Found || got.Clues[1].Lat != want.Clues[1].Lat || len(got.Closed) != 1 || got.Closed[0].Lon != want.Closed[0].Lon {
		t.Errorf("in the west: %+v\nwas %+v", got, want)
	}
	if status := after.find(east).gone(); status != 410 {
		t.Errorf("in the east: status %d", status)
	}
	after.Game.Close()

	again := newKept(t, s, half(t, g, 11.975, true))
	expectSame(t, again.find(west).show(), got)
	if again.Count() != 1 {
		t.Errorf("%d hunts", again.Count())
	}
}

// TestKeptAfterSwap: what was moved while the game went on is kept as it is then.
func TestKeptAfterSwap(t *testing.T) {
	s, g := &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t)
	before := newKept(t, s, g)
	west, _ := before.beginAt(11.95, 57.70)
	west.play()
	_, east := before.beginAt(11.99, 57.70)
	part := half(t, g, 11.975, true)
	w, err := world.New(t.Context(), part, 0)
	if err == nil {
		err = before.maps.replace(t.Context(), w)
	}
	if err != nil {
		t.Fatal(err)
	}
	want := west.show()
	before.Game.Close()

	after := newKept(t, s, g) // the map is the whole one again
	if got := after.hunts.byID[west.h.id].log.Number(); got != want.Event+1 {
		t.Errorf("event %d, was %d", got, want.Event)
	}
	if _, err := after.Find(east.Hunt.ID().String(), east.Token.String()); err != ErrNotFound {
		t.Errorf("what was lost is there again: %v", err)
	}
}

// TestFullStore refuses all that would not last, and nothing has happened then. What only looks
// goes on, and all goes on once there is room.
func TestFullStore(t *testing.T) {
	s := &memoryStore{values: map[ID][]byte{}}
	c := newKept(t, s, fixture.Goteborg(t))
	p, _ := c.beginAt(11.97, 57.70)
	want := p.play()
	if !p.h.log.Join() {
		t.Fatal("no room for a reader")
	}
	s.setFull(true)
	line := p.path().Line
	p.event(503, "moved", &Place{Lon: 11.97, Lat: 57.70})
	p.event(503, "closed", &Place{Lon: line[len(line)/2][0], Lat: line[len(line)/2][1]})
	p.event(503, "reopened", &want.Closed[0])
	if _, err := c.Create(t.Context(), NewRequest(11.97, 57.70), owner); err == nil || c.Count() != 1 {
		t.Errorf("created: %v, %d hunts", err, c.Count())
	}
	if err := p.End(p.h, "ended"); err == nil || err == ErrNotFound {
		t.Errorf("ended: %v", err)
	}
	c.endIdle(time.Now().Add(2 * time.Hour))
	expectSame(t, p.show(), want)
	if v := p.h.log.Since(want.Event); len(v.Events) != 0 || v.Closed || !v.Complete {
		t.Errorf("readers are told %+v", v)
	}
	p.h.log.Leave()
	s.setFull(false)
	p.event(200, "reopened", &want.Closed[0])
	c.endIdle(time.Now().Add(3 * time.Hour))
	if c.Count() != 0 || len(s.values) != 0 {
		t.Errorf("%d hunts, %d kept", c.Count(), len(s.values))
	}
}

// TestInterruptedStreams end when the server restarts, and go on at the same numbers.
func TestInterruptedStreams(t *testing.T) {
	s, g := &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t)
	before := newKept(t, s, g)
	p, c := before.beginAt(11.97, 57.70)
	if !p.h.log.Join() {
		t.Fatal("no room for a reader")
	}
	told := p.play().Event
	before.EndStreams()
	if v := p.h.log.Since(told); !v.Closed || v.Farewell.Kind != "restarting" || len(v.Events) != 0 {
		t.Errorf("%+v", v)
	}
	clue := p.show().Clues[1].Place
	untold := p.event(200, "moved", &clue).Event
	p.h.log.Leave()
	before.Game.Close()

	p = newKept(t, s, g).find(c)
	if !p.h.log.Join() {
		t.Fatal("no room for a reader")
	}
	defer p.h.log.Leave()
	if v := p.h.log.Since(told); v.Complete || v.Resume != told+1 || untold != told+1 {
		t.Errorf("%+v after event %d", v, untold)
	}
	if v := p.h.log.Since(untold); !v.Complete || v.Closed {
		t.Errorf("%+v", v)
	}
	p.event(200, "found", nil)
	if v := p.h.log.Since(untold); len(v.Events) != 1 || v.Events[0].N != untold+1 {
		t.Errorf("%+v", v)
	}
}

// TestSavedForm refuses what encode cannot have written.
func TestSavedForm(t *testing.T) {
	c := newKept(t, &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t))
	p, _ := c.beginAt(11.97, 57.70)
	p.play()
	b := p.h.encode(7)
	if s, err := decode(b); err != nil || s.event != 7 || s.secret != p.h.secret || s.owner != owner || len(s.clues) != 2 || len(s.closed) != 1 || s.found != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	for n := range b {
		if _, err := decode(b[:n]); err == nil {
			t.Errorf("%d of %d bytes", n, len(b))
		}
	}
	if _, err := decode(append(b, 0)); err == nil {
		t.Error("a byte too many")
	}
	for at, value := range map[int]byte{0: 9, 65: 3, 66: 1, 67: 65} {
		bad := append([]byte(nil), b...)
		bad[at] = value
		if _, err := decode(bad); err == nil {
			t.Errorf("%d at %d", value, at)
		}
	}
}

// BenchmarkPlay has many players move on, whose hunts are in memory alone or in a journal.
func BenchmarkPlay(b *testing.B) {
	b.Run("memory", func(b *testing.B) { benchmarkPlay(b, nil) })
	b.Run("journal", func(b *testing.B) {
		j, err := journal.Open(b.TempDir(), nil)
		if err != nil {
			b.Fatal(err)
		}
		defer j.Close()
		benchmarkPlay(b, j)
	})
}

func benchmarkPlay(b *testing.B, s Store) {
	c := newKept(b, s, fixture.Goteborg(b))
	players := make(chan player, 256)
	for range cap(players) {
		p, _ := c.beginAt(11.97, 57.70)
		players <- p
	}
	b.SetParallelism(cap(players) / 2)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		p := <-players
		for pb.Next() {
			p.event(200, "moved", &Place{Lon: 11.968, Lat: 57.702})
		}
	})
	c.Game.Close()
}

// BenchmarkLoad begins again with 95,000 hunts in a journal.
func BenchmarkLoad(b *testing.B) {
	dir, g := b.TempDir(), fixture.Goteborg(b)
	w, err := world.New(b.Context(), g, 0)
	if err != nil {
		b.Fatal(err)
	}
	fill(b, dir, g, 95000)
	for b.Loop() {
		j, err := journal.Open(dir, nil)
		if err != nil {
			b.Fatal(err)
		}
		c, err := New(w, Options{Expire: time.Hour, Workers: 1, Store: j})
		if err != nil || c.Count() < 95000 {
			b.Fatal(err)
		}
		b.StopTimer()
		c.Close()
		_ = j.Close() // nothing was written
		b.StartTimer()
	}
}

// fill puts so many hunts into a journal, each with two clues and a closed street.
func fill(b *testing.B, dir string, g *csr.CSRGraph, n int) {
	j, err := journal.Open(dir, nil)
	if err != nil {
		b.Fatal(err)
	}
	c := newKept(b, j, g)
	p, _ := c.beginAt(11.97, 57.70)
	p.play()
	value := p.h.encode(3)
	for i := range n {
		j.Write(ID{byte(i), byte(i >> 8), byte(i >> 16)}, value)
	}
	c.Game.Close()
	if err := j.Close(); err != nil {
		b.Fatal(err)
	}
}
