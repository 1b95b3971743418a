package csr

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// randomOverlay returns an overlay of a graph that changes anything, to weights below
// span, those of the graph among them: patches, or a whole array.
func randomOverlay(t *testing.T, r *rand.Rand, g *CSRGraph, span uint32) *Overlay {
	t.Helper()
	o := NewOverlay(g)
	if r.IntN(3) == 0 {
		weights := make([]uint32, g.NumNodes())
		for v := range weights {
			weights[v] = r.Uint32N(span)
		}
		var err error
		if o, err = OverlayFrom(g, weights); err != nil {
			t.Fatal(err)
		}
	}
	for range r.IntN(6) {
		v, w := r.Uint32N(uint32(g.NumNodes())), r.Uint32N(span)
		if r.IntN(3) == 0 {
			w = g.NodeWeight(v)
		}
		if err := o.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	for range min(g.NumArcs(), r.IntN(4)) {
		from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
		if err := o.SetArc(from, to, r.Uint32N(span)); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// laid returns the graph that a Builder makes of g with an overlay laid on it.
func laid(t *testing.T, g *CSRGraph, o *Overlay) *CSRGraph {
	t.Helper()
	b := NewBuilder(g.NumNodes())
	b.SetMeta(g.Meta())
	node, arc := map[Node]uint32{}, map[uint32]uint32{}
	for v, w := range o.Weights() {
		node[Node(v)] = w
	}
	for _, p := range nodePatches(o) {
		node[p.Node] = p.Weight
	}
	for _, p := range o.ArcPatches() {
		arc[p.Arc] = p.Weight
	}
	for v := range Node(g.NumNodes()) {
		w, ok := node[v]
		if !ok {
			w = g.NodeWeight(v)
		}
		b.SetNodeWeight(v, w)
		if x, y, ok := g.Point(v); ok {
			b.SetPoint(v, x, y)
		}
	}
	for a := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(a)
		w, ok := arc[a]
		if !ok {
			w, _ = g.ArcWeight(from, to)
		}
		b.AddArc(from, to, w)
	}
	return mustBuild(t, b)
}

// TestUnder lays overlays on random graphs, one on another, and compares all that the
// graphs say, their hashes and files among it, with what a Builder makes.
func TestUnder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 7))
	for range 1000 {
		g := mustBuild(t, randomBuilder(r))
		origin, before := g, g.Hash()
		for range 3 {
			of := []*CSRGraph{origin, g}[r.IntN(2)]
			o := randomOverlay(t, r, of, []uint32{2, 100, Blocked}[r.IntN(3)])
			under, err := g.Under(o)
			if err != nil {
				t.Fatal(err)
			}
			equalGraphs(t, under, laid(t, g, o))
			if !under.SameOrigin(origin) || !origin.SameOrigin(under) || under.Origin() != origin {
				t.Fatal("the graph has lost its origin")
			}
			if err := under.Verify(); err != nil {
				t.Fatal(err)
			}
			g = under
		}
		if origin.Hash() != before || origin.Verify() != nil {
			t.Fatal("the graph beneath has changed")
		}
	}
}

// TestUnderNothing is the graph itself, and what changes nothing is the same.
func TestUnderNothing(t *testing.T) {
	g := mustBuild(t, everything())
	o := NewOverlay(g)
	for _, o := range []*Overlay{nil, o} {
		if under, err := g.Under(o); under != g || err != nil {
			t.Errorf("under nothing: %p, %v; want %p", under, err, g)
		}
	}
	if err := o.SetNode(1, g.NodeWeight(1)); err != nil {
		t.Fatal(err)
	}
	if under, err := g.Under(o); err != nil || under == g || !under.Same(g) {
		t.Errorf("under a weight that is the graph's: %v, %v", under, err)
	}
	if none := mustBuild(t, NewBuilder(0)); none.Hash() != none.Weighed(none.Layout().NodeWeights, none.Layout().ArcWeights).Hash() {
		t.Error("a graph without nodes has another hash")
	}
}

// TestUnderCopies what it has of the overlay.
func TestUnderCopies(t *testing.T) {
	g := mustBuild(t, everything())
	weights := []uint32{1, 2, 3, 4, 5}
	o, err := OverlayFrom(g, weights)
	if err != nil {
		t.Fatal(err)
	}
	under, err := g.Under(o)
	if err != nil {
		t.Fatal(err)
	}
	weights[1] = 99
	if w := under.NodeWeight(1); w != 2 {
		t.Errorf("weight %d, want 2", w)
	}
}

