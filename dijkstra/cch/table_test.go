package cch

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// sweeper answers matrices by sweeps, also where rows would cost less.
func sweeper(x *Index) func(dst []uint32, sources, targets []csr.Node) error {
	switch s := x.answers.(type) {
	case *searcher[uint32]:
		return s.swept
	case *searcher[uint64]:
		return s.swept
	}
	panic("there are these two")
}

func (s *searcher[C]) swept(dst []uint32, sources, targets []csr.Node) error {
	q := s.take()
	defer s.pool.Put(q)
	q.table = s.NewTable()
	q.table.Select(targets)
	return s.sweep(q, dst, sources, targets)
}

// TestSweptMatrices compares matrices by sweeps with the oracle, on random graphs that have
// anything legal, for one source and for more than are swept side by side.
func TestSweptMatrices(t *testing.T) {
	for seed := range uint64(indextest.Fewer(1500)) {
		r := rand.New(rand.NewPCG(seed, 31))
		o := graphtest.Small(r)
		g := workload.Build(t, o)
		x, err := Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		overlay := csr.NewOverlay(g)
		now := indextest.Perturb(t, r, o, overlay, r.IntN(3), []uint32{0, 1, 9, 1 << 31, csr.Blocked})
		if x, err = x.Customize(overlay); err != nil {
			t.Fatal(err)
		}
		sources := make([]csr.Node, 1+r.IntN(2*hierarchy.Lanes))
		if r.IntN(4) == 0 {
			sources = sources[:1]
		}
		targets := make([]csr.Node, r.IntN(12))
		for _, nodes := range [][]csr.Node{sources, targets} {
			for i := range nodes {
				nodes[i] = r.Uint32N(uint32(o.N))
			}
		}
		got := make([]uint32, len(sources)*len(targets))
		compareSwept(t, now, got, sweeper(x)(got, sources, targets), sources, targets)
	}
}

// compareSwept compares a matrix, or the error that one of its distances makes.
func compareSwept(t *testing.T, o *graphtest.Graph, got []uint32, err error, sources, targets []csr.Node) {
	t.Helper()
	tooFar := false
	for i, from := range sources {
		distances := o.DistancesFrom(from)
		for j, to := range targets {
			want, wantErr := indexkit.ToDistance(distances[to], from, to)
			tooFar = tooFar || wantErr != nil
			if err == nil && got[i*len(targets)+j] != want {
				t.Fatalf("%+v: %d to %d: %d, want %d", o, from, to, got[i*len(targets)+j], want)
			}
		}
	}
	if tooFar != errors.Is(err, dijkstra.ErrOverflow) || !tooFar && err != nil {
		t.Fatalf("%+v: %v to %v: %v", o, sources, targets, err)
	}
}
