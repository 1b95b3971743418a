package arena

import (
	"errors"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// Each worker takes arenas from its own shard, passes some to its neighbour, and uses and
// gives back those it received. Some arenas grow, and another goroutine reads the
// numbers.
func TestConcurrentWorkers(t *testing.T) {
	for _, grow := range []bool{false, true} {
		p := newPool(t, &Options{Grow: grow})
		const workers, hunts = 4, 3000
		handed := make([]chan Arena, workers)
		for i := range handed {
			handed[i] = make(chan Arena, 100)
		}
		stop := watch(t, p)
		var all sync.WaitGroup
		for w := range workers {
			s := p.NewShard()
			all.Go(func() { giver(t, s, uint64(w), hunts, handed[(w+1)%workers]) })
			all.Go(func() { receiver(t, handed[w]) })
		}
		all.Wait()
		stop()
		st := p.Stats()
		if st.InUse != 0 || st.Active != 0 || st.Resets != workers*hunts {
			t.Errorf("in the end %+v", st)
		}
	}
}

// giver keeps half of its arenas and passes on the others.
func giver(t *testing.T, s *Shard, seed uint64, hunts int, to chan<- Arena) {
	defer close(to)
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range hunts {
		if i%500 == 499 {
			s.Trim() // while others give back
		}
		a, err := s.Take(500 + r.IntN(1000))
		if err != nil {
			t.Error(err)
			return
		}
		if hunt(t, a, r.Uint32()); r.IntN(2) == 0 {
			to <- a
		} else if err := a.Release(); err != nil {
			t.Error(err)
		}
	}
}

// receiver uses the arenas it receives and gives them back to the giver's shard.
func receiver(t *testing.T, from <-chan Arena) {
	for a := range from {
		if _, err := Make[uint8](a, 1); err != nil && !errors.Is(err, ErrExhausted) {
			t.Error(err)
		}
		if err := a.Release(); err != nil {
			t.Error(err)
		}
	}
}

// hunt fills an arena, checks that nobody else writes to it, and resets it.
func hunt(t *testing.T, a Arena, mark uint32) {
	x, err := Make[uint32](a, 100)
	if err != nil {
		t.Error(err)
		return
	}
	for i := range x {
		x[i] = mark
	}
	_, _ = Make[uint64](a, 80) // room for it or not
	for i := range x {
		if x[i] != mark {
			t.Errorf("element %d is %x, not %x", i, x[i], mark)
			return
		}
	}
	if err := a.Reset(); err != nil {
		t.Error(err)
	}
}

// watch reads the numbers until the returned function is called: they always make sense.
func watch(t *testing.T, p *Pool) (stop func()) {
	var done atomic.Bool
	var watcher sync.WaitGroup
	watcher.Go(func() {
		var last Stats
		for !done.Load() {
			st := p.Stats()
			if st.InUse < 0 || st.Active < 0 || st.Peak < st.InUse || st.Peak < last.Peak || st.Resets < last.Resets || st.Reserved < last.Reserved {
				t.Errorf("%+v after %+v", st, last)
				return
			}
			last = st
		}
	})
	return func() { done.Store(true); watcher.Wait() }
}

// Each arena is given back twice at the same time: one of the two gets the error, and the
// arena is free once.
func TestConcurrentDoubleRelease(t *testing.T) {
	p := newPool(t, nil)
	s := p.NewShard()
	for range 2000 {
		a, err := s.Take(100)
		check(t, err)
		var both sync.WaitGroup
		var told atomic.Int32
		for range 2 {
			both.Go(func() {
				if errors.Is(a.Release(), ErrDoubleRelease) {
					told.Add(1)
				}
			})
		}
		both.Wait()
		if told.Load() != 1 {
			t.Fatalf("%d were told", told.Load())
		}
		b, c := take(t, s, 100), take(t, s, 100)
		if b.state() == c.state() {
			t.Fatal("the arena was given to two")
		}
		check(t, b.Release())
		check(t, c.Release())
	}
	if st := p.Stats(); st.InUse != 0 || st.Active != 0 {
		t.Errorf("%+v", st)
	}
}

// A pool is closed while workers take from it: none holds an arena of a closed pool.
func TestConcurrentClose(t *testing.T) {
	for range 50 {
		p := NewPool(nil)
		var workers sync.WaitGroup
		for range 3 {
			s := p.NewShard()
			workers.Go(func() { untilClosed(t, s) })
		}
		for p.Close() != nil {
			runtime.Gosched()
		}
		workers.Wait()
		check(t, p.Close())
	}
}

// untilClosed takes arenas and writes to them, which would be a fault if the memory were
// gone. ErrClosed may come from a Close that failed.
func untilClosed(t *testing.T, s *Shard) {
	for !s.pool.closed.Load() {
		a, err := s.Take(100)
		if errors.Is(err, ErrClosed) {
			continue
		}
		x, makeErr := Make[uint32](a, 25)
		if err := errors.Join(err, makeErr); err != nil {
			t.Error(err)
			return
		}
		x[24] = 1
		if err := a.Release(); err != nil {
			t.Error(err)
		}
		runtime.Gosched() // otherwise Close would nearly always find one taken
	}
}
