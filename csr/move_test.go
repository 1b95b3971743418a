package csr

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMoveToRenumbered moves random overlays to a part of their graph that is numbered
// in another order, and looks every node and arc up on both.
func TestMoveToRenumbered(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		g := mustBuild(t, randomBuilder(r))
		var keep []Node
		for _, v := range r.Perm(g.NumNodes())[:r.IntN(g.NumNodes()+1)] {
			keep = append(keep, Node(v))
		}
		part, err := Subgraph(g, keep)
		if err != nil {
			t.Fatal(err)
		}
		o := randomOverlay(t, r, g, 100)
		moved, left, err := o.MoveTo(part, func(v Node) (Node, bool) {
			i := slices.Index(keep, v)
			return Node(i), i >= 0
		})
		if err != nil {
			t.Fatal(err)
		}
		checkMoved(t, o, moved, left, keep)
	}
}

// checkMoved expects what o changes on moved, or else on left, and nothing more.
func checkMoved(t *testing.T, o, moved, left *Overlay, keep []Node) {
	t.Helper()
	g, part := o.Graph(), moved.Graph()
	if left.Graph() != g {
		t.Fatal("what is left is of another graph")
	}
	for v := range Node(g.NumNodes()) {
		want, i := o.NodeWeight(v), slices.Index(keep, v)
		on := moved
		if i < 0 {
			on, i = left, int(v)
		}
		if w := on.NodeWeight(Node(i)); w != want {
			t.Fatalf("node %d: %d, want %d", v, w, want)
		}
		if on == moved && left.NodeWeight(v) != g.NodeWeight(v) {
			t.Fatalf("node %d was moved and is left", v)
		}
	}
	for a := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(a)
		want, _ := o.ArcWeight(from, to)
		on, i, j := moved, slices.Index(keep, from), slices.Index(keep, to)
		if i < 0 || j < 0 {
			on, i, j = left, int(from), int(to)
		}
		if w, _ := on.ArcWeight(Node(i), Node(j)); w != want {
			t.Fatalf("arc %d to %d: %d, want %d", from, to, w, want)
		}
	}
	changes, _ := moved.Changes()
	if len(changes) > part.NumNodes() || !slices.IsSortedFunc(changes, func(p, q Patch) int { return int(p.Node) - int(q.Node) }) {
		t.Fatalf("changes %v", changes)
	}
}

// TestMoveToRebuilt keeps the numbers on a map that was built again with other weights,
// also of patches that were the weights of the map before.
func TestMoveToRebuilt(t *testing.T) {
	g := mustBuild(t, everything())
	b := everything()
	b.SetNodeWeight(1, Blocked)
	again := mustBuild(t, b)
	o := NewOverlay(g)
	if err := errors.Join(o.SetNode(1, 7), o.SetNode(4, Blocked), o.SetArc(1, 2, 1)); err != nil {
		t.Fatal(err)
	}
	moved, left, err := o.MoveTo(again, nil)
	if err != nil || moved.Graph() != again || !slices.Equal(nodePatches(moved), nodePatches(o)) || !slices.Equal(moved.ArcPatches(), o.ArcPatches()) {
		t.Errorf("%v, %v, %v", moved, left, err)
	}
	if len(nodePatches(left))+len(left.ArcPatches()) > 0 {
		t.Errorf("left: %v", left)
	}
	small := mustBuild(t, NewBuilder(2))
	moved, left, err = o.MoveTo(small, nil)
	if err != nil || !slices.Equal(nodePatches(moved), []Patch{{1, 7}}) || !slices.Equal(nodePatches(left), []Patch{{4, Blocked}}) ||
		len(moved.ArcPatches()) > 0 || !slices.Equal(left.ArcPatches(), o.ArcPatches()) {
		t.Errorf("to a map with fewer nodes: %v, %v, %v", moved, left, err)
	}
}

// TestMoveToOnePlace has the largest weight count, in whatever order they come.
func TestMoveToOnePlace(t *testing.T) {
	b := NewBuilder(4)
	for v := range Node(3) {
		b.AddArc(v, 3, 1)
	}
	g := mustBuild(t, b)
	b = NewBuilder(2)
	b.AddArc(0, 1, 1)
	small := mustBuild(t, b)
	for _, w := range [][3]uint32{{5, Blocked, 6}, {Blocked, 5, 6}, {5, 6, Blocked}} {
		o := NewOverlay(g)
		for v := range Node(3) {
			if err := errors.Join(o.SetNode(v, w[v]), o.SetArc(v, 3, w[v])); err != nil {
				t.Fatal(err)
			}
		}
		moved, _, err := o.MoveTo(small, func(v Node) (Node, bool) { return v / 3, true })
		if err != nil || !slices.Equal(nodePatches(moved), []Patch{{0, Blocked}}) || !slices.Equal(moved.ArcPatches(), []ArcPatch{{0, Blocked}}) {
			t.Errorf("%v: %+v, %v", w, moved, err)
		}
	}
}

