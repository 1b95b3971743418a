package dijkstra

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// checkBetween compares with distances from one node and, node by node, to the other.
func checkBetween(t *testing.T, o *graphtest.Graph, s *Solver, from, to csr.Node, limit uint32) {
	t.Helper()
	want, ahead := []Via{{Node: 77}}, o.DistancesFrom(from)
	for v := range csr.Node(o.N) {
		d, most := o.DistancesFrom(v)[to], uint64(min(limit, Unreachable-1))
		if ahead[v] <= most && d <= most && ahead[v]+d <= most {
			want = append(want, Via{v, uint32(ahead[v]), uint32(d)})
		}
	}
	if got, err := s.Between([]Via{{Node: 77}}, from, to, limit); err != nil || !slices.Equal(got, want) {
		t.Fatalf("%s: between %d and %d within %d: %v, %v; want %v", brief(o), from, to, limit, got, err, want)
	}
}

// TestBetweenOfRandomGraphs has limits at, just below and above distances.
func TestBetweenOfRandomGraphs(t *testing.T) {
	eachSmall(t, 2000, 14, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		from, to := r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N))
		limits := []uint32{0, 3, 1 << 31, Unreachable}
		if d := now.DistancesFrom(from)[to]; d > 0 && d < uint64(Unreachable)-2 {
			limits = append(limits, uint32(d)-1, uint32(d), uint32(d)+1, uint32(d+d/4))
		}
		for _, s := range all {
			for _, limit := range limits {
				checkBetween(t, now, s, from, to, limit)
			}
		}
	})
}

func TestBetweenNamesTheNode(t *testing.T) {
	s, dst := NewSolver(path4(t, 1, 1, 1)), []Via{{Node: 1}}
	for place, ends := range map[string][2]csr.Node{"from": {4, 0}, "to": {0, 4}} {
		got, err := s.Between(dst, ends[0], ends[1], 9)
		if n := new(csr.NodeError); !errors.As(err, &n) || n.Node != 4 || n.Place != place || !slices.Equal(got, dst) {
			t.Errorf("node 4 in %s: %v, %v", place, got, err)
		}
	}
	s.Use(csr.NewOverlay(path4(t, 1, 1, 2)))
	if got, err := s.Between(dst, 0, 1, 9); !errors.Is(err, csr.ErrWrongGraph) || !slices.Equal(got, dst) {
		t.Errorf("another graph's overlay: %v, %v", got, err)
	}
}

func TestBetweenAllocatesNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		sources, targets := graphtest.Pairs(o.N, 20, 1)
		var between []Via
		expectNoAllocations(t, o.Name, func() {
			for i, from := range sources {
				between, _ = s.Between(between[:0], from, targets[i], 1000)
			}
		})
	}
}
