package arena

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// model is the expected state of a pool, kept in a simple way: every arena with all its
// slices, each filled with a number of its own.
type model struct {
	t      *testing.T
	pool   *Pool
	shards []*Shard
	live   []*modelArena
	dead   []Arena
	stats  Stats // except memory obtained
	marks  uint64
}

type modelArena struct {
	Arena
	size int
	made []modelSlice
}

// modelSlice is a slice of some type, read and written as bytes.
type modelSlice struct {
	at, bytes uintptr
	mark      uint64
	fill      func(uint64)
	holds     func(uint64) bool
}

// run executes a script, one operation for each four bytes, and checks everything at the
// end.
func (m *model) run(script []byte) {
	for ; len(script) >= 4; script = script[4:] {
		x := int(binary.LittleEndian.Uint16(script[2:]))
		m.operation(script[0], int(script[1]), x)
		m.compareStats()
	}
	m.disjoint()
	for len(m.live) > 0 {
		m.release(0)
	}
	m.compareStats()
	for _, s := range m.shards {
		check(m.t, s.Close())
	}
	check(m.t, m.pool.Trim())
	if got := m.pool.Stats().Reserved; got != 0 {
		m.t.Fatalf("%d bytes are kept, though nothing is in use", got)
	}
}

// operation does one thing of ten kinds, with frequencies by importance; pick chooses the
// arena, x the amount.
func (m *model) operation(kind byte, pick, x int) {
	switch {
	case kind%10 < 2 || len(m.live) == 0:
		m.take(m.shards[pick%len(m.shards)], x>>(pick%5))
	case kind%10 < 7:
		m.make(m.live[pick%len(m.live)], kind, x>>(kind%11))
	case kind%10 == 7:
		m.reset(m.live[pick%len(m.live)])
	case kind%10 == 8:
		m.release(pick % len(m.live))
	case x%4 == 0:
		m.trim(pick, x)
	case len(m.dead) > 0:
		isStale(m.t, m.dead[x%len(m.dead)])
	}
}

// trim trims in one of several ways.
func (m *model) trim(kind, x int) {
	m.t.Helper()
	s := &m.shards[x/4%len(m.shards)]
	switch kind % 3 {
	case 0:
		check(m.t, m.pool.Trim())
	case 1:
		(*s).Trim()
	case 2:
		check(m.t, (*s).Close())
		*s = m.pool.NewShard()
	}
}

func (m *model) take(s *Shard, size int) {
	m.t.Helper()
	a, err := s.Take(size)
	check(m.t, err)
	if a.Size() != size || a.Used() != 0 {
		m.t.Fatalf("an arena of %d has size %d, used %d", size, a.Size(), a.Used())
	}
	m.live = append(m.live, &modelArena{Arena: a, size: size})
	m.stats.Active++
	m.count(size)
}

// count counts the bytes in use.
func (m *model) count(bytes int) {
	m.stats.InUse += int64(bytes)
	m.stats.Peak = max(m.stats.Peak, m.stats.InUse)
}

// make makes n elements of the type that kind chooses.
func (m *model) make(a *modelArena, kind byte, n int) {
	m.t.Helper()
	m.marks++
	switch kind / 10 % 6 {
	case 0:
		makeModel[uint8](m, a, n)
	case 1:
		makeModel[uint16](m, a, n)
	case 2:
		makeModel[uint32](m, a, n)
	case 3:
		makeModel[uint64](m, a, n)
	case 4:
		makeModel[float64](m, a, n)
	case 5:
		makeModel[int8](m, a, n)
	}
}

