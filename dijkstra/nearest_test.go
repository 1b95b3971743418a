package dijkstra

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// oracleHits returns those of some nodes that lie within a limit, each once,
// nearest first, of those at one distance the smaller-numbered.
func oracleHits(dist []uint64, nodes []csr.Node, limit uint64) (hits []Hit) {
	nodes = slices.Clone(nodes)
	slices.Sort(nodes)
	for _, v := range slices.Compact(nodes) {
		if dist[v] <= limit {
			hits = append(hits, Hit{v, uint32(dist[v])})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(a.Distance, b.Distance) })
	return hits
}

// distinctNodes returns how many different nodes there are in a list.
func distinctNodes(nodes []csr.Node) int {
	seen := map[csr.Node]bool{}
	for _, v := range nodes {
		seen[v] = true
	}
	return len(seen)
}

// checkNearest compares one query with the oracle's distances from its node. It
// must overflow if fewer targets are at distances that fit than are asked for, and
// one is at a distance that does not.
func checkNearest(t *testing.T, o *graphtest.Graph, s *Solver, dist []uint64, from csr.Node, targets []csr.Node, k int) {
	t.Helper()
	all := oracleHits(dist, targets, uint64(Unreachable)-1)
	count := max(0, min(k, distinctNodes(targets)))
	tooFar := func(v csr.Node) bool { return dist[v] != graphtest.Inf && dist[v] >= uint64(Unreachable) }
	dst := []Hit{{77, 7}}
	got, err := s.Nearest(dst, from, targets, k)
	if len(all) < count && slices.ContainsFunc(targets, tooFar) {
		var e *OverflowError
		if !errors.As(err, &e) || e.From != from || !slices.Contains(targets, e.To) || !tooFar(e.To) || !slices.Equal(got, dst) {
			t.Fatalf("%s: nearest %d of %v from %d: %v, %v; want an overflow", brief(o), k, targets, from, got, err)
		}
		return
	}
	if want := append(dst, all[:min(count, len(all))]...); err != nil || !slices.Equal(got, want) {
		t.Fatalf("%s: nearest %d of %v from %d: %v, %v; want %v", brief(o), k, targets, from, got, err, want)
	}
}

func checkWithin(t *testing.T, o *graphtest.Graph, s *Solver, dist []uint64, from csr.Node, limit uint32) {
	t.Helper()
	var nodes []csr.Node
	for v := range csr.Node(o.N) {
		nodes = append(nodes, v)
	}
	want := append([]Hit{{77, 7}}, oracleHits(dist, nodes, min(uint64(limit), uint64(Unreachable)-1))...)
	if got, err := s.Within([]Hit{{77, 7}}, from, limit); err != nil || !slices.Equal(got, want) {
		t.Fatalf("%s: within %d of %d: %v, %v; want %v", brief(o), limit, from, got, err, want)
	}
}

// TestNearestOfRandomGraphs draws targets with repetitions, among them the node
// itself at times, and asks for too few and too many of them.
func TestNearestOfRandomGraphs(t *testing.T) {
	eachSmall(t, 2000, 11, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for range 4 {
			from, targets := r.Uint32N(uint32(o.N)), draw(r, o, r.IntN(10))
			dist := now.DistancesFrom(from)
			for _, s := range all {
				for _, k := range []int{-1, 0, 1, 2, 3, len(targets), 100} {
					checkNearest(t, now, s, dist, from, targets, k)
				}
			}
		}
	})
}

// TestWithinOfRandomGraphs has limits at, just below and far above distances.
func TestWithinOfRandomGraphs(t *testing.T) {
	eachSmall(t, 2000, 12, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		from := r.Uint32N(uint32(o.N))
		dist := now.DistancesFrom(from)
		limits := []uint32{0, 1, 2, 1 << 31, Unreachable - 1, Unreachable}
		for range 3 {
			if d := dist[r.IntN(o.N)]; d > 0 && d < uint64(Unreachable) {
				limits = append(limits, uint32(d), uint32(d)-1)
			}
		}
		for _, s := range all {
			for _, limit := range limits {
				checkWithin(t, now, s, dist, from, limit)
			}
		}
	})
}

// TestNearestAndWithinOfLargerGraphs is where searches stop early and are taken
// up again.
func TestNearestAndWithinOfLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(13, uint64(i)))
		all := solvers(mustBuild(t, o))
		for range 6 {
			now := redress(t, r, o, all)
			from, targets := r.Uint32N(uint32(o.N)), draw(r, o, 1+r.IntN(60))
			dist := now.DistancesFrom(from)
			for _, s := range all {
				for _, k := range []int{1, 5, 20, 1000} {
					checkNearest(t, now, s, dist, from, targets, k)
				}
				for _, v := range targets[:min(4, len(targets))] {
					checkWithin(t, now, s, dist, from, uint32(min(dist[v], uint64(Unreachable))))
				}
			}
		}
	}
}

// TestNearestOnAPlateau walks along a free street that is longer than a search
// goes before it looks up. The farther target is as near, and has the smaller
// number.
func TestNearestOnAPlateau(t *testing.T) {
	o := &graphtest.Graph{N: 300}
	for v := range uint32(o.N - 1) {
		o.Arcs = append(o.Arcs, graphtest.Arc{From: v + 1, To: v})
	}
	for _, s := range solvers(mustBuild(t, o)) {
		checkNearest(t, o, s, o.DistancesFrom(299), 299, []csr.Node{290, 0, 150}, 1)
		checkNearest(t, o, s, o.DistancesFrom(299), 299, []csr.Node{290, 0, 150}, 2)
	}
}

func TestNearestNamesTheNode(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	dst := []Hit{{1, 1}}
	for _, c := range []struct {
		place string
		query func() ([]Hit, error)
	}{
		{"from", func() ([]Hit, error) { return s.Nearest(dst, 4, nil, 1) }},
		{"targets[1]", func() ([]Hit, error) { return s.Nearest(dst, 0, []csr.Node{0, 4}, 1) }},
		{"targets[0]", func() ([]Hit, error) { return s.Nearest(dst, 0, []csr.Node{4}, 0) }},
		{"from", func() ([]Hit, error) { return s.Within(dst, 4, 1) }},
	} {
		got, err := c.query()
		var n *csr.NodeError
		if !errors.As(err, &n) || n.Node != 4 || n.Place != c.place || !slices.Equal(got, dst) {
			t.Errorf("node 4 in %s: %v, %v", c.place, got, err)
		}
	}
	s.Use(csr.NewOverlay(path4(t, 1, 1, 2)))
	if got, err := s.Nearest(dst, 0, nil, 1); !errors.Is(err, csr.ErrWrongGraph) || !slices.Equal(got, dst) {
		t.Errorf("another graph's overlay: %v, %v", got, err)
	}
	if got, err := s.Within(dst, 0, 1); !errors.Is(err, csr.ErrWrongGraph) || !slices.Equal(got, dst) {
		t.Errorf("another graph's overlay: %v, %v", got, err)
	}
}

func TestNearestAndWithinAllocateNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		from, targets := graphtest.Pairs(o.N, 20, 1)
		var hits []Hit
		expectNoAllocations(t, o.Name, func() {
			for _, v := range from {
				hits, _ = s.Nearest(hits[:0], v, targets, 5)
				hits, _ = s.Within(hits[:0], v, 1000)
			}
		})
	}
}
