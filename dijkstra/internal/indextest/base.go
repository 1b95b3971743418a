package indextest

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// base is weights that hold for everyone: the product's and the oracle's graph with them, and
// an index, which is nil for the weights of the file without one.
type base struct {
	x Index
	g *csr.CSRGraph
	o *graphtest.Graph
}

// Bases has one Solver change between indexes for weights of all kinds, and none, under
// overlays of all kinds that were made for any of these graphs. It compares all answers with
// the oracle. It does the same with a Solver that was made for the graph of an index.
func (s Factory) Bases(t *testing.T) {
	for seed := range uint64(Fewer(400)) {
		r := rand.New(rand.NewPCG(seed, 11))
		o := graphtest.Small(r)
		if seed%8 == 0 {
			o = []*graphtest.Graph{graphtest.Road(40, seed), graphtest.Grid(5, 8, 3, seed)}[seed/8%2]
		}
		g := workload.Build(t, o)
		bases := s.bases(t, r, o, g)
		solver, goal := dijkstra.NewSolver(g), (*dijkstra.GoalTree)(nil)
		for range 5 {
			b := bases[r.IntN(len(bases))]
			of := bases[r.IntN(len(bases))]
			overlay := player(t, r, of, b)
			change(t, r, solver, b, overlay)
			now := workload.WithOverlay(b.o, overlay)
			goal = askAll(t, r, now, solver, goal)
			derived := dijkstra.NewSolver(b.g)
			derived.Use(overlay)
			askAll(t, r, now, derived, nil)
		}
		for _, b := range bases[1:] {
			b.o.CheckPairs(t, b.x, overflow, []uint32{0}, []uint32{uint32(o.N - 1)})
		}
	}
}

// bases returns the weights of a graph's file, with an index and without, weights of
// overlays laid on these, and one of them from a file.
func (s Factory) bases(t *testing.T, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph) []base {
	t.Helper()
	x := s.Shuffled(t, r, g)
	few := csr.NewOverlay(g)
	Perturb(t, r, o, few, 1+r.IntN(4), palettes[r.IntN(len(palettes))])
	all, _ := perturbAll(t, r, o, g, palettes[r.IntN(len(palettes))])
	Perturb(t, r, o, all, r.IntN(3), palettes[r.IntN(len(palettes))])
	bases := []base{{g: g, o: o}, {x, g, o}}
	for _, overlay := range []*csr.Overlay{few, all} {
		x = s.customized(t, x, overlay)
		bases = append(bases, base{x, x.Graph(), workload.WithOverlay(o, overlay)})
	}
	y, err := s.FromBytes(x.Bytes(), bases[r.IntN(len(bases))].g)
	if err != nil || !bytes.Equal(y.Bytes(), x.Bytes()) || !y.Graph().Same(x.Graph()) {
		t.Fatalf("opened again: %v", err)
	}
	return append(bases, base{y, y.Graph(), bases[3].o})
}

// player returns an overlay of one graph that is to be laid on another: none, random
// patches, patches that bring back the weights of the file, or a whole array, which may equal
// the graph's weights or differ from them in a few places.
func player(t *testing.T, r *rand.Rand, of, on base) *csr.Overlay {
	t.Helper()
	overlay := csr.NewOverlay(of.g)
	switch r.IntN(5) {
	case 0:
		return nil
	case 1:
		restore(t, r, overlay, on.g)
	case 2:
		overlay, _ = perturbAll(t, r, of.o, of.g, palettes[r.IntN(len(palettes))])
	case 3:
		weights := make([]uint32, of.o.N)
		copy(weights, of.o.NodeWeights)
		overlay, _ = csr.OverlayFrom(of.g, weights)
	}
	Perturb(t, r, of.o, overlay, r.IntN(4), palettes[r.IntN(len(palettes))])
	return overlay
}