// makeModel makes elements, or expects that there is no room for them.
func makeModel[T uint8 | uint16 | uint32 | uint64 | float64 | int8](m *model, a *modelArena, n int) {
	m.t.Helper()
	size := int(unsafecast.SizeOf[T]())
	used := a.Used()
	x, err := Make[T](a.Arena, n)
	m.count(a.Size() - a.size) // growth
	a.size = a.Size()
	fits := used+n*size <= a.size // growth included
	padded := used+n*size+7 <= a.size
	if errors.Is(err, ErrExhausted) && !padded && n > 0 && !m.pool.options.Grow {
		return
	}
	if err != nil || !fits || len(x) != n || cap(x) != n {
		m.t.Fatalf("%d of %T, %d of %d used: %v", n, x, used, a.size, err)
	}
	for _, y := range x {
		if y != 0 {
			m.t.Fatalf("%v is not zero", x)
		}
	}
	if n == 0 {
		return
	}
	s := modelSlice{address(x), uintptr(n * size), m.marks, func(mark uint64) {
		for i := range x {
			x[i] = T(mark%100 + uint64(i%20))
		}
	}, func(mark uint64) bool {
		for i := range x {
			if x[i] != T(mark%100+uint64(i%20)) {
				return false
			}
		}
		return true
	}}
	s.fill(s.mark)
	a.made = append(a.made, s)
}

func (m *model) reset(a *modelArena) {
	m.t.Helper()
	m.holds(a)
	check(m.t, a.Reset())
	a.made = a.made[:0]
	m.stats.Resets++
}

func (m *model) release(i int) {
	m.t.Helper()
	a := m.live[i]
	m.holds(a)
	check(m.t, a.Release())
	m.live[i] = m.live[len(m.live)-1]
	m.live = m.live[:len(m.live)-1]
	m.dead = append(m.dead, a.Arena)
	m.stats.Active--
	m.count(-a.size)
}

// holds checks that all slices of an arena hold what was written.
func (m *model) holds(a *modelArena) {
	m.t.Helper()
	for i, s := range a.made {
		if !s.holds(s.mark) {
			m.t.Fatalf("slice %d of %d does not hold what was written to it", i, len(a.made))
		}
	}
}

// disjoint checks that no two slices overlap.
func (m *model) disjoint() {
	m.t.Helper()
	var all []modelSlice
	for _, a := range m.live {
		m.holds(a)
		all = append(all, a.made...)
	}
	for i, s := range all {
		for _, o := range all[:i] {
			if s.at < o.at+o.bytes && o.at < s.at+s.bytes {
				m.t.Fatalf("%d bytes at %x overlap %d at %x", s.bytes, s.at, o.bytes, o.at)
			}
		}
	}
}

// compareStats checks the pool's numbers.
func (m *model) compareStats() {
	m.t.Helper()
	got := m.pool.Stats()
	want := m.stats
	want.Reserved, want.Regions = got.Reserved, got.Regions
	if got != want || got.Reserved < got.InUse {
		m.t.Fatalf("%+v, want %+v", got, want)
	}
}

// newModel returns a model of a pool, growing or not.
func newModel(t *testing.T, grow bool) *model {
	p := newPool(t, &Options{Grow: grow})
	return &model{t: t, pool: p, shards: []*Shard{p.NewShard(), p.NewShard(), p.NewShard()}}
}

// Random scripts agree with the model.
func TestAgainstModel(t *testing.T) {
	seeds := uint64(30)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 7))
		script := make([]byte, 4*2000)
		for i := range script {
			script[i] = byte(r.Uint32())
		}
		newModel(t, seed%2 == 1).run(script)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// Fuzzed scripts agree with the model.
func FuzzOperations(f *testing.F) {
	f.Add([]byte{}, false)
	f.Add([]byte{0, 0, 100, 0, 2, 0, 10, 0, 8, 0, 0, 0, 0, 0, 100, 0, 9, 0, 0, 0}, false)
	f.Add([]byte{0, 0, 100, 0, 8, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 9, 9, 1, 0, 0, 9, 2, 0, 0}, true)
	f.Add([]byte{0, 0, 16, 0, 22, 0, 255, 255, 7, 0, 0, 0, 32, 0, 200, 3, 8, 0, 0, 0}, true)
	f.Fuzz(func(t *testing.T, script []byte, grow bool) {
		newModel(t, grow).run(script)
	})
}
