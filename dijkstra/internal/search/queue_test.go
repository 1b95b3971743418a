package search

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/layout"
)

// modelled is a queue beside a sorted list of what must be in it: keys above nodes.
type modelled struct {
	frontier
	model []uint64
}

// newModelled returns a queue whose buckets hold 1 << shift keys.
func newModelled(shift uint32) *modelled {
	m := &modelled{}
	m.init(&layout.Graph{Nodes: 50})
	m.reset(shift)
	return m
}

// add queues an entry for a node.
func (m *modelled) add(v, key uint32) {
	m.setLabel(v, key)
	m.push(m.used-1, key)
	m.model = append(m.model, uint64(key)<<32|uint64(v))
}

// take compares the list at hand, in any order, with the keys of the model that lie in
// the same bucket, which must be the first one, and takes both out.
func (m *modelled) take(t *testing.T) {
	t.Helper()
	var got []uint64
	for e := m.list; e != 0; e = m.entries[e].next {
		got = append(got, uint64(m.entries[e].key)<<32|uint64(m.entries[e].node))
	}
	slices.Sort(got)
	slices.Sort(m.model)
	shift := 32 + m.levels[m.low].shift
	if got[0]>>shift<<shift>>32 != uint64(m.key) {
		t.Fatalf("key %d begins the bucket that holds %x", m.key, got)
	}
	n := 0
	for n < len(m.model) && m.model[n]>>shift == m.model[0]>>shift {
		n++
	}
	if !slices.Equal(got, m.model[:n]) {
		t.Fatalf("took %x; want %x", got, m.model[:n])
	}
	m.model = m.model[n:]
}

// TestQueueAgainstASortedList pushes keys at, near and far ahead of the one at hand, so
// that they wait at every level, and buckets get crowded.
func TestQueueAgainstASortedList(t *testing.T) {
	lows := map[[2]int]bool{} // the levels that lists were taken from, below that of the middle
	for seed := range uint64(2000) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 71))
		m := newModelled(r.Uint32N(31))
		step := []uint32{1, 100, 5000, 1 << 20, 1 << 31}[r.IntN(5)]
		for range 2 { // once more after a reset with keys left in it
			m.reset(r.Uint32N(31))
			m.model = nil
			fillAndDrain(t, r, m, step, lows)
		}
	}
	for _, l := range [][2]int{{0, 0}, {1, 1}, {1, 0}, {2, 2}, {2, 1}, {2, 0}, {3, 3}, {3, 2}} {
		if !lows[l] {
			t.Errorf("with level %d in the middle none was taken from level %d", l[0], l[1])
		}
	}
}

// fillAndDrain starts at a key of any size, up to the largest that fits, and
// stops with what is left once in two times.
func fillAndDrain(t *testing.T, r *rand.Rand, m *modelled, step uint32, lows map[[2]int]bool) {
	t.Helper()
	start := []uint32{0, 1000, 1<<32 - 1 - 3000, 1<<32 - 2}[r.IntN(4)]
	m.add(0, start)
	for m.ready(); m.list != 0; m.next() {
		lows[[2]int{m.middle, m.low}] = true
		at := m.entries[m.list].key
		m.take(t)
		if r.IntN(200) == 0 {
			break
		}
		for range r.IntN(4) {
			ahead := []uint32{0, 1, r.Uint32N(64), r.Uint32N(step), step}[r.IntN(5)]
			if key := uint64(at) + uint64(ahead); key < layout.Unreachable && m.used < 300 {
				m.add(r.Uint32N(50), uint32(key))
			}
		}
	}
	if m.list == 0 && len(m.model) > 0 {
		t.Fatalf("the queue is empty, but for %x", m.model)
	}
}

// TestLevels checks that the levels make 32 bits, that none has more than its buckets,
// and that the lowest one has a bucket a key.
func TestLevels(t *testing.T) {
	for shift := range uint32(32) {
		m := newModelled(shift)
		levels := m.levels[:m.top]
		if levels[0].shift != 0 || levels[m.middle].shift != shift || levels[m.top-1].shift+levelBits < 32 {
			t.Errorf("shift %d: level %d of %d in the middle", shift, m.middle, m.top)
		}
		for i := range levels[1:] {
			if n := levels[i+1].shift - levels[i].shift; n == 0 || n > levelBits {
				t.Errorf("shift %d: level %d has %d bits", shift, i, n)
			}
		}
	}
}

// TestResetForgets finds no labels, and no list, of the search before.
func TestResetForgets(t *testing.T) {
	for shift := range uint32(31) {
		m := newModelled(shift)
		for v := range uint32(50) {
			m.add(v, 100*v)
			m.add(v, 1<<30+v)
		}
		m.ready()
		m.reset(30 - shift)
		if m.next(); m.list != 0 || m.key != 0 || m.settled != 0 {
			t.Errorf("after a reset: key %d, list %d, %d settled", m.key, m.list, m.settled)
		}
		if slices.ContainsFunc(m.labels, func(label uint32) bool { return label != layout.Unreachable }) {
			t.Errorf("after a reset there are labels: %d", m.labels)
		}
		for _, l := range m.levels {
			if l.occupied != [len(l.occupied)]uint64{} || l.buckets != [levelSize]uint32{} {
				t.Error("after a reset there are entries in buckets")
			}
		}
	}
}

// TestBucketShift holds the width of buckets to the steps that there are: it grows with
// them, and neither a few huge ones nor those that are free matter.
func TestBucketShift(t *testing.T) {
	none, r := layout.Column{}, rand.New(rand.NewPCG(1, 1))
	column := func(weight func(i int) uint32) layout.Column {
		values := make([]uint32, 8100)
		for i := range values {
			values[i] = weight(i)
		}
		return layout.Column{Values: values}
	}
	for _, bit := range []int{3, 7, 10, 20, 31} {
		even := func(int) uint32 { return 1 + r.Uint32N(1<<bit-1) }
		some := column(even)
		for _, shift := range []uint32{
			bucketShift(some, 8100, none, 8100), bucketShift(none, 8100, some, 8100),
			bucketShift(column(func(i int) uint32 { return [2]uint32{even(i), layout.Blocked - uint32(i%2)}[min(i%6/5, 1)] }), 8100, none, 8100),
		} {
			if want := bits.Len32(1<<bit/4) - 2; int(shift) < want-1 || int(shift) > max(want+1, 0) {
				t.Errorf("steps up to 1<<%d: buckets of 1<<%d", bit, shift)
			}
		}
	}
	if shift := bucketShift(column(func(i int) uint32 { return uint32(i*7%3/2) << 30 }), 8100, none, 8100); shift != 29 {
		t.Errorf("two in three steps are free: buckets of 1<<%d", shift)
	}
	if shift := bucketShift(none, 8100, none, 8100); shift != 0 {
		t.Errorf("all steps are free: buckets of 1<<%d", shift)
	}
	if shift := bucketShift(layout.Column{Uniform: layout.Blocked}, 1, none, 1); shift != 0 {
		t.Errorf("nothing is open: buckets of 1<<%d", shift)
	}
}
