package main

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"

	"github.com/veltrix/cairn/internal/graphtest"
)

// samples are small graphs like the workloads: with node weights, with lengths, and
// random.
func samples() []*graphtest.Graph {
	return []*graphtest.Graph{
		graphtest.Grid(9, 7, 100, 1), graphtest.Road(120, 1), graphtest.Random(60, 240, 1000, 1),
	}
}

// Every installed peer gives Cairn's answers.
func TestPeersAgree(t *testing.T) {
	tools := t.TempDir()
	for _, p := range append([]peer{ours}, peers...) {
		t.Run(p.name, func(t *testing.T) {
			if _, err := p.command(tools); missing(err) {
				t.Skipf("%s: %v", p.name, err)
			}
			for _, o := range samples() {
				agree(t, p, o, tools)
			}
		})
	}
}

// agree compares a peer's answers with Cairn's: some whole trees, many pairs.
func agree(t *testing.T, p peer, o *graphtest.Graph, tools string) {
	t.Helper()
	g, err := build(o)
	if err != nil {
		t.Fatal(err)
	}
	const count = 200
	dir := exported(t, g, count)
	self, err := begin(ours, tools, dir, g.NumNodes())
	if err != nil {
		t.Fatal(err)
	}
	defer self.stop()
	theirs, err := begin(p, tools, dir, g.NumNodes())
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.stop()
	d := &duel{ours: self, theirs: theirs, result: &result{}}
	questions := []string{onePair, oneToAll, allOf}
	if p.pairsOnly {
		questions = questions[:1]
	}
	for _, q := range questions {
		if _, _, err := d.round(q, 0, count); err != nil {
			t.Fatalf("%s, %s: %v", o.Name, q, err)
		}
	}
	if d.wrong > 0 || d.checked < count {
		t.Errorf("%s: %d of %d answers are not Cairn's", o.Name, d.wrong, d.checked)
	}
}

// unfolded returns a test graph as the peers get it, without using the product.
func unfolded(o *graphtest.Graph) *network {
	n := &network{nodes: o.N}
	for _, a := range o.Arcs {
		if a.Weight != graphtest.Blocked {
			n.arcs = append(n.arcs, arc{a.From, a.To, a.Weight})
		}
	}
	return n
}

// The textbook solver agrees with the naive oracle on graphs with anything legal.
func TestTextbookAgainstOracle(t *testing.T) {
	graphs := samples()
	for seed := range uint64(500) {
		graphs = append(graphs, graphtest.Small(rand.New(rand.NewPCG(seed, 1))))
	}
	for i, o := range graphs {
		o = o.WithNodeWeights(nil)
		s, err := newTextbook(unfolded(o))
		if err != nil {
			t.Fatal(err)
		}
		for source := range uint32(o.N) {
			if err := wrongFrom(s.(treeSolver), o, source); err != nil {
				t.Fatalf("graph %d: %v", i, err)
			}
		}
	}
}

// wrongFrom compares all distances from a source with the oracle's.
func wrongFrom(s treeSolver, o *graphtest.Graph, source uint32) error {
	if err := s.tree(source); err != nil {
		return err
	}
	for v, d := range o.DistancesFrom(source) {
		want := int64(d)
		if d == graphtest.Inf {
			want = unknown
		}
		inTree, _ := s.at(uint32(v))
		if alone, err := s.pair(source, uint32(v)); inTree != want || alone != want || err != nil {
			return fmt.Errorf("%d to %d: %d in a tree, %d alone, %v; want %d", source, v, inTree, alone, err, want)
		}
	}
	return nil
}

// The graph type for gonum keeps the contracts of gonum's interfaces.
func TestRows(t *testing.T) {
	var _ graph.Graph = (*rows)(nil)
	r := newRows(&network{nodes: 3, arcs: []arc{{0, 1, 5}, {0, 2, 7}, {2, 0, 1}}})
	to := r.From(0)
	for range 2 {
		if got := graph.NodesOf(to); len(got) != 2 || got[0].ID() != 1 || got[1].ID() != 2 || to.Len() != 0 {
			t.Errorf("from 0: %v, %d left", got, to.Len())
		}
		to.Reset()
	}
	for _, c := range []struct {
		u, v int64
		w    float64
		ok   bool
	}{{0, 1, 5, true}, {0, 2, 7, true}, {2, 0, 1, true}, {1, 0, 0, false}, {2, 1, 0, false}, {1, 1, 0, true}} {
		w, ok := r.Weight(c.u, c.v)
		if w != c.w || ok != c.ok {
			t.Errorf("weight of %d to %d: %v, %v", c.u, c.v, w, ok)
		}
		if e := r.Edge(c.u, c.v); (e != nil) != (c.ok && c.u != c.v) {
			t.Errorf("edge from %d to %d: %v", c.u, c.v, e)
		}
	}
	if r.Node(-1) != nil || r.Node(3) != nil || r.Node(2).ID() != 2 || r.Nodes().Len() != 3 {
		t.Error("nodes are not 0, 1, 2")
	}
	if !r.HasEdgeBetween(0, 2) || !r.HasEdgeBetween(1, 0) || r.HasEdgeBetween(1, 2) {
		t.Error("edges between nodes are not those of the arcs")
	}
}

// The ways to ask gonum, of which the fastest is a peer.
func BenchmarkGonum(b *testing.B) {
	for _, o := range []*graphtest.Graph{graphtest.GridWorkload(), graphtest.RandomWorkload()} {
		g, err := build(o)
		if err != nil {
			b.Fatal(err)
		}
		n, err := fold(g)
		if err != nil {
			b.Fatal(err)
		}
		rows, _ := newGonum(n)
		simple, _ := newGonumSimple(n)
		b.Run(o.Name+"/rows", rows.(*gonum).benchmark)
		b.Run(o.Name+"/simple", simple.(*gonum).benchmark)
	}
}

// benchmark times the three functions of gonum on one graph.
func (g *gonum) benchmark(b *testing.B) {
	for way, ask := range map[string]func(from, to uint32){
		"DijkstraFrom":   func(from, _ uint32) { g.tree(from) },
		"DijkstraFromTo": func(from, to uint32) { g.pair(from, to) },
		"AStar":          func(from, to uint32) { path.AStar(g.nodes[from], g.nodes[to], g.g, path.NullHeuristic) },
	} {
		b.Run(way, func(b *testing.B) {
			const count = 1 << 14
			sources, targets := graphtest.Pairs(len(g.nodes), count, 1)
			b.ReportAllocs()
			for i := 0; b.Loop(); i = (i + 1) % count {
				ask(sources[i], targets[i])
			}
		})
	}
}
