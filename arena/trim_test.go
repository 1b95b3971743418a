package arena

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// fill takes arenas of a size until memory runs out, and returns them.
func fill(t *testing.T, s *Shard, size int) (arenas []Arena) {
	t.Helper()
	for {
		a, err := s.Take(size)
		if errors.Is(err, ErrExhausted) {
			return arenas
		}
		check(t, err)
		arenas = append(arenas, a)
	}
}

func release(t *testing.T, arenas []Arena) {
	t.Helper()
	for _, a := range arenas {
		check(t, a.Release())
	}
}

// A pool with a limit gives all of its memory for arenas of one size after another, each
// time after all are given back.
func TestOtherSizesAfterAll(t *testing.T) {
	const limit = 8 << 20
	p := newPool(t, &Options{Limit: limit})
	s := p.NewShard()
	for _, size := range []int{1 << 10, 64, 3 << 20, 100_000, limit, 16 << 10, 5 << 20, 2000, limit} {
		arenas := fill(t, s, size)
		if got := int64(len(arenas) * size); got > limit || got < limit*9/10 && len(arenas) != limit/size {
			t.Errorf("%d arenas of %d", len(arenas), size)
		}
		for i, a := range arenas {
			mustMake[uint8](t, a, size)[0] = byte(i)
		}
		release(t, arenas)
	}
	if got := p.Stats(); got.Reserved > limit || got.Active != 0 {
		t.Errorf("%+v", got)
	}
}

// Sizes change while other arenas stay. The memory between them serves as far as it goes,
// and nothing gets lost however often sizes change.
func TestOtherSizesBesideOthers(t *testing.T) {
	const limit = 4 << 20
	p := newPool(t, &Options{Limit: limit})
	s := p.NewShard()
	stay := take(t, s, 1000)
	mark := mustMake[uint32](t, stay, 250)
	mark[249] = 77
	var first []int
	for i := range 6 {
		var counts []int
		for _, size := range []int{500, 20_000, 1000, 3000} {
			arenas := fill(t, s, size)
			counts = append(counts, len(arenas))
			release(t, arenas)
		}
		if i == 1 { // earlier no blocks of two sizes lay side by side
			first = counts
		}
		if i > 0 && !slices.Equal(counts, first) || counts[0]*500 < limit*9/10 {
			t.Errorf("%v arenas, before %v", counts, first)
		}
	}
	if mark[249] != 77 || stay.Size() != 1000 {
		t.Errorf("the arena that stays holds %d of %d bytes", mark[249], stay.Size())
	}
}

// Trim returns all unused memory to the system: of closed shards and of growth at once,
// of a shard in use at its next Take.
func TestTrim(t *testing.T) {
	p := newPool(t, &Options{Grow: true})
	s, other := p.NewShard(), p.NewShard()
	a, stays := take(t, s, 3<<20), take(t, other, 100)
	mustMake[uint8](t, a, 6<<20)
	check(t, a.Release())
	check(t, p.Trim())
	if got := p.Stats().Reserved; got >= 6<<20 || got < 3<<20 {
		t.Errorf("%d bytes after what a grew by was given back", got)
	}
	check(t, s.Close())
	check(t, s.Close())
	if _, err := s.Take(1); !errors.Is(err, ErrClosed) {
		t.Errorf("Take from a closed shard: %v", err)
	}
	s.Trim()
	isStale(t, a)
	check(t, p.Trim())
	if got := p.Stats().Reserved; got != minRegion {
		t.Errorf("%d bytes with one arena taken", got)
	}
	check(t, stays.Release())
	check(t, p.Trim())
	if got := p.Stats().Reserved; got != minRegion {
		t.Errorf("%d bytes, though the shard may be in the middle of a Take", got)
	}
	take(t, other, 3<<20)
	check(t, p.Trim())
	if got := p.Stats().Reserved; got < 3<<20 || got >= 3<<20+minRegion {
		t.Errorf("%d bytes after the shard's next Take", got)
	}
	isStale(t, stays)
}

// A closed shard is used again with its memory, also with arenas that come back later.
func TestClosedShardsAreUsedAgain(t *testing.T) {
	p := newPool(t, nil)
	var late []Arena
	for range 100 {
		s := p.NewShard()
		arenas := []Arena{take(t, s, 1000), take(t, s, 300_000)}
		check(t, s.Close())
		release(t, late)
		late = arenas
		mustMake[uint32](t, late[0], 250)
	}
	release(t, late)
	if got := p.Stats(); got.Regions != 1 || len(p.stores) != 2 { // one is growthStore
		t.Errorf("%+v, %d shards", got, len(p.stores))
	}
}

// A negative limit means no memory.
func TestNegativeLimit(t *testing.T) {
	var e *ExhaustedError
	if _, err := newPool(t, &Options{Limit: -1}).NewShard().Take(1); !errors.As(err, &e) || e.Free != 0 || e.Size != 0 {
		t.Errorf("%v", err)
	}
}

// Spans are cut off a region and freed in any order. At the end the region is whole, and
// on the way no two free spans touch.
func TestCoalesce(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for range 200 {
		whole := span{0, 1 << 16}
		g := &region{size: whole.to, free: []span{whole}}
		var runs []*run
		free := whole.to
		for range 300 {
			if i := r.IntN(len(runs) + 1); i < len(runs) {
				g.coalesce(runs[i].place)
				free += runs[i].place.size()
				runs = slices.Delete(runs, i, i+1)
			} else if step := unit * (1 + r.IntN(20)); len(g.free) > 0 {
				if k := r.IntN(len(g.free)); g.free[k].size() >= step {
					runs = append(runs, g.cut(k, step, 1, false))
					free -= step
				}
			}
			sum := 0
			for i, f := range g.free {
				if sum += f.size(); f.size() <= 0 || i > 0 && g.free[i-1].to >= f.from {
					t.Fatalf("free spans %v", g.free)
				}
			}
			if sum != free {
				t.Fatalf("%d bytes are free, want %d", sum, free)
			}
		}
		for _, x := range runs {
			g.coalesce(x.place)
		}
		if len(g.free) != 1 || g.free[0] != whole {
			t.Fatalf("in the end %v", g.free)
		}
	}
}
