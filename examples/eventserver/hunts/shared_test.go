package hunts

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// bucket is values with revisions, which several servers share.
type bucket struct {
	mu     sync.Mutex
	values map[ID][]byte
	last   map[ID]int // revision of each
}

// sharedStore is the Shared of one server, without a network.
type sharedStore struct {
	*bucket
	copies map[ID]int // revisions that this server knows
	next   error      // of the next write, which does not happen; nil: it does
	failed error      // of all reads; nil: there is none
}

func newBucket() *bucket { return &bucket{values: map[ID][]byte{}, last: map[ID]int{}} }

func (b *bucket) store() *sharedStore { return &sharedStore{bucket: b, copies: map[ID]int{}} }

func (s *sharedStore) Load(func([12]byte, []byte) error) error { return nil }

func (s *sharedStore) Fetch(key [12]byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.copies[key] = s.last[key]
	return s.values[key], s.failed
}

func (s *sharedStore) Check(key [12]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if revision, ok := s.copies[key]; !ok || revision != s.last[key] {
		return ErrTaken
	}
	return s.failed
}

func (s *sharedStore) Release(key [12]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.copies, key)
}

func (s *sharedStore) Write(key [12]byte, value []byte) (wait func() error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.next
	s.next = nil
	switch {
	case err != nil:
		if errors.Is(err, ErrUnsure) {
			s.copies[key] = -1
		}
	case s.copies[key] != s.last[key]:
		err = ErrTaken
	default:
		s.values[key] = slices.Clone(value)
		s.last[key]++
		s.copies[key] = s.last[key]
	}
	return func() error { return err }
}

// newServers returns two servers that share their hunts, and what they share.
func newServers(t *testing.T) (a, b *target, shared [2]*sharedStore) {
	t.Helper()
	values := newBucket()
	shared = [2]*sharedStore{values.store(), values.store()}
	if errGoteborg != nil {
		t.Fatal(errGoteborg)
	}
	return newKeptIn(t, shared[0], goteborgWorld), newKeptIn(t, shared[1], goteborgWorld), shared
}

// TestTakenOver has two servers play the same hunt in turns: each goes on where the other was.
func TestTakenOver(t *testing.T) {
	a, b, _ := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	q := b.find(c)
	expectSame(t, q.show(), p.show())
	want := p.play()
	expectSame(t, q.show(), want)
	want = q.event(200, "reopened", &want.Closed[0]).Hunt
	if want.Event != 4 {
		t.Errorf("event %d", want.Event)
	}
	expectSame(t, p.show(), want)
	if err := b.End(q.h, "ended"); err != nil {
		t.Fatal(err)
	}
	p.event(404, "moved", &want.Position)
	if a.Count() != 0 || b.Count() != 0 {
		t.Errorf("%d and %d hunts", a.Count(), b.Count())
	}
}

// TestEndTakenOver ends a hunt that another server has played meanwhile.
func TestEndTakenOver(t *testing.T) {
	a, b, shared := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	b.find(c).play()
	if err := a.End(p.h, "ended"); err != nil {
		t.Fatal(err)
	}
	for id, value := range maps.All(shared[0].values) {
		if len(value) > 0 {
			t.Errorf("%v is still there", id)
		}
	}
	if err := a.End(p.h, "ended"); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
}

// TestFollowTakenOver tells readers that the hunt goes on elsewhere, and shows those who come back
// all of it.
func TestFollowTakenOver(t *testing.T) {
	a, b, _ := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	log, err := a.Follow(t.Context(), p.h)
	if err != nil || !log.Join() {
		t.Fatal(err)
	}
	defer log.Leave()
	want := b.find(c).play()
	a.Recheck()
	if v := log.Since(0); !v.Closed || v.Farewell.Kind != elsewhere || a.Count() != 0 {
		t.Errorf("%+v, %d hunts", v, a.Count())
	}
	p.event(503, "moved", &want.Position) // of a request that has waited
	again, err := a.Follow(t.Context(), a.find(c).h)
	if err != nil || !again.Join() {
		t.Fatal(err)
	}
	defer again.Leave()
	if v := again.Since(0); v.Complete || v.Resume != want.Event {
		t.Errorf("%+v", v)
	}
}

// TestFollowedWhereItIs shows readers all of a hunt that their server has taken back.
func TestFollowedWhereItIs(t *testing.T) {
	a, b, _ := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	log, err := a.Follow(t.Context(), p.h)
	if err != nil || !log.Join() {
		t.Fatal(err)
	}
	defer log.Leave()
	want := b.find(c).play()
	p.event(200, "moved", &want.Position)
	v := log.Since(0)
	if v.Closed || v.Complete || v.Resume != want.Event+1 {
		t.Errorf("%+v, want event %d", v, want.Event+1)
	}
}