// restore gives most of the nodes and arcs whose weights differ from those of the graph's
// origin the weights of the origin.
func restore(t *testing.T, r *rand.Rand, overlay *csr.Overlay, g *csr.CSRGraph) {
	t.Helper()
	for v := range csr.Node(g.NumNodes()) {
		if w := g.Origin().NodeWeight(v); w != g.NodeWeight(v) && r.IntN(4) > 0 {
			if err := overlay.SetNode(v, w); err != nil {
				t.Fatal(err)
			}
		}
		for to, now := range g.Arcs(v).All() {
			if w, _ := g.Origin().ArcWeight(v, to); w != now && r.IntN(4) > 0 {
				if err := overlay.SetArc(v, to, w); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// change gives a Solver an index and an overlay, in a random order.
func change(t *testing.T, r *rand.Rand, s *dijkstra.Solver, b base, overlay *csr.Overlay) {
	t.Helper()
	before := r.IntN(2) == 0
	if before {
		s.Use(overlay)
	}
	var x dijkstra.Index
	if b.x != nil {
		x = b.x
	}
	if err := s.UseIndex(x); err != nil || !s.Graph().Same(b.g) {
		t.Fatalf("%v; whether the graph is the index's: %v", err, s.Graph().Same(b.g))
	}
	if !before {
		s.Use(overlay)
	}
}

// askAll asks a Solver everything. It compares answers about pairs with the oracle, and the
// rest with a Solver for a graph that was built with these weights. It repairs goal, the tree
// of the call before, if it is not nil, and returns the tree that it asked last.
func askAll(t *testing.T, r *rand.Rand, now *graphtest.Graph, s *dijkstra.Solver, goal *dijkstra.GoalTree) *dijkstra.GoalTree {
	t.Helper()
	if now.N <= 12 {
		now.CheckAnswers(t, s, overflow)
	} else {
		now.CheckMany(t, s, overflow)
		sources, targets := graphtest.Pairs(now.N, 10, r.Uint64())
		now.CheckPairs(t, s, overflow, sources, targets)
	}
	q := question{nodes: make([]csr.Node, 1+r.IntN(3)), limit: r.Uint32N(100), goal: goal}
	for i := range q.nodes {
		q.nodes[i] = r.Uint32N(uint32(now.N))
	}
	if goal != nil && r.IntN(4) > 0 {
		q.nodes[len(q.nodes)-1] = goal.Target()
	}
	got, tree := q.ask(t, s)
	q.goal = nil
	want, _ := q.ask(t, dijkstra.NewSolver(workload.Build(t, now)))
	for i := range want {
		if !got[i].equal(want[i]) {
			t.Fatalf("%+v: %+v: %s: %+v, want %+v", now, q, want[i].what, got[i], want[i])
		}
	}
	return tree
}

// question is the nodes, the limit and the tree that questions of all kinds are asked about.
type question struct {
	nodes []csr.Node
	limit uint32
	goal  *dijkstra.GoalTree // to be repaired, if there is one
}

// reply is an answer of any kind as numbers, and whether there was an error.
type reply struct {
	what    string
	numbers []uint32
	failed  bool
}

func (a reply) equal(b reply) bool {
	return a.failed == b.failed && (a.failed || slices.Equal(a.numbers, b.numbers))
}

// ask asks all kinds of questions but those that the oracle answers, and returns the
// tree to the goal that the last of them made, or repaired.
func (q *question) ask(t *testing.T, s *dijkstra.Solver) (all []reply, goal *dijkstra.GoalTree) {
	t.Helper()
	from, to := q.nodes[0], q.nodes[len(q.nodes)-1]
	add := func(what string, err error, numbers ...uint32) {
		all = append(all, reply{what, numbers, err != nil})
	}
	limited, err := s.DistanceLimited(t.Context(), from, to, 1<<20)
	add("DistanceLimited", err, uint32(limited.Outcome), limited.Distance)
	path, limited, err := s.AppendPathLimited(t.Context(), nil, from, to, 1<<20)
	add("AppendPathLimited", err, append(path, uint32(limited.Outcome), limited.Distance)...)
	path, d, err := s.AppendRoute(nil, q.nodes)
	add("AppendRoute", err, append(path, d)...)
	hits, err := s.Within(nil, from, q.limit)
	add("Within", err, flat(hits)...)
	between, err := s.Between(nil, from, to, q.limit)
	for _, v := range between {
		add("Between", err, v.Node, v.From, v.To)
	}
	hits, err = s.Nearest(nil, from, q.nodes, 2)
	add("Nearest", err, flat(hits)...)
	tree, err := s.Tree(q.nodes...)
	add("Tree", err)
	for v := range csr.Node(s.Graph().NumNodes()) {
		path, d, err := tree.AppendPath(nil, v)
		add("Tree.AppendPath", err, append(path, d)...)
	}
	if goal, err = q.aimed(s, to); err != nil {
		add("GoalTree", err)
		return all, nil
	}
	for v := range csr.Node(s.Graph().NumNodes()) {
		path, d, err := goal.AppendPath(nil, v)
		add("GoalTree.AppendPath", err, append(path, d)...)
	}
	return all, goal
}

// aimed returns the tree to a goal: the one there is, brought up to date, if it leads
// there.
func (q *question) aimed(s *dijkstra.Solver, to csr.Node) (*dijkstra.GoalTree, error) {
	if q.goal == nil || q.goal.Target() != to {
		return s.GoalTree(to)
	}
	return q.goal, s.Repair(q.goal)
}

// flat returns hits as numbers.
func flat(hits []dijkstra.Hit) (numbers []uint32) {
	for _, h := range hits {
		numbers = append(numbers, h.Node, h.Distance)
	}
	return numbers
}
