package hublabel

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// TestHops compares the hops of small graphs of any kind with the oracle's canonical paths,
// wherever all shortest paths lead over the hub.
func TestHops(t *testing.T) {
	up, down := 0, 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 16))
		o := graphtest.Any(r)
		switch l := factory.Shuffled(t, r, workload.Build(t, o)).(*Index).labels.(type) {
		case *rows[uint16, uint32]:
			up, down = checkHops(t, o, l, up, down)
		case *rows[uint32, uint32]:
			up, down = checkHops(t, o, l, up, down)
		}
	}
	t.Logf("%d hops up and %d down", up, down)
	if up < 40_000 || down < 40_000 {
		t.Error("too few are known")
	}
}

// checkHops compares the hops of one graph, and adds how many are known.
func checkHops[E entry, S sum](t *testing.T, o *graphtest.Graph, x *rows[E, S], up, down int) (_, _ int) {
	for rank, hub := range x.shape.order {
		depth := uint32(x.shape.lengths[rank] - 1)
		hops := x.hopsTo(depth)
		for v := range csr.Node(o.N) {
			if x.leadsOver(v, hub, depth) {
				path := o.CanonicalPath(v, hub)
				up += checkHop(t, o, x.hops.steps, v, hops[v].up(), path[1])
				if hops[v].up() == unknown && !excused(x.hops.steps, v) {
					t.Fatalf("%v: no hop up from %d to %d", o, v, hub)
				}
			}
			if x.Kind != hierarchy.TwoSided && x.leadsOver(hub, v, depth) {
				path := o.CanonicalPath(hub, v)
				down += checkHop(t, o, x.hops.steps, v, hops[v].down(), path[len(path)-2])
			}
		}
	}
	return up, down
}

// leadsOver tells whether all shortest paths between two nodes lead over a hub at a depth.
func (x *rows[E, S]) leadsOver(from, to csr.Node, depth uint32) bool {
	d := x.Distance(from, to)
	if from == to || d >= uint64(dijkstra.Unreachable) {
		return false
	}
	only, ok := x.onlyHub(from, to, d)
	return ok && only == depth
}

// checkHop compares half a hop at a node with the node that it must lead to, and counts it if
// it is known.
func checkHop(t *testing.T, o *graphtest.Graph, s *steps, v csr.Node, half uint32, want csr.Node) (known int) {
	t.Helper()
	if half == unknown {
		return 0
	}
	if got := s.all[s.first[v]+half].node; got != want {
		t.Fatalf("%v: a hop from %d leads to %d, want %d", o, v, got, want)
	}
	return 1
}

// excused tells whether the hops of a node cannot be told.
func excused(s *steps, v csr.Node) bool {
	costs := s.costs[s.first[v]:s.first[v+1]]
	return len(costs) > unknown || slices.Max(costs) >= flat
}

// TestNoRoomForHops asks for paths where hops would take more memory than the rows: few rows
// are as long as the longest.
func TestNoRoomForHops(t *testing.T) {
	const core, leaves = 40, 400
	o := &graphtest.Graph{Name: "a clique with leaves", N: core + leaves}
	both := func(u, v, weight uint32) {
		o.Arcs = append(o.Arcs, graphtest.Arc{From: u, To: v, Weight: weight}, graphtest.Arc{From: v, To: u, Weight: weight})
	}
	for v := range uint32(core) {
		for u := range v {
			both(u, v, 1+(u*v)%9)
		}
	}
	order := make([]csr.Node, 0, o.N)
	for v := uint32(core); v < core+leaves; v++ {
		both(0, v, v)
		order = append(order, v)
	}
	for v := core - 1; v >= 0; v-- {
		order = append(order, csr.Node(v))
	}
	x, err := Build(workload.Build(t, o), &Options{Order: order})
	if err != nil {
		t.Fatal(err)
	}
	sources, targets := graphtest.Pairs(o.N, 500, 1)
	o.CheckPairs(t, x, errors.New("nothing overflows"), sources, targets)
	if blocks := x.labels.(*rows[uint16, uint32]).hops.blocks; blocks != nil {
		t.Errorf("%d blocks of hops", len(blocks))
	}
}
