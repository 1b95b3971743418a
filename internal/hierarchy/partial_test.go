package hierarchy

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// unlimited has changes followed however many they are.
func unlimited(t *testing.T) {
	kept := budget
	budget = func(*Topology) int { return math.MaxInt }
	t.Cleanup(func() { budget = kept })
}

// perturbed returns weights that differ from some in a few places; what is symmetric may
// stay so.
func perturbed(r *rand.Rand, t *Topology, w Weights) Weights {
	palette := [][]uint32{{0, 1, 2, 3}, {blocked, 4, 4}, {7}, {blocked - 1, 1 << 30, 0}, {5, 5, 5, 6}}[r.IntN(5)]
	nodes, arcs := w.Nodes.Materialize(t.Graph.Nodes), w.Arcs.Materialize(t.Graph.Arcs)
	for range 1 + r.IntN(3) {
		now := palette[r.IntN(len(palette))]
		if r.IntN(2) == 0 || len(t.arcs) == 0 {
			nodes.Values[r.IntN(t.Graph.Nodes)] = now
			continue
		}
		a := r.IntN(len(t.arcs))
		arcs.Values[a] = now
		if t.reverseArc != nil && r.IntN(3) > 0 {
			arcs.Values[t.reverseArc[a]] = now
		}
	}
	return Weights{nodes, arcs}
}

// TestRecustomizedFromEachOther follows changes of all kinds, each from what was followed
// before, and back, and compares every cost with those worked out from nothing.
func TestRecustomizedFromEachOther(t *testing.T) {
	unlimited(t)
	passed := map[[2]Kind]int{}
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 4))
		o := graphtest.Small(r)
		if seed%3 == 0 {
			o = graphtest.Grid(4+r.IntN(4), 6, 3, seed)
		}
		topology := topologyOf(t, r, o)
		first := Weights{topology.Graph.NodeWeights, topology.Graph.ArcWeights}
		if seed%2 == 0 {
			first = Weights{layout.Column{Uniform: 3}, layout.Column{Uniform: 2}}
		}
		m, err := topology.Customize(context.Background(), first)
		if err != nil {
			t.Fatal(err)
		}
		w := first
		for round := range 6 {
			if w = perturbed(r, topology, w); round == 4 {
				w = first
			}
			before := m.Model().Kind
			m = recustomized(t, m, w)
			passed[[2]Kind{before, m.Model().Kind}]++
		}
	}
	for _, from := range []Kind{Symmetric, Symmetrised, TwoSided} {
		for _, to := range []Kind{Symmetric, Symmetrised, TwoSided} {
			if passed[[2]Kind{from, to}] == 0 {
				t.Errorf("never from kind %d to %d", from, to)
			}
		}
	}
}

// recustomized returns what following changes makes of a metric, which must be what
// customising from nothing does.
func recustomized(t *testing.T, m Customized, w Weights) Customized {
	t.Helper()
	got, _, err := Recustomize(context.Background(), m, w)
	if err != nil {
		t.Fatal(err)
	}
	want, err := m.Base().Customize(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	switch want := want.(type) {
	case *Metric[uint32]:
		compareMetrics(t, got, want)
	case *Metric[uint64]:
		compareMetrics(t, got, want)
	}
	return got
}

func compareMetrics[C Cost](t *testing.T, m Customized, want *Metric[C]) {
	t.Helper()
	got, ok := m.(*Metric[C])
	if !ok || got.Kind != want.Kind || got.summary != want.summary {
		t.Fatalf("followed to a %T, want %T of kind %d and %+v", m, want, want.Kind, want.summary)
	}
	if !slices.Equal(got.Up, want.Up) || !slices.Equal(got.Down, want.Down) {
		t.Fatalf("kind %d: costs %d up, %d down; want %d, %d", got.Kind, got.Up, got.Down, want.Up, want.Down)
	}
	if got.Kind != TwoSided && len(got.Up) > 0 && &got.Up[0] != &got.Down[0] {
		t.Fatal("costs that are the same both ways are there twice")
	}
}

// TestDeltaNamesWhatHasChanged compares costs before and after with the arcs that are
// said to have changed.
func TestDeltaNamesWhatHasChanged(t *testing.T) {
	unlimited(t)
	r := rand.New(rand.NewPCG(5, 5))
	topology := topologyOf(t, r, graphtest.Grid(12, 12, 9, 1))
	m := customized(t, topology).(*Metric[uint32])
	w := m.Weights
	for range 50 {
		w = perturbed(r, topology, w)
		next, delta, err := Recustomize(context.Background(), m, w)
		if err != nil {
			t.Fatal(err)
		}
		now, narrow := next.(*Metric[uint32])
		if narrow && delta != nil && now.Kind == m.Kind {
			for a := range uint32(len(m.Up)) {
				other := m.Up[a] != now.Up[a] || m.Down[a] != now.Down[a]
				if _, named := delta.Next(a, a+1); named != other {
					t.Fatalf("arc %d: %v that it has changed", a, named)
				}
			}
		}
		if narrow {
			m = now
		}
	}
}
