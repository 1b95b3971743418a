package search

import (
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

// newModelled returns a queue whose buckets reach as far as a step of the given
// weight needs, or not so far.
func newModelled(step, ahead uint32) *modelled {
	m := &modelled{}
	m.init(&layout.Graph{Nodes: 50, ArcWeights: layout.Column{Uniform: step}})
	m.ahead = min(m.ahead, ahead)
	return m
}

// add queues an entry for a node.
func (m *modelled) add(v, key uint32) {
	m.setLabel(v, key)
	m.push(m.used-1, uint64(key))
	m.model = append(m.model, uint64(key)<<32|uint64(v))
}

// take compares the list at hand, in any order, with the smallest key of the
// model, and takes both out.
func (m *modelled) take(t *testing.T) {
	t.Helper()
	var got []uint64
	for e := m.list; e != 0; e = m.entries[e].next {
		got = append(got, uint64(m.key)<<32|uint64(m.entries[e].node))
	}
	slices.Sort(got)
	slices.Sort(m.model)
	n := 0
	for n < len(m.model) && m.model[n]>>32 == m.model[0]>>32 {
		n++
	}
	if !slices.Equal(got, m.model[:n]) {
		t.Fatalf("took %x; want %x", got, m.model[:n])
	}
	m.model = m.model[n:]
}

// TestQueueAgainstASortedList pushes keys at, near and far ahead of the one at
// hand, so that they go round the buckets, wait in the heap, or both at once.
func TestQueueAgainstASortedList(t *testing.T) {
	for seed := range uint64(2000) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 71))
		step := []uint32{1, 100, 5000, 1 << 20, 1 << 31}[r.IntN(5)]
		m := newModelled(step, []uint32{0, 1, 63, 64, 1000, maxWindow}[r.IntN(6)])
		for range 2 { // once more after a reset with keys left in it
			m.reset()
			m.model = nil
			fillAndDrain(t, r, m, step)
		}
	}
}

// fillAndDrain starts at a key of any size, up to the largest that fits, and
// stops with what is left once in two times.
func fillAndDrain(t *testing.T, r *rand.Rand, m *modelled, step uint32) {
	t.Helper()
	start := []uint32{0, 1000, 1<<32 - 1 - 3000, 1<<32 - 2}[r.IntN(4)]
	m.add(0, start)
	for m.ready(); m.list != 0; m.next() {
		m.take(t)
		if r.IntN(200) == 0 {
			break
		}
		for range r.IntN(4) {
			ahead := []uint32{0, 1, r.Uint32N(64), r.Uint32N(step), step}[r.IntN(5)]
			if key := uint64(m.key) + uint64(ahead); key < layout.Unreachable && m.used < 300 {
				m.add(r.Uint32N(50), uint32(key))
			}
		}
	}
	if m.list == 0 && len(m.model) > 0 {
		t.Fatalf("the queue is empty, but for %x", m.model)
	}
}

// TestQueueGoesRoundItsBuckets takes keys a whole window apart: the bucket of the
// next one is that of the one at hand, or the one before it.
func TestQueueGoesRoundItsBuckets(t *testing.T) {
	for _, gap := range []uint32{62, 63, 64, 65, 127, 128, 129} {
		m := newModelled(60, maxWindow)
		m.add(0, 5)
		m.ready()
		for range 300 {
			m.take(t)
			m.add(1, m.key+gap)
			m.add(2, m.key+gap)
			if m.next(); m.list == 0 {
				t.Fatalf("gap %d: nothing after key %d", gap, m.key)
			}
		}
	}
}

// TestResetForgets finds no labels, and no list, of the search before.
func TestResetForgets(t *testing.T) {
	m := newModelled(1000, maxWindow)
	for v := range uint32(50) {
		m.add(v, 100*v)
		m.add(v, 1<<30+v)
	}
	m.ready()
	m.reset()
	if m.next(); m.list != 0 || !m.far.IsEmpty() || m.key != 0 || m.settled != 0 {
		t.Errorf("after a reset: key %d, list %d, %d settled", m.key, m.list, m.settled)
	}
	for v, label := range m.labels {
		if label != layout.Unreachable {
			t.Errorf("after a reset node %d has the label %d", v, label)
		}
	}
	if slices.ContainsFunc(m.occupied, func(w uint64) bool { return w != 0 }) ||
		slices.ContainsFunc(m.buckets, func(e uint32) bool { return e != 0 }) {
		t.Error("after a reset there are entries in buckets")
	}
}