// TestSameOrigin is true of one file opened twice, whatever is laid on it, and false of
// other graphs of the same shape.
func TestSameOrigin(t *testing.T) {
	g := mustBuild(t, everything())
	again, err := FromBytes(g.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	b := everything()
	b.SetNodeWeight(0, 1)
	other := mustBuild(t, b)
	o := NewOverlay(g)
	if err := o.SetNode(0, 1); err != nil {
		t.Fatal(err)
	}
	under, err := again.Under(o)
	if err != nil {
		t.Fatal(err)
	}
	if !g.SameOrigin(under) || !under.SameOrigin(g) || g.Same(under) || g.SameOrigin(other) {
		t.Error("which graphs have one origin is not by their files")
	}
	if !under.Same(other) || !under.SameOrigin(other) {
		t.Error("a graph that is the same in all has another origin")
	}
	if _, err := mustBuild(t, gridBuilder()).Under(o); !errors.Is(err, ErrWrongGraph) {
		t.Errorf("an overlay of another graph: %v", err)
	}
}

// TestCloseUnder closes what is derived along with the graph beneath, and alone.
func TestCloseUnder(t *testing.T) {
	g := mustBuild(t, everything())
	o := NewOverlay(g)
	if err := o.SetNode(0, 1); err != nil {
		t.Fatal(err)
	}
	first, _ := g.Under(o)
	second, _ := first.Under(o)
	_ = first.Close()
	if g.Err() != nil || first.Err() != ErrClosed || second.Err() != nil {
		t.Errorf("the middle one closed: %v, %v, %v", g.Err(), first.Err(), second.Err())
	}
	_ = g.Close()
	if second.Err() != ErrClosed {
		t.Errorf("the lowest one closed: %v", second.Err())
	}
}

// TestUnderShares takes memory for weights alone until its file is asked for, and asks
// for the file as often as one likes, from any goroutine.
func TestUnderShares(t *testing.T) {
	g := mustBuild(t, gridBuilder())
	o := NewOverlay(g)
	if err := o.SetNode(0, Blocked); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	under, err := g.Under(o)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; err != nil || took > uint64(2*4*g.NumNodes()) {
		t.Errorf("%v; %d bytes for %d nodes", err, took, g.NumNodes())
	}
	files := make(chan *byte)
	for range 4 {
		go func() { under.Hash(); files <- &under.Bytes()[0] }()
	}
	first := <-files
	for range 3 {
		if other := <-files; other != first {
			t.Error("more than one file was made")
		}
	}
}

// TestUnderKeepsMapping of the graph beneath, of which nothing else is left.
func TestUnderKeepsMapping(t *testing.T) {
	name := filepath.Join(t.TempDir(), "map")
	if err := WriteFile(name, mustBuild(t, everything())); err != nil {
		t.Fatal(err)
	}
	under, gone := func() (*CSRGraph, chan bool) {
		g, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		o, gone := NewOverlay(g), make(chan bool, 1)
		if err := o.SetNode(0, 1); err != nil {
			t.Fatal(err)
		}
		under, err := g.Under(o)
		if err != nil {
			t.Fatal(err)
		}
		runtime.AddCleanup(g.Layout(), func(bool) { gone <- true }, true)
		return under, gone
	}()
	arrays := under.Layout()
	runtime.KeepAlive(under)
	for range 3 {
		runtime.GC()
	}
	select {
	case <-gone:
		t.Fatal("the mapping is gone")
	case <-time.After(10 * time.Millisecond):
	}
	runtime.KeepAlive(arrays)
	runtime.GC()
	<-gone
}

// TestWeightsOfTheOriginCount closes a node and an arc for everyone, and opens them for
// one user, who sets the weights that they have in the first map. That overlay changes
// nothing there, and still has to hold them.
func TestWeightsOfTheOriginCount(t *testing.T) {
	b := NewBuilder(3)
	b.AddEdge(0, 1, 10)
	b.AddEdge(1, 2, 10)
	b.SetNodeWeight(1, 5)
	g := mustBuild(t, b)
	closed, own := NewOverlay(g), NewOverlay(g)
	check(t, closed.SetNode(1, Blocked))
	check(t, closed.SetArc(1, 2, Blocked))
	check(t, own.SetNode(1, 5))
	check(t, own.SetArc(1, 2, 10))
	everyone, err := g.Under(closed)
	check(t, err)
	opened, err := everyone.Under(own)
	check(t, err)
	if w, _ := opened.ArcWeight(1, 2); w != 10 || opened.NodeWeight(1) != 5 {
		t.Errorf("the node weighs %d and the arc %d; want 5 and 10", opened.NodeWeight(1), w)
	}
	check(t, own.ResetNode(1))
	check(t, own.ResetArc(1, 2))
	reset, err := everyone.Under(own)
	check(t, err)
	if reset != everyone {
		t.Error("patches are left after a reset")
	}
	array, err := OverlayFrom(g, []uint32{0, 5, 0})
	check(t, err)
	if opened, err = everyone.Under(array); err != nil || opened.NodeWeight(1) != 5 {
		t.Errorf("under an array that is as the first map: %d, %v", opened.NodeWeight(1), err)
	}
}
