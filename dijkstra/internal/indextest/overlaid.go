package indextest

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Overlaid has several Solvers share an index and overlays, on random graphs of up to 200
// nodes that have anything legal, and compares answers about pairs with the oracle's.
// The overlays change between queries. Some only raise weights; in the others, half of the
// changes lower one.
func (s Factory) Overlaid(t *testing.T) {
	counts := map[string]uint64{}
	for seed := range uint64(Fewer(1000)) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 31))
		o := graphtest.Any(r)
		if seed%25 == 0 { // so large that a few changes are few
			o = []*graphtest.Graph{graphtest.Road(200, seed), graphtest.Grid(12, 12, 1+r.Uint32N(9), seed), graphtest.Random(100, 300, 9, seed)}[r.IntN(3)]
		}
		s.newOverlaid(t, r, o).run(8, counts)
	}
	everyWay(t, counts, "Abandoned") // such searches are too short
}

// FuzzOverlaid is Overlaid with choices that the fuzzer makes.
func (s Factory) FuzzOverlaid(f *testing.F) {
	for seed := range uint64(20) {
		r, b := rand.New(rand.NewPCG(seed, 33)), make([]byte, 1000)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := rand.New(&choices{b, *rand.NewPCG(1, 32)})
		s.newOverlaid(t, r, graphtest.Any(r)).run(4, map[string]uint64{})
	})
}

// choices is a source of numbers: a byte each, and then random ones, of which no choice goes
// on for ever.
type choices struct {
	bytes []byte
	rest  rand.PCG
}

func (c *choices) Uint64() uint64 {
	if len(c.bytes) == 0 {
		return c.rest.Uint64()
	}
	b := c.bytes[0]
	c.bytes = c.bytes[1:]
	return binary.LittleEndian.Uint64([]byte{b, b, b, b, b, b, b, b})
}

// overlaid is the weights of an index, Solvers that all use it, and overlays laid on these
// weights.
type overlaid struct {
	base
	t       *testing.T
	r       *rand.Rand
	solvers []*dijkstra.Solver
	layers  []layer
	kept    []*dijkstra.KeptCosts // for any overlay, also one of another Solver
}

// layer is an overlay, or none.
type layer struct {
	*csr.Overlay
	array bool                                  // of the weights of all nodes
	draw  func(r *rand.Rand, own uint32) uint32 // another weight
}

// newOverlaid builds an index, or customises one, or opens a file of one.
func (s Factory) newOverlaid(t *testing.T, r *rand.Rand, o *graphtest.Graph) *overlaid {
	t.Helper()
	g := workload.Build(t, o)
	bases := s.bases(t, r, o, g)
	p := &overlaid{base: bases[1+r.IntN(len(bases)-1)], t: t, r: r}
	for range 3 {
		solver := dijkstra.NewSolver(g)
		if err := solver.UseIndex(p.x); err != nil {
			t.Fatal(err)
		}
		p.solvers = append(p.solvers, solver)
	}
	p.kept = []*dijkstra.KeptCosts{nil, dijkstra.NewKeptCosts(make([]uint32, 3))}
	for i := range 4 {
		p.kept = append(p.kept, dijkstra.NewKeptCosts(make([]uint32, p.solvers[0].CostsSize(i%2 == 0))))
	}
	p.layers = []layer{{}}
	for _, draw := range []func(*rand.Rand, uint32) uint32{graphtest.HigherWeight, graphtest.OtherWeight} {
		p.layers = append(p.layers, layer{csr.NewOverlay(p.g), false, draw}, layer{p.array(), true, draw})
	}
	return p
}

// array returns an overlay of an array that changes nothing yet.
func (p *overlaid) array() *csr.Overlay {
	p.t.Helper()
	weights := make([]uint32, p.o.N)
	copy(weights, p.o.NodeWeights)
	o, err := csr.OverlayFrom(p.g, weights)
	if err != nil {
		p.t.Fatal(err)
	}
	return o
}

// run asks one of the Solvers about one of the overlays, so many times, and adds up how it
// came to its answers. It asks once, or so often that what pays off late is done too.
func (p *overlaid) run(rounds int, counts map[string]uint64) {
	p.t.Helper()
	used := make([]*csr.Overlay, len(p.solvers))
	for range rounds {
		i, l := p.r.IntN(len(p.solvers)), &p.layers[p.r.IntN(len(p.layers))]
		if l.Overlay != nil && p.r.IntN(4) > 0 {
			p.change(l)
		}
		if used[i] != l.Overlay {
			p.solvers[i].Use(l.Overlay)
			used[i] = l.Overlay
		}
		p.solvers[i].KeepCosts(p.kept[p.r.IntN(len(p.kept))])
		p.ask(p.solvers[i], l.Overlay)
	}
	for _, s := range p.solvers {
		for way, count := range ways(dijkstra.QueryStats{}, s.Stats()) {
			counts[way] += count
		}
	}
}

