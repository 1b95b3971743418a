package layout

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// arc is an arc with its weight, for comparing sets of them.
type arc struct{ from, to, weight uint32 }

// random returns the arcs of a random graph in order, without loops and parallel ones.
func random(r *rand.Rand, n, m int, symmetric bool) (arcs []arc) {
	seen := map[[2]uint32]bool{}
	for range m {
		u, v, w := r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), r.Uint32N(5)
		if u != v && !seen[[2]uint32{u, v}] && !seen[[2]uint32{v, u}] {
			seen[[2]uint32{u, v}] = true
			arcs = append(arcs, arc{u, v, w})
			if symmetric {
				arcs = append(arcs, arc{v, u, w})
			}
		}
	}
	return inOrder(arcs)
}

func inOrder(arcs []arc) []arc {
	slices.SortFunc(arcs, func(a, b arc) int {
		return slices.Compare([]uint32{a.from, a.to}, []uint32{b.from, b.to})
	})
	return arcs
}

// pack makes a graph of arcs in order.
func pack[O, T Width](n int, arcs []arc) *Graph {
	rows := &CSR[O, T]{Offsets: make([]O, n+1), Targets: make([]T, len(arcs))}
	weights := make([]uint32, len(arcs))
	for i, a := range arcs {
		rows.Targets[i], weights[i] = T(a.to), a.weight
		for v := int(a.from); v < n; v++ {
			rows.Offsets[v+1] = O(i + 1)
		}
	}
	return &Graph{Nodes: n, Arcs: len(arcs), Out: rows, ArcWeights: Column{Values: weights}}
}

// unpack lists a graph's arcs.
func unpack(g *Graph) (arcs []arc) {
	for v := range uint32(g.Nodes) {
		lo, hi := g.Out.Row(v)
		for a := lo; a < hi; a++ {
			arcs = append(arcs, arc{v, g.Out.Target(a), g.ArcWeights.At(a)})
		}
	}
	return arcs
}

// TestReverse compares with arcs turned round one by one and sorted, in all
// widths; what comes out must be sound, and turned round again be the graph.
func TestReverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + r.IntN(20)
		arcs := random(r, n, r.IntN(60), false)
		for _, g := range []*Graph{
			pack[uint16, uint16](n, arcs), pack[uint32, uint16](n, arcs), pack[uint16, uint32](n, arcs), pack[uint32, uint32](n, arcs),
		} {
			turned := make([]arc, len(arcs))
			for i, a := range arcs {
				turned[i] = arc{a.to, a.from, a.weight}
			}
			back := g.Reverse()
			if got, want := unpack(back), inOrder(turned); !slices.Equal(got, want) {
				t.Fatalf("%v turned round: %v, want %v", arcs, got, want)
			}
			if f := back.Out.Check(n); f != nil {
				t.Fatalf("%v turned round: %+v", arcs, f)
			}
			if back.Reverse() != g || g.Reverse() != back {
				t.Fatal("turned round twice it is another graph")
			}
		}
	}
}

// TestReverseOfASymmetricGraph is the graph itself, and takes no memory; one
// weight that differs, or one arc, makes it another.
func TestReverseOfASymmetricGraph(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 2 + r.IntN(20)
		arcs := random(r, n, 40, true)
		if g := pack[uint16, uint16](n, arcs); g.Reverse() != g {
			t.Fatalf("%v has another reverse", arcs)
		}
		i := r.IntN(len(arcs))
		arcs[i].weight++
		if g := pack[uint16, uint16](n, arcs); g.Reverse() == g {
			t.Fatalf("%v is taken for symmetric", arcs)
		}
		if g := pack[uint16, uint16](n, slices.Delete(arcs, i, i+1)); g.Reverse() == g {
			t.Fatalf("%v is taken for symmetric", arcs)
		}
	}
}

// TestReverseOfUniformWeights keeps them one number.
func TestReverseOfUniformWeights(t *testing.T) {
	g := pack[uint16, uint16](3, []arc{{0, 1, 0}, {1, 2, 0}})
	g.ArcWeights, g.NodeWeights = Column{Uniform: 7}, Column{Values: []uint32{1, 2, 3}}
	back := g.Reverse()
	if back.ArcWeights.Values != nil || back.ArcWeights.At(1) != 7 || &back.NodeWeights.Values[0] != &g.NodeWeights.Values[0] {
		t.Errorf("arc weights %+v, node weights %+v", back.ArcWeights, back.NodeWeights)
	}
}

// TestReverseOnce asks for the reverse from many goroutines: all get the same.
func TestReverseOnce(t *testing.T) {
	g := pack[uint16, uint32](50, random(rand.New(rand.NewPCG(5, 6)), 50, 200, false))
	var wait sync.WaitGroup
	got := make([]*Graph, 16)
	for i := range got {
		wait.Go(func() { got[i] = g.Reverse() })
	}
	wait.Wait()
	for _, back := range got {
		if back != got[0] || back == g {
			t.Error("several reverses of one graph")
		}
	}
}

// TestFind looks up every pair of nodes.
func TestFind(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		n := 1 + r.IntN(20)
		arcs := random(r, n, 80, false)
		for _, g := range []*Graph{pack[uint16, uint16](n, arcs), pack[uint32, uint32](n, arcs)} {
			for u := range uint32(n) {
				for v := range uint32(n + 2) {
					a, ok := g.Out.Find(u, v)
					i := slices.IndexFunc(arcs, func(x arc) bool { return x.from == u && x.to == v })
					if ok != (i >= 0) || ok && a != i {
						t.Fatalf("arc %d to %d: %d, %v; want %d", u, v, a, ok, i)
					}
				}
			}
		}
	}
}

// TestSource asks for the source of every arc, in all widths; with few arcs many
// nodes have none, at either end and between.
func TestSource(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		n := 1 + r.IntN(20)
		arcs := random(r, n, r.IntN(40), false)
		for _, g := range []*Graph{
			pack[uint16, uint16](n, arcs), pack[uint32, uint16](n, arcs), pack[uint16, uint32](n, arcs), pack[uint32, uint32](n, arcs),
		} {
			for i, a := range arcs {
				for v := range uint32(g.Nodes) {
					if from := g.Out.SourceFrom(v, i); from != a.from {
						t.Fatalf("arc %d of %v leaves %d by way of %d", i, arcs, from, v)
					}
				}
				if from := g.Out.Source(i); from != a.from {
					t.Fatalf("%v: arc %d leaves node %d, want %d", arcs, i, from, a.from)
				}
			}
		}
	}
}
