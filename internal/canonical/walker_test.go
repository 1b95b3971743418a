package canonical

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout/layouttest"
)

// oracle has the distances to one node, and counts the questions.
type oracle struct {
	dist  []uint64
	asked int
}

func (o *oracle) To(v uint32) uint64 {
	o.asked++
	return o.dist[v]
}

// walkerOf returns a walker for a graph's own weights.
func walkerOf(o *graphtest.Graph) Rule {
	g := layouttest.Build(o)
	w := New(g.Out, nil)
	w.SetWeights(Weights{Nodes: g.NodeWeights, Out: g.ArcWeights})
	return w
}

// All paths of graphs with anything legal, plateaus of all kinds included, equal the
// oracle's.
func TestPathsOfSmallGraphs(t *testing.T) {
	for seed := range uint64(4000) {
		o := graphtest.Small(rand.New(rand.NewPCG(seed, 1)))
		w := walkerOf(o)
		for to := range uint32(o.N) {
			d := &oracle{dist: o.DistancesTo(to)}
			for from := range uint32(o.N) {
				if d.dist[from] == Inf {
					continue
				}
				got, _, ok := w.Append([]uint32{9}, from, to, d.dist[from], d)
				if want := o.CanonicalPath(from, to); !ok || got[0] != 9 || !slices.Equal(got[1:], want) {
					t.Fatalf("%+v: path %d to %d is %v, %v; want %v", o, from, to, got[1:], ok, want)
				}
			}
		}
	}
}

// With wrong distances a path is refused, or leads to the target at the wrong distance
// given; it always ends.
func TestWrongDistances(t *testing.T) {
	refused := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 2))
		o := graphtest.Small(r)
		w, to := walkerOf(o), r.Uint32N(uint32(o.N))
		d := &oracle{dist: o.DistancesTo(to)}
		for range 1 + r.IntN(3) {
			d.dist[r.IntN(o.N)] = uint64(r.IntN(4))
		}
		for from := range uint32(o.N) {
			if d.dist[from] == Inf {
				continue
			}
			path, left, ok := w.Append(nil, from, to, d.dist[from], d)
			if !ok {
				refused++
				continue
			}
			if left != 0 {
				t.Fatalf("%+v: %d left at the target", o, left)
			}
			if cost, err := o.PathCost(path); path[len(path)-1] != to || err != nil || cost != d.dist[from] {
				t.Fatalf("%+v: path %d to %d is %v of cost %d, %v; distances %v", o, from, to, path, cost, err, d.dist)
			}
		}
	}
	if refused == 0 {
		t.Error("no path was refused")
	}
}

// ring gives distances on a ring with which a path would go round for ever.
type ring struct{}

func (ring) To(uint32) uint64 { return 1 << 62 }

// A path that would never end is given up.
func TestEndlessPathIsRefused(t *testing.T) {
	o := &graphtest.Graph{N: 6}
	for v := range uint32(5) {
		next := (v + 1) % 5
		o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: next, Weight: 1}, graphtest.Arc{From: next, To: v, Weight: 1})
	}
	o.Arcs = append(o.Arcs, graphtest.Arc{From: 5, To: 0, Weight: 1}) // the way in, with one way on
	o.Arcs = slices.DeleteFunc(o.Arcs, func(a graphtest.Arc) bool { return a.From == 0 && a.To == 4 })
	if path, _, ok := walkerOf(o).Append(nil, 5, 5, 1<<62, ring{}); ok || len(path) != 1 {
		t.Errorf("to itself: %v, %v", path, ok)
	}
	o.N = 7 // a target that nothing leads to
	if path, _, ok := walkerOf(o).Append(nil, 5, 6, 1<<62, ring{}); ok || len(path) > 8 {
		t.Errorf("%v, %v", path, ok)
	}
}

// Along a street, where each inner node has one way on, almost no distances are asked
// for.
func TestOnlyArcIsNotAskedAbout(t *testing.T) {
	o := graphtest.Grid(50, 1, 9, 1)
	d := &oracle{dist: o.DistancesTo(49)}
	if path, _, ok := walkerOf(o).Append(nil, 0, 49, d.dist[0], d); !ok || len(path) != 50 || d.asked > 2 {
		t.Errorf("%d nodes, %v, %d distances", len(path), ok, d.asked)
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	o := graphtest.Grid(9, 9, 1, 1)
	o.NodeWeights = make([]uint32, o.N) // one plateau
	w, d, dst := walkerOf(o), &oracle{dist: o.DistancesTo(80)}, make([]uint32, 0, 100)
	w.Append(dst, 0, 80, d.dist[0], d)
	if n := testing.AllocsPerRun(100, func() { w.Append(dst, 0, 80, d.dist[0], d) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