// TestReleased drops a copy, and only the server that has it loses it.
func TestReleased(t *testing.T) {
	a, b, shared := newServers(t)
	_, c := a.beginAt(11.97, 57.70)
	b.find(c)
	a.Release(c.Hunt.ID())
	b.Release(ID{})
	if _, ok := shared[0].copies[c.Hunt.ID()]; ok || a.Count() != 0 || b.Count() != 1 {
		t.Errorf("%d and %d hunts", a.Count(), b.Count())
	}
	a.find(c)
}

// TestSharedTokens fetches nothing for those who do not have the token, and nothing that is not
// there.
func TestSharedTokens(t *testing.T) {
	a, b, shared := newServers(t)
	_, c := a.beginAt(11.97, 57.70)
	for _, id := range []string{c.Hunt.ID().String(), ID{}.String(), "x"} {
		if _, err := b.Find(id, Token{}.String()); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if len(shared[1].copies) != 0 || shared[1].last[c.Hunt.ID()] != 1 {
		t.Errorf("%v, revision %d", shared[1].copies, shared[1].last[c.Hunt.ID()])
	}
}

// TestUnsure has nobody know whether an event has happened: the next request finds out.
func TestUnsure(t *testing.T) {
	a, _, shared := newServers(t)
	p, _ := a.beginAt(11.97, 57.70)
	want := p.show()
	shared[0].next = ErrUnsure
	p.event(504, "moved", &want.Clues[0].Place)
	expectSame(t, p.show(), want)
	shared[0].next = errFull
	p.event(503, "moved", &want.Clues[0].Place)
	p.event(200, "moved", &want.Clues[0].Place)
}

// TestOutOfReach refuses to show what may be out of date.
func TestOutOfReach(t *testing.T) {
	a, b, shared := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	shared[0].failed, shared[1].failed = errFull, errFull
	if _, err := a.Describe(t.Context(), p.h); !errors.Is(err, errUnread) {
		t.Error(err)
	}
	if _, err := b.Find(c.Hunt.ID().String(), c.Token.String()); !errors.Is(err, errUnread) {
		t.Error(err)
	}
	if _, err := a.Follow(t.Context(), p.h); !errors.Is(err, errUnread) {
		t.Error(err)
	}
}

// TestManyTakeOver has goroutines of two servers play one hunt: no event is lost, and none happens
// twice.
func TestManyTakeOver(t *testing.T) {
	a, b, _ := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	const each, times = 4, 25
	var group sync.WaitGroup
	for i := range 2 * each {
		group.Go(func() {
			for range times {
				game := []*target{a, b}[i%2]
				h, err := game.Find(c.Hunt.ID().String(), c.Token.String())
				if err == nil {
					_, err = game.Play(t.Context(), h, "moved", func(s *State) error { return s.Move(11.968, 57.702) })
				}
				for errors.Is(err, ErrTaken) { // as often as others are faster
					_, err = game.Play(t.Context(), h, "moved", func(s *State) error { return s.Move(11.968, 57.702) })
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := p.show().Event; n != 2*each*times {
		t.Errorf("%d events", n)
	}
}

// TestIdleCopies are dropped, and stay where all servers find them.
func TestIdleCopies(t *testing.T) {
	a, _, _ := newServers(t)
	p, c := a.beginAt(11.97, 57.70)
	a.expire(p.h)
	if a.Count() != 0 {
		t.Errorf("%d hunts", a.Count())
	}
	a.find(c)
}

// TestSharedMap takes a hunt over on another map, and uses one that was prepared elsewhere.
func TestSharedMap(t *testing.T) {
	values, g := newBucket(), fixture.Goteborg(t)
	a := newKept(t, values.store(), g)
	b := newKept(t, values.store(), half(t, g, 11.975, true))
	p, c := a.beginAt(11.95, 57.70)
	want := p.play()
	got := b.find(c).show()
	if got.Map == want.Map || got.Event != want.Event+1 || len(got.Clues) != len(want.Clues) {
		t.Errorf("%+v\nwas %+v", got, want)
	}
	revision := values.last[c.Hunt.ID()]
	if err := a.maps.Use(t.Context(), b.World()); err != nil {
		t.Fatal(err)
	}
	expectSame(t, p.show(), got)
	if n := values.last[c.Hunt.ID()]; n != revision+1 { // by whoever has taken it back
		t.Errorf("revision %d, was %d", n, revision)
	}
}
