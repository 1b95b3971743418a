package hierarchy

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/layout/layouttest"
)

// topologyOf returns the topology of a graph under a random order.
func topologyOf(t testing.TB, r *rand.Rand, o *graphtest.Graph) *Topology {
	t.Helper()
	order := make([]uint32, o.N)
	for i, v := range r.Perm(o.N) {
		order[i] = uint32(v)
	}
	g := layouttest.Build(o)
	topology, err := New(context.Background(), g, Undirected(g), order, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	return topology
}

// customized returns the metric of a topology under its graph's weights.
func customized(t testing.TB, topology *Topology) Customized {
	t.Helper()
	m, err := topology.Customize(context.Background(), Weights{topology.Graph.NodeWeights, topology.Graph.ArcWeights})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestUndirected compares with a set of pairs.
func TestUndirected(t *testing.T) {
	for seed := range uint64(500) {
		o := graphtest.Small(rand.New(rand.NewPCG(seed, 1)))
		want := map[[2]uint32]bool{}
		for _, a := range o.Arcs {
			if a.From != a.To {
				want[[2]uint32{a.From, a.To}], want[[2]uint32{a.To, a.From}] = true, true
			}
		}
		n := Undirected(layouttest.Build(o))
		for v := range uint32(o.N) {
			row := n.Heads[n.First[v]:n.First[v+1]]
			if !slices.IsSorted(row) {
				t.Fatalf("%+v: neighbours of %d: %v", o, v, row)
			}
			for _, u := range row {
				if !want[[2]uint32{v, u}] {
					t.Fatalf("%+v: %d is no neighbour of %d, or twice", o, u, v)
				}
				delete(want, [2]uint32{v, u})
			}
		}
		if len(want) > 0 {
			t.Fatalf("%+v: %v are missing", o, want)
		}
	}
}

// TestDistances compares what goes up and down, and what fields answer, with the
// oracle's distances: for all pairs of graphs that have anything legal. Nodes that
// are Blocked are left out, but for what Leave returns.
func TestDistances(t *testing.T) {
	kinds := map[Kind]int{}
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 2))
		o := graphtest.Small(r)
		switch m := customized(t, topologyOf(t, r, o)).(type) {
		case *Metric[uint32]:
			kinds[m.Kind]++
			checkDistances(t, o, m)
		case *Metric[uint64]:
			kinds[m.Kind+100]++
			checkDistances(t, o, m)
		}
	}
	for _, kind := range []Kind{Symmetric, Symmetrised, TwoSided} {
		if kinds[kind] == 0 || kinds[kind+100] == 0 {
			t.Errorf("not all kinds were among them: %v", kinds)
		}
	}
}

func checkDistances[C Cost](t *testing.T, o *graphtest.Graph, m *Metric[C]) {
	t.Helper()
	toward, away := m.NewField(nil), m.NewField(nil)
	up, down := make([]C, m.Tree.Height), make([]C, m.Tree.Height)
	for from := range uint32(o.N) {
		dist := o.DistancesFrom(from)
		if !m.Closed(from) {
			away.From([]Root{{from, 0}})
		}
		for to := range uint32(o.N) {
			if from == to {
				continue
			}
			toward.To([]Root{{to, 0}})
			common := uint32(0)
			for common = min(m.Tree.Depth[m.Tree.Rank[from]], m.Tree.Depth[m.Tree.Rank[to]]) + 1; common > 0; common-- {
				if ancestor(m, from, common-1) == ancestor(m, to, common-1) {
					break
				}
			}
			least := None[C]()
			u, d := m.Upward(up, m.Tree.Rank[from], m.Up), m.Upward(down, m.Tree.Rank[to], m.Down)
			for i := range common {
				least = min(least, u[i]+d[i])
			}
			want := dist[to]
			for _, got := range []uint64{distance(m, least, from, to), toward.At(from), away.At(to)} {
				if got != want && !m.Closed(from) {
					t.Fatalf("%+v: %d to %d is %d, want %d", o, from, to, got, want)
				}
			}
			if m.Closed(from) {
				got := m.Leave(from, func(u uint32) uint64 { return o.DistancesFrom(u)[to] })
				if got != want {
					t.Fatalf("%+v: %d, which is closed, to %d is %d, want %d", o, from, to, got, want)
				}
			}
		}
	}
}