// change changes an overlay in a few places, or everywhere. It resets it first, or makes
// another one, now and then.
func (p *overlaid) change(l *layer) {
	p.t.Helper()
	if reset := p.r.IntN(3) == 0; reset && l.array {
		l.Overlay = p.array()
	} else if reset {
		l.Reset()
	}
	if p.r.IntN(6) == 0 {
		for v := range csr.Node(p.o.N) {
			p.changeNode(l, v)
		}
	}
	for range 1 + p.r.IntN(4) {
		if p.g.NumArcs() == 0 || p.r.IntN(2) == 0 {
			p.changeNode(l, p.r.Uint32N(uint32(p.o.N)))
			continue
		}
		from, to, _ := p.g.ArcEnds(p.r.Uint32N(uint32(p.g.NumArcs())))
		own, _ := p.g.ArcWeight(from, to)
		if err := l.SetArc(from, to, l.draw(p.r, own)); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *overlaid) changeNode(l *layer, v csr.Node) {
	p.t.Helper()
	if err := l.SetNode(v, l.draw(p.r, p.g.NodeWeight(v))); err != nil {
		p.t.Fatal(err)
	}
}

// ask asks a Solver, which uses an overlay, about some pairs.
func (p *overlaid) ask(s *dijkstra.Solver, o *csr.Overlay) {
	p.t.Helper()
	var sources, targets []csr.Node
	for range []int{1, 10, 30}[p.r.IntN(3)] {
		sources = append(sources, p.r.Uint32N(uint32(p.o.N)))
		targets = append(targets, p.r.Uint32N(uint32(p.o.N)))
	}
	now := workload.WithOverlay(p.o, o)
	now.CheckPairs(p.t, s, overflow, sources, targets)
	if p.r.IntN(3) == 0 {
		now.CheckMany(p.t, s, overflow)
	}
}

// everyWay expects that each counter of QueryStats but some has counted something.
func everyWay(t *testing.T, counts map[string]uint64, but ...string) {
	t.Helper()
	for way, count := range counts {
		if count == 0 && !slices.Contains(but, way) {
			t.Errorf("%s: no query", way)
		}
	}
	t.Log(counts)
}

// OverlaidMaps compares a Solver that uses the index with one that has none, on the maps that
// benchmarks run on, under overlays of all kinds.
func (s Factory) OverlaidMaps(t *testing.T) {
	counts := map[string]uint64{}
	for _, g := range workload.Small(t) {
		x := s.Ordered(t, g)
		for c := range allChanges {
			if testing.Short() && c.kind != "nodes" {
				continue
			}
			t.Run(fmt.Sprintf("of %d nodes/%v", g.NumNodes(), c), func(t *testing.T) { compareUnder(t, g, x, c, counts) })
		}
	}
	everyWay(t, counts, "Abandoned")
}

// compareUnder asks two Solvers about pairs under some overlays: one pair, or more, so that
// what pays off late is done too.
func compareUnder(t *testing.T, g *csr.CSRGraph, x Index, c changes, counts map[string]uint64) {
	plain, indexed := dijkstra.NewSolver(g), dijkstra.NewSolver(g)
	if err := indexed.UseIndex(x); err != nil {
		t.Fatal(err)
	}
	for i, o := range c.overlays(t, g, 3) {
		plain.Use(o)
		indexed.Use(o)
		comparePairs(t, indexed, plain, []int{30, 1, 10}[i], uint64(i))
	}
	now := ways(dijkstra.QueryStats{}, indexed.Stats())
	if few := c.count >= 0 && c.count <= 256; few && !c.mixed && now["Bidirectional"] > 0 {
		t.Errorf("a few raised weights take the index away: %v", now)
	}
	for way, count := range now {
		counts[way] += count
	}
}

// SharedOverlays has many goroutines ask about the same overlays at once, each by a Solver of
// its own that uses the one index.
func (s Factory) SharedOverlays(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(20, 20, 9, 1))
	x, err := s.FromBytes(s.Ordered(t, g).Bytes(), g)
	if err != nil {
		t.Fatal(err)
	}
	var overlays []*csr.Overlay
	for c := range allChanges {
		overlays = append(overlays, c.overlays(t, g, 1)...)
	}
	sources, targets := graphtest.Pairs(g.NumNodes(), 20, 1)
	want := pathsUnder(t, dijkstra.NewSolver(g), overlays, 0, sources, targets)
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			solver := dijkstra.NewSolver(g)
			if err := solver.UseIndex(x); err != nil {
				t.Error(err)
				return
			}
			got := pathsUnder(t, solver, overlays, i/2*len(overlays)/3, sources, targets)
			for j := range overlays {
				for k, path := range got[j] {
					if !slices.Equal(path, want[j][k]) {
						t.Errorf("overlay %d: path %d to %d is %v; want %v", j, sources[k], targets[k], path, want[j][k])
					}
				}
			}
		})
	}
	all.Wait()
}

// pathsUnder returns the paths of all pairs under each overlay. It asks about the overlays
// in turn, beginning with a given one.
func pathsUnder(t *testing.T, s *dijkstra.Solver, overlays []*csr.Overlay, first int, sources, targets []csr.Node) [][][]csr.Node {
	paths := make([][][]csr.Node, len(overlays))
	for i := range overlays {
		i = (i + first) % len(overlays)
		s.Use(overlays[i])
		for j, from := range sources {
			path, _, err := s.AppendPath(nil, from, targets[j])
			if err != nil {
				t.Error(err)
			}
			paths[i] = append(paths[i], path)
		}
	}
	return paths
}