// TestMoveToNowhere names the node that is none, of a patch of a node or of an arc.
func TestMoveToNowhere(t *testing.T) {
	g := mustBuild(t, everything())
	nodes, arcs := NewOverlay(g), NewOverlay(g)
	if err := errors.Join(nodes.SetNode(3, 1), arcs.SetArc(1, 2, 1)); err != nil {
		t.Fatal(err)
	}
	for _, o := range []*Overlay{nodes, arcs} {
		moved, left, err := o.MoveTo(g, func(Node) (Node, bool) { return 5, true })
		var none *NodeError
		if moved != nil || left != nil || !errors.As(err, &none) || none.Node != 5 {
			t.Errorf("%v, %v, %v", moved, left, err)
		}
	}
}

// TestCounterparts moves an overlay to a map that was surveyed again: its nodes are
// numbered the other way round and lie a metre off, one street has a corner more, and
// one corner is gone.
func TestCounterparts(t *testing.T) {
	const metre = 1.0 / 111195
	street := func(b *Builder, points ...float64) *CSRGraph {
		b.SetMeta(Meta{LonLat: true})
		for v, y := range points {
			b.SetPoint(Node(v), 179.99999, y)
			if v > 0 {
				b.AddEdge(Node(v-1), Node(v), 10)
			}
		}
		return mustBuild(t, b)
	}
	old := street(NewBuilder(5), 0, 100*metre, 200*metre, 300*metre, 400*metre)
	now := street(NewBuilder(5), 301*metre, 250*metre, 201*metre, 101*metre, 1*metre)
	o := NewOverlay(old)
	err := errors.Join(o.SetNode(1, Blocked), o.SetNode(4, 7), o.SetArc(0, 1, Blocked), o.SetArc(2, 1, 3), o.SetArc(2, 3, 4), o.SetArc(3, 4, 5))
	if err != nil {
		t.Fatal(err)
	}
	places, err := NewLocator(now)
	if err != nil {
		t.Fatal(err)
	}
	at, err := places.Counterparts(old, 2)
	if err != nil {
		t.Fatal(err)
	}
	moved, left, err := o.MoveTo(now, at)
	if err != nil {
		t.Fatal(err)
	}
	want, rest := NewOverlay(now), NewOverlay(old)
	err = errors.Join(want.SetNode(3, Blocked), want.SetArc(4, 3, Blocked), want.SetArc(2, 3, 3),
		rest.SetNode(4, 7), rest.SetArc(2, 3, 4), rest.SetArc(3, 4, 5))
	if err != nil || !sameOverlay(moved, want) || !sameOverlay(left, rest) {
		t.Errorf("%v: moved %+v, left %+v; want %+v, %+v", err, moved, left, want, rest)
	}
	for within, found := range map[float64]bool{1.01: true, 0.99: false, 0: false, -1: false, math.NaN(): false, math.Inf(1): true} {
		at, err := places.Counterparts(old, within)
		if err != nil {
			t.Fatal(err)
		}
		if u, ok := at(1); ok != found || ok && u != 3 {
			t.Errorf("within %v: node %d, %v", within, u, ok)
		}
		if _, ok := at(5); ok {
			t.Errorf("within %v: what is no node has a counterpart", within)
		}
	}
}

func sameOverlay(o, p *Overlay) bool {
	return o.Graph() == p.Graph() && slices.Equal(nodePatches(o), nodePatches(p)) && slices.Equal(o.ArcPatches(), p.ArcPatches())
}

// TestNoCounterparts are of maps without points, or with points in other units.
func TestNoCounterparts(t *testing.T) {
	places, err := NewLocator(mustBuild(t, everything()))
	if err != nil {
		t.Fatal(err)
	}
	plane := everything()
	plane.SetMeta(Meta{})
	for want, g := range map[error]*CSRGraph{ErrNoPoints: mustBuild(t, NewBuilder(3)), ErrOtherPoints: mustBuild(t, plane)} {
		if _, err := places.Counterparts(g, 1); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}
