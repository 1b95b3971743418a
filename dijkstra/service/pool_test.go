package service

import (
	"errors"
	"slices"
	"testing"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// Paths of requests without Dst lie in arenas: each in its own, of the size it needs,
// also if the answer is shared.
func TestPathsInAPool(t *testing.T) {
	pool := arena.NewPool(nil)
	s, x := newTrapped(t, Options{Workers: 1, Pool: pool})
	want, d, err := dijkstra.NewSolver(s.Graph()).AppendPath(nil, 0, 99)
	if err != nil {
		t.Fatal(err)
	}
	free := occupy(t, s, x)
	calls := []*Call{
		submitted(t, s, nil, Request{To: 99, WantPath: true}),
		submitted(t, s, nil, Request{To: 99, WantPath: true}),
		submitted(t, s, nil, Request{To: 99, WantPath: true, Dst: []csr.Node{}}),
		submitted(t, s, nil, Request{To: 99}),
		submitted(t, s, nil, Request{From: 4, To: 99, WantPath: true, MaxSettled: 1, Overlay: wall(s.Graph())}),
	}
	free()
	for i, c := range calls {
		if <-c.Done; c.Err != nil {
			t.Fatal(c.Err)
		}
		switch i {
		case 0, 1:
			if c.Arena.Used() != 4*len(want) || c.Distance != d || !slices.Equal(c.Answer.Path, want) {
				t.Errorf("in an arena: %d bytes, %+v", c.Arena.Used(), c.Answer)
			}
			if err := c.Arena.Release(); err != nil {
				t.Error(err)
			}
		case 2:
			if c.Arena != (arena.Arena{}) || !slices.Equal(c.Answer.Path, want) {
				t.Errorf("in memory of its own: %+v", c.Answer)
			}
		default:
			if c.Arena != (arena.Arena{}) || c.Answer.Path != nil {
				t.Errorf("no path: %+v", c.Answer)
			}
		}
	}
	if got := pool.Stats(); got.Active != 0 {
		t.Errorf("%+v", got)
	}
}

// An exhausted pool is an error of the request, and of one that shares its answer.
func TestPoolIsExhausted(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1, Pool: arena.NewPool(&arena.Options{Limit: 1})})
	free := occupy(t, s, x)
	calls := []*Call{
		submitted(t, s, nil, Request{To: 99, WantPath: true, MaxSettled: 9000}), submitted(t, s, nil, Request{To: 99, WantPath: true, MaxSettled: 9000}),
	}
	free()
	for _, c := range calls {
		if expectError(t, "exhausted", c, arena.ErrExhausted); c.Version == 0 {
			t.Errorf("%+v", c.Answer)
		}
	}
	if a, err := s.Do(nil, Request{To: 99}); err != nil || a.Outcome != dijkstra.Found {
		t.Errorf("a distance: %+v, %v", a, err)
	}
	if got := s.Stats(); got.Failed != 2 || got.Coalesced != 0 {
		t.Errorf("%+v", got)
	}
}

// Pooled paths allocate only what an arena does, which is nothing but in a purego build.
func TestPooledPathsAllocateNothing(t *testing.T) {
	pool := arena.NewPool(nil)
	s, _ := newTrapped(t, Options{Workers: 1, Pool: pool})
	ask := func() {
		a, err := s.Do(nil, Request{To: 99, WantPath: true})
		if err = errors.Join(err, a.Arena.Release()); err != nil {
			t.Error(err)
		}
	}
	shard := pool.NewShard()
	take := func() {
		a, _ := shard.Take(100)
		_, _ = arena.MakeDirty[csr.Node](a, 25)
		_ = a.Release()
	}
	take()
	ask()
	if got, want := testing.AllocsPerRun(100, ask), testing.AllocsPerRun(100, take); got != want {
		t.Errorf("%v allocations a round, and %v of an arena", got, want)
	}
}

// A closed Service gives its shards back to the pool, with all their memory: many
// Services, one after another, take the memory of one.
func TestShardsGoBack(t *testing.T) {
	pool := arena.NewPool(nil)
	for range 20 {
		s, _ := newTrapped(t, Options{Workers: 3, Pool: pool})
		for range 3 {
			if a, err := s.Do(nil, Request{To: 99, WantPath: true}); errors.Join(err, a.Arena.Release()) != nil {
				t.Error(err)
			}
		}
		_ = s.Close()
		if _, err := s.workers[0].shard.Take(1); !errors.Is(err, arena.ErrClosed) {
			t.Errorf("the worker still has a shard: %v", err)
		}
	}
	if got := pool.Stats(); got.Regions != 1 || got.Active != 0 {
		t.Errorf("%+v", got)
	}
}

// The pool is closed while the Service goes on.
func TestPoolIsClosed(t *testing.T) {
	pool := arena.NewPool(nil)
	s, _ := newTrapped(t, Options{Pool: pool})
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	if a, err := s.Do(nil, Request{To: 99, WantPath: true}); !errors.Is(err, arena.ErrClosed) || a.Path != nil {
		t.Errorf("%+v, %v", a, err)
	}
	if a, err := s.Do(nil, Request{To: 99, WantPath: true, Dst: []csr.Node{7}}); err != nil || len(a.Path) < 3 {
		t.Errorf("%+v, %v", a, err)
	}
}