// ancestor returns the rank of a node's ancestor at a depth.
func ancestor[C Cost](m *Metric[C], v, depth uint32) uint32 {
	r := m.Tree.Rank[v]
	for m.Tree.Depth[r] > depth {
		r = m.Tree.Parent[r]
	}
	return r
}

func distance[C Cost](m *Metric[C], c C, from, to uint32) uint64 {
	if c >= None[C]() {
		return Inf
	}
	return m.Distance(uint64(c), from, to)
}

// TestTriangles holds costs to what customising promises, as a certificate: no arc
// costs more than the way through a lower node, and each costs what its arc of the
// graph does, or such a way.
func TestTriangles(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := graphtest.Random(2+r.IntN(30), r.IntN(120), 50, seed)
		m := customized(t, topologyOf(t, r, o)).(*Metric[uint32])
		least := [2][]uint32{unset[uint32](m.Topology), unset[uint32](m.Topology)}
		for a, e := range m.arcs {
			place := m.place[a]
			least[place&1][place>>1] = uint32(m.Weights.cost(a, e, m.Kind))
			if from, to := m.Tree.Rank[e.from], m.Tree.Rank[e.to]; (from > to) != (place&1 == 1) {
				t.Fatalf("arc from rank %d to %d goes up", from, to)
			}
		}
		for x := range uint32(o.N) {
			for a := m.Tree.First[x]; a < m.Tree.First[x+1]; a++ {
				for b := m.Tree.First[x]; b < a; b++ { // to a higher one
					above, ok := m.Tree.Arc(m.Tree.Head[a], m.Tree.Head[b])
					if !ok {
						t.Fatal("upper neighbours are not adjacent")
					}
					least[0][above] = min(least[0][above], m.Down[a]+m.Up[b])
					least[1][above] = min(least[1][above], m.Down[b]+m.Up[a])
				}
			}
		}
		if !slices.Equal(m.Up, least[0]) || m.Kind == TwoSided && !slices.Equal(m.Down, least[1]) {
			t.Fatalf("seed %d: costs are not the least", seed)
		}
	}
}

// TestCancelled ends customising early.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("nobody waits any more")
	cancel(why)
	topology := topologyOf(t, rand.New(rand.NewPCG(1, 1)), graphtest.Grid(5, 5, 9, 1))
	if _, err := topology.Customize(ctx, Weights{topology.Graph.NodeWeights, topology.Graph.ArcWeights}); !errors.Is(err, why) {
		t.Errorf("customised all the same: %v", err)
	}
}

// TestFieldRounds has the number of a field's root wrap.
func TestFieldRounds(t *testing.T) {
	o := graphtest.Grid(4, 4, 9, 1)
	m := customized(t, topologyOf(t, rand.New(rand.NewPCG(1, 1)), o)).(*Metric[uint32])
	f := m.NewField(nil)
	f.(*field[uint32, uint16]).now = 1<<32 - 3
	for range 2 {
		checkField(t, o, m, f, 0)
		checkField(t, o, m, f, 9)
	}
}

func checkField(t *testing.T, o *graphtest.Graph, m *Metric[uint32], f Field, root uint32) {
	t.Helper()
	f.To([]Root{{root, 0}})
	for v, want := range o.DistancesTo(root) {
		if got := f.At(uint32(v)); got != want {
			t.Fatalf("%d to %d is %d, want %d", v, root, got, want)
		}
	}
}

// TestKinds looks at which kind weights are of.
func TestKinds(t *testing.T) {
	o := graphtest.Grid(3, 3, 9, 1)
	topology := topologyOf(t, rand.New(rand.NewPCG(1, 1)), o)
	arcs := topology.Graph.ArcWeights
	oneWay := arcs.Materialize(topology.Graph.Arcs)
	oneWay.Values[0]++
	closed := layout.Column{Uniform: 3}.Materialize(9)
	closed.Values[4] = blocked
	for _, c := range []struct {
		w    Weights
		want Kind
	}{
		{Weights{layout.Column{}, arcs}, Symmetric}, {Weights{layout.Column{Uniform: 7}, arcs}, Symmetric}, {Weights{closed, arcs}, Symmetric},
		{Weights{topology.Graph.NodeWeights, arcs}, Symmetrised}, {Weights{layout.Column{}, oneWay}, TwoSided},
	} {
		if got := topology.KindOf(c.w); got != c.want {
			t.Errorf("%+v is of kind %d, want %d", c.w, got, c.want)
		}
	}
}
