package csr

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// Patches take 8 bytes each, as promised: checked when the test is compiled.
const (
	_ = -uint(unsafe.Sizeof(Patch{}) ^ 8)
	_ = -uint(unsafe.Sizeof(ArcPatch{}) ^ 8)
)

// model is what an overlay should say: what was set, and the graph for the rest.
type model struct {
	nodes map[Node]uint32
	arcs  map[[2]Node]uint32 // by their ends
}

// TestOverlayAgainstMap runs random changes on both kinds of overlay beside a
// map of what they should say, on a large graph and on small ones, where arcs
// have weights and nodes may have none.
func TestOverlayAgainstMap(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	grid := mustBuild(t, gridBuilder())
	for round := range 200 {
		g := grid
		if round%10 > 1 {
			g = mustBuild(t, randomBuilder(r))
		}
		o, m := NewOverlay(g), model{map[Node]uint32{}, map[[2]Node]uint32{}}
		if round%2 == 1 {
			o = wholeOverlay(t, g)
		}
		for range 1 + r.IntN(400) {
			before := o.Generation()
			if m.change(t, o, r); o.Generation() <= before {
				t.Fatal("a change did not raise the generation")
			}
		}
		m.compareNodes(t, o)
		m.compareArcs(t, o)
	}
}

// change does one random thing to an overlay and its model: to a few nodes and
// arcs, so that many are changed again.
func (m *model) change(t *testing.T, o *Overlay, r *rand.Rand) {
	t.Helper()
	v := r.Uint32N(uint32(min(o.Graph().NumNodes(), 300)))
	from, to, ok := o.Graph().ArcEnds(r.Uint32N(uint32(max(min(o.Graph().NumArcs(), 300), 1)))) // none in some graphs
	w := []uint32{r.Uint32(), Blocked, 0}[r.IntN(3)]
	switch dice := r.IntN(100); {
	case dice == 0:
		o.Reset()
		clear(m.nodes)
		clear(m.arcs)
	case dice < 10 && ok:
		check(t, o.ResetArc(from, to))
		delete(m.arcs, [2]Node{from, to})
	case dice < 50 && ok:
		check(t, o.SetArc(from, to, w))
		m.arcs[[2]Node{from, to}] = w
	case dice < 60:
		check(t, o.ResetNode(v))
		delete(m.nodes, v)
	default:
		check(t, o.SetNode(v, w))
		m.nodes[v] = w
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wholeOverlay returns an overlay of an array that says what the graph does.
func wholeOverlay(t *testing.T, g *CSRGraph) *Overlay {
	t.Helper()
	weights := make([]uint32, g.NumNodes())
	for v := range weights {
		weights[v] = g.NodeWeight(Node(v))
	}
	o, err := OverlayFrom(g, weights)
	check(t, err)
	return o
}

func (m *model) compareNodes(t *testing.T, o *Overlay) {
	t.Helper()
	for v := range Node(o.Graph().NumNodes()) {
		want, ok := m.nodes[v]
		if !ok {
			want = o.Graph().NodeWeight(v)
		}
		if got := o.NodeWeight(v); got != want {
			t.Fatalf("node %d weighs %d, want %d", v, got, want)
		}
	}
	if o.Weights() == nil && len(nodePatches(o)) != len(m.nodes) {
		t.Fatalf("%d patches, want %d", len(nodePatches(o)), len(m.nodes))
	}
	ascending(t, nodePatches(o))
	m.compareChanges(t, o)
}

// compareChanges holds an overlay to its list of changes, if it has one: with it laid
// over the graph, every node weighs what it should.
func (m *model) compareChanges(t *testing.T, o *Overlay) {
	t.Helper()
	changes, kept := o.Changes()
	differ, again := 0, NewOverlay(o.Graph())
	for v, w := range m.nodes {
		if w != o.Graph().NodeWeight(v) {
			differ++
		}
	}
	if limit := maxSparse(o.Graph().NumNodes()); !kept {
		if len(changes) > 0 || o.Weights() == nil || limit > 300 {
			t.Fatalf("no list, but %v; %d of %d nodes differ", changes, differ, o.Graph().NumNodes())
		}
		return
	}
	ascending(t, changes)
	for _, c := range changes {
		check(t, again.SetNode(c.Node, c.Weight))
	}
	for v := range Node(o.Graph().NumNodes()) {
		if again.NodeWeight(v) != o.NodeWeight(v) {
			t.Fatalf("node %d weighs %d, with the changes %d", v, o.NodeWeight(v), again.NodeWeight(v))
		}
	}
	if o.Weights() != nil && len(changes) != differ {
		t.Fatalf("%d changes of a whole array, want %d", len(changes), differ)
	}
}

// TestFewChanges counts to the limit, from the array and by SetNode.
func TestFewChanges(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	limit := maxSparse(g.NumNodes())
	weights := slices.Clone(wholeOverlay(t, g).Weights())
	for v := range limit {
		weights[v*2]++
	}
	o, err := OverlayFrom(g, weights)
	check(t, err)
	if changes, sparse := o.Changes(); len(changes) != limit || !sparse {
		t.Errorf("%d changes, %v; want %d", len(changes), sparse, limit)
	}
	check(t, o.SetNode(1, Blocked))
	check(t, o.ResetNode(1)) // too late
	if changes, sparse := o.Changes(); len(changes) != 0 || sparse {
		t.Errorf("beyond the limit: %d, %v", len(changes), sparse)
	}
	weights[1]++
	o, err = OverlayFrom(g, weights)
	check(t, err)
	if changes, sparse := o.Changes(); len(changes) != 0 || sparse {
		t.Errorf("an array beyond the limit: %d, %v", len(changes), sparse)
	}
	if o.Reset(); len(nodePatches(o)) != 0 || o.NodeWeight(0) != g.NodeWeight(0) {
		t.Errorf("after Reset: %v", nodePatches(o))
	}
	check(t, o.SetNode(1, Blocked))
	if changes, sparse := o.Changes(); len(changes) != 1 || !sparse {
		t.Errorf("of patches: %v, %v", changes, sparse)
	}
}

func (m *model) compareArcs(t *testing.T, o *Overlay) {
	t.Helper()
	for v := range Node(o.Graph().NumNodes()) {
		for to, want := range o.Graph().Arcs(v).All() {
			if own, ok := m.arcs[[2]Node{v, to}]; ok {
				want = own
			}
			if got, ok := o.ArcWeight(v, to); got != want || !ok {
				t.Fatalf("arc %d to %d weighs %d, %v; want %d", v, to, got, ok, want)
			}
		}
	}
	if len(o.ArcPatches()) != len(m.arcs) {
		t.Fatalf("%d patches of arcs, want %d", len(o.ArcPatches()), len(m.arcs))
	}
	for _, p := range o.ArcPatches() {
		from, to, _ := o.Graph().ArcEnds(p.Arc)
		if w, ok := m.arcs[[2]Node{from, to}]; w != p.Weight || !ok {
			t.Fatalf("patch %+v of arc %d to %d; want %d, %v", p, from, to, w, ok)
		}
	}
	ascending(t, o.ArcPatches())
}

// ascending checks the invariant of patches.
func ascending[P interface{ of() uint32 }](t *testing.T, p []P) {
	t.Helper()
	for i := 1; i < len(p); i++ {
		if p[i-1].of() >= p[i].of() {
			t.Fatalf("patches out of order: %v", p)
		}
	}
}

func TestOverlayRefuses(t *testing.T) {
	g := mustBuild(t, everything())
	var n *NodeError
	if err := NewOverlay(g).SetNode(5, 1); !errors.As(err, &n) || n.Node != 5 {
		t.Errorf("SetNode(5) of 5 nodes: %v", err)
	}
	if err := NewOverlay(g).ResetNode(Blocked); !errors.As(err, &n) || n.Node != Blocked {
		t.Errorf("ResetNode of no node: %v", err)
	}
	if _, err := OverlayFrom(g, make([]uint32, 4)); !errors.Is(err, ErrWeights) {
		t.Errorf("4 weights for 5 nodes: %v", err)
	}
	if w := NewOverlay(g).NodeWeight(77); w != 0 {
		t.Errorf("node 77 of 5 weighs %d", w)
	}
}

// TestOverlayOfAnArrayIsTheArray sees changes on both sides.
func TestOverlayOfAnArrayIsTheArray(t *testing.T) {
	g := mustBuild(t, everything())
	weights := []uint32{1, 2, 3, 4, 5}
	o, err := OverlayFrom(g, weights)
	check(t, err)
	check(t, o.SetNode(2, Blocked))
	weights[3] = 44
	if weights[2] != Blocked || o.NodeWeight(3) != 44 || &o.Weights()[0] != &weights[0] {
		t.Error("the overlay copied its array")
	}
	o.Reset()
	if o.Weights() != nil || weights[0] != 1 || o.NodeWeight(0) != g.NodeWeight(0) {
		t.Error("Reset did not let go of the array as it was")
	}
}

// TestOverlayRefusesArcs names an end that is no node, or both ends of an arc that
// is not there; neither is a change.
func TestOverlayRefusesArcs(t *testing.T) {
	o := NewOverlay(mustBuild(t, everything()))
	for name, do := range map[string]func(from, to Node) error{
		"SetArc":   func(from, to Node) error { return o.SetArc(from, to, 1) },
		"ResetArc": o.ResetArc,
	} {
		var n *NodeError
		if err := do(5, 0); !errors.As(err, &n) || n.Node != 5 || n.Place != name {
			t.Errorf("%s(5, 0) of 5 nodes: %v", name, err)
		}
		if err := do(0, Blocked); !errors.As(err, &n) || n.Node != Blocked || n.Place != name {
			t.Errorf("%s(0, Blocked) of 5 nodes: %v", name, err)
		}
		for _, ends := range [][2]Node{{0, 3}, {4, 0}, {2, 2}} { // against the arcs 3 to 0 and 0 to 4, and a loop
			var a *ArcError
			err := do(ends[0], ends[1])
			if !errors.As(err, &a) || *a != (ArcError{ends[0], ends[1]}) || !errors.Is(err, ErrNoArc) {
				t.Errorf("%s of %v: %v", name, ends, err)
			}
		}
	}
	if o.Generation() != 0 || len(o.ArcPatches()) != 0 {
		t.Error("what was refused changed the overlay")
	}
}

func TestOverlayKnowsNoOtherArcs(t *testing.T) {
	o := NewOverlay(mustBuild(t, everything()))
	for _, ends := range [][2]Node{{0, 3}, {5, 0}, {0, 5}, {Blocked, Blocked}} {
		if w, ok := o.ArcWeight(ends[0], ends[1]); w != 0 || ok {
			t.Errorf("arc %v: %d, %v", ends, w, ok)
		}
	}
}

// TestOverlayOfAnArrayHasArcPatches closes an arc beside a whole array of node
// weights, and opens one that the graph has closed.
func TestOverlayOfAnArrayHasArcPatches(t *testing.T) {
	o := wholeOverlay(t, mustBuild(t, everything()))
	check(t, o.SetArc(2, 3, 30))
	check(t, o.SetArc(1, 0, Blocked))
	if p := o.ArcPatches(); !slices.Equal(p, []ArcPatch{{2, Blocked}, {5, 30}}) || o.Weights() == nil || len(nodePatches(o)) != 0 {
		t.Errorf("arc patches %v, array %v, node patches %v", p, o.Weights(), nodePatches(o))
	}
	if w, ok := o.ArcWeight(0, 1); w != 10 || !ok {
		t.Errorf("the other way weighs %d, %v; want 10", w, ok)
	}
	o.Reset()
	if w, ok := o.ArcWeight(2, 3); w != Blocked || !ok || len(o.ArcPatches()) != 0 {
		t.Errorf("after Reset %d, %v; patches %v", w, ok, o.ArcPatches())
	}
}

// TestOverlayPatchesAreViews sees a patch that is set again change under both
// views, whose memory is the overlay's own.
func TestOverlayPatchesAreViews(t *testing.T) {
	o := NewOverlay(mustBuild(t, everything()))
	if len(nodePatches(o)) != 0 || len(o.ArcPatches()) != 0 {
		t.Error("a new overlay has patches")
	}
	check(t, o.SetNode(1, 1))
	check(t, o.SetArc(0, 1, 1))
	nodes, arcs := nodePatches(o), o.ArcPatches()
	check(t, o.SetNode(1, 2))
	check(t, o.SetArc(0, 1, 2))
	if nodes[0] != (Patch{1, 2}) || arcs[0] != (ArcPatch{0, 2}) {
		t.Errorf("views say %v, %v", nodes, arcs)
	}
}

// TestOverlayMemory holds the room of patches to 8 bytes each, but for what
// append leaves to grow into.
func TestOverlayMemory(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	o := NewOverlay(g)
	for v := range Node(5000) {
		check(t, o.SetNode(v, Blocked))
		from, to, _ := g.ArcEnds(v)
		check(t, o.SetArc(from, to, Blocked))
	}
	if nodes, arcs := cap(o.nodes), cap(o.arcs); nodes > 5000*3/2 || arcs > 5000*3/2 {
		t.Errorf("room for %d and %d patches after 5000 of each", nodes, arcs)
	}
}

// TestOverlayReuseAllocatesNothing gives one overlay to one user after another.
func TestOverlayReuseAllocatesNothing(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	o := NewOverlay(g)
	use := func() {
		o.Reset()
		for v := range Node(16) {
			from, to, _ := g.ArcEnds(v * 7919 % 32040)
			_ = o.SetNode(v*7919%8100, Blocked)
			_ = o.SetArc(from, to, Blocked)
		}
	}
	use()
	if n := testing.AllocsPerRun(10, use); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestOverlayAllocatesNothingForWhatIsThere sets patches again, reads them, and
// puts one where another was taken out; only more than ever need room.
func TestOverlayAllocatesNothingForWhatIsThere(t *testing.T) {
	o := NewOverlay(mustBuild(t, everything()))
	change := func() {
		_ = o.SetArc(0, 1, uint32(o.Generation()))
		_ = o.SetNode(1, uint32(o.Generation()))
		_, _ = o.ArcWeight(0, 1)
		_ = o.SetArc(2, 3, 1)
		_ = o.ResetArc(2, 3)
	}
	change()
	if n := testing.AllocsPerRun(100, change); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
