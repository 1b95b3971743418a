package csr

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
)

// TestBuildKeepsTheCheapest counts what is left out and looks at what is not.
func TestBuildKeepsTheCheapest(t *testing.T) {
	b := NewBuilder(3)
	b.AddArc(0, 1, 9)
	b.AddArc(0, 1, 4)
	b.AddArc(0, 1, Blocked)
	b.AddArc(1, 1, 0)
	b.AddEdge(2, 2, 5)
	b.AddEdge(1, 2, 7)
	b.AddArc(2, 1, 8)
	g := mustBuild(t, b)
	if want := (BuildStats{Loops: 3, Parallel: 3}); b.Stats() != want {
		t.Errorf("left out %+v, want %+v", b.Stats(), want)
	}
	got := slices.Concat(arcsOf(g, 0), arcsOf(g, 1), arcsOf(g, 2))
	if want := []arc{{0, 1, 4}, {1, 2, 7}, {2, 1, 7}}; !slices.Equal(got, want) {
		t.Errorf("arcs %v, want %v", got, want)
	}
	mustBuild(t, b)
	if want := (BuildStats{Loops: 3, Parallel: 3}); b.Stats() != want {
		t.Errorf("built again: left out %+v, want %+v", b.Stats(), want)
	}
}

// TestBuildReportsEveryMistake makes each mistake there is and finds all of
// them in the error, with the number that is wrong.
func TestBuildReportsEveryMistake(t *testing.T) {
	b := NewBuilder(3)
	b.AddArc(0, 1, 1) // right
	b.AddArc(3, 1, 2)
	b.AddArc(1, 4, 3)
	b.AddEdge(5, 0, 4)
	b.AddEdge(0, Blocked, 5)
	b.SetNodeWeight(6, 6)
	b.SetPoint(7, 1, 1)
	b.SetPoint(0, math.NaN(), 1)
	b.SetPoint(0, 1, math.Inf(-1))
	b.SetPoint(1, 181, 0)
	b.SetMeta(Meta{LonLat: true, Unit: "\xff"})
	g, err := b.Build()
	var all *BuildError
	if g != nil || !errors.As(err, &all) {
		t.Fatalf("%v, %v; want a *BuildError", g, err)
	}
	wants := []string{
		"AddArc(3, 1, 2): node 3 is out of range: the graph has 3 nodes",
		"AddArc(1, 4, 3): node 4 is", "AddEdge(5, 0, 4): node 5 is", "AddEdge(0, 4294967295, 5): node 4294967295 is",
		"SetNodeWeight(6, 6): node 6 is", "SetPoint(7, 1, 1): node 7 is",
		"SetPoint(0, NaN, 1): not a point", "SetPoint(0, 1, -Inf): not a point",
		"node 0 has no point", "node 1: 181, 0 are not longitude and latitude", "node 2 has no point", "SetMeta",
	}
	if len(all.Mistakes) != len(wants) {
		t.Errorf("%d mistakes, want %d", len(all.Mistakes), len(wants))
	}
	for i, want := range wants {
		if i < len(all.Mistakes) && !strings.HasPrefix(all.Mistakes[i].Error(), want) {
			t.Errorf("mistake %d: %v; want %s", i, all.Mistakes[i], want)
		}
	}
	var node *NodeError
	if !errors.As(err, &node) || node.Node != 3 || node.Nodes != 3 {
		t.Errorf("first wrong node: %+v", node)
	}
	if s := err.Error(); !strings.Contains(s, "12 mistakes") || !strings.Contains(s, "and 2 more") {
		t.Errorf("message: %s", s)
	}
}

func TestBuilderOfNoSize(t *testing.T) {
	for _, n := range []int{-1, math.MinInt} {
		if g, err := NewBuilder(n).Build(); err == nil {
			t.Errorf("NewBuilder(%d) built %v", n, g)
		}
	}
	g := mustBuild(t, NewBuilder(0))
	if g.NumNodes() != 0 || g.NumArcs() != 0 || g.Verify() != nil {
		t.Errorf("graph of nothing: %d nodes, %d arcs", g.NumNodes(), g.NumArcs())
	}
}

// TestAddingAllocatesLittle adds a million arcs and points: the memory grows,
// but no call has garbage of its own.
func TestAddingAllocatesLittle(t *testing.T) {
	b := NewBuilder(1000)
	if n := testing.AllocsPerRun(1, func() {
		for i := range Node(1 << 20) {
			b.AddArc(i%1000, i%999, i)
			b.SetNodeWeight(i%1000, i)
			b.SetPoint(i%1000, 1, 2)
		}
	}); n > 100 {
		t.Errorf("%v allocations", n)
	}
}

// TestBuildIsDeterministic adds the same arcs in another order, twice some of
// them: the bytes are those of the graph, not of its history.
func TestBuildIsDeterministic(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		b := randomBuilder(r)
		want := mustBuild(t, b)
		again := &Builder{nodes: b.nodes, nodeWeights: b.nodeWeights, points: b.points}
		for _, i := range r.Perm(len(b.arcs)) {
			again.arcs = append(again.arcs, b.arcs[i])
		}
		again.arcs = append(again.arcs, b.arcs[:len(b.arcs)/2]...)
		if got := mustBuild(t, again); !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatal("the same arcs in another order make other bytes")
		}
	}
}

// TestRoundTrip compares what was added with what the graph says, by maps, and
// the graph with itself read back.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		b := randomBuilder(r)
		g := mustBuild(t, b)
		want := cheapest(b)
		for v := range Node(b.nodes) {
			for _, a := range arcsOf(g, v) {
				if w, ok := want[[2]Node{a.from, a.to}]; !ok || w != a.weight {
					t.Fatalf("arc %v; %v, %v was added", a, w, ok)
				}
				delete(want, [2]Node{a.from, a.to})
			}
		}
		if len(want) != 0 {
			t.Fatalf("arcs lost: %v", want)
		}
		again, err := FromBytes(g.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		equalGraphs(t, again, g)
	}
}

func cheapest(b *Builder) map[[2]Node]uint32 {
	arcs := map[[2]Node]uint32{}
	for _, a := range b.arcs {
		key := [2]Node{a.from, a.to}
		if w, ok := arcs[key]; a.from != a.to && (!ok || a.weight < w) {
			arcs[key] = a.weight
		}
	}
	return arcs
}

// FuzzBuilder takes bytes as calls of a Builder. Whatever it is told, it either
// reports a mistake or builds a graph that reads back the same.
func FuzzBuilder(f *testing.F) {
	f.Add(uint8(4), []byte{0, 1, 5, 1, 2, 0, 2, 0, 255})
	f.Add(uint8(0), []byte{0, 0, 0})
	f.Add(uint8(200), bytes.Repeat([]byte{7, 8, 9}, 50))
	f.Fuzz(func(t *testing.T, nodes uint8, calls []byte) {
		b := NewBuilder(int(nodes))
		for ; len(calls) >= 3; calls = calls[3:] {
			u, v, w := Node(calls[0]&63), Node(calls[1]&63), uint32(int32(int8(calls[2])))
			switch calls[0] >> 6 {
			case 0:
				b.AddArc(u, v, w)
			case 1:
				b.AddEdge(u, v, w)
			case 2:
				b.SetNodeWeight(u, w)
			case 3:
				b.SetPoint(u, float64(v), float64(w))
			}
		}
		g, err := b.Build()
		if (err == nil) != (g != nil) {
			t.Fatalf("graph %v and error %v", g, err)
		}
		if err != nil {
			return
		}
		if err := g.Verify(); err != nil {
			t.Error(err)
		}
		again, err := FromBytes(bytes.Clone(g.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		equalGraphs(t, again, g)
	})
}

// TestMeta stores every text and refuses what a file cannot hold.
func TestMeta(t *testing.T) {
	for _, m := range []Meta{
		{}, {Name: "n"}, {Unit: "u"}, {Attribution: "a"}, {LonLat: true},
		{Name: "Göteborg · 東京", Unit: "µs", Attribution: strings.Repeat("©", maxText/2), LonLat: true},
	} {
		b := NewBuilder(1)
		b.SetMeta(m)
		if got := mustBuild(t, b).Meta(); got != m {
			t.Errorf("%.40v, want %.40v", got, m)
		}
	}
	for _, m := range []Meta{{Name: strings.Repeat("x", maxText+1)}, {Unit: "\xff"}, {Attribution: "a\xc3"}} {
		b := NewBuilder(1)
		b.SetMeta(m)
		if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), "SetMeta") {
			t.Errorf("%.40v: %v", m, err)
		}
	}
}

// TestBuilderCanGoOn builds, adds and builds again; a graph that was built
// before does not change.
func TestBuilderCanGoOn(t *testing.T) {
	b := everything()
	first := mustBuild(t, b)
	before := bytes.Clone(first.Bytes())
	b.AddArc(4, 0, 9)
	b.SetNodeWeight(0, 77)
	second := mustBuild(t, b)
	if !bytes.Equal(first.Bytes(), before) {
		t.Error("the first graph has changed")
	}
	if w, ok := second.ArcWeight(4, 0); !ok || w != 9 || second.NodeWeight(0) != 77 {
		t.Errorf("arc %d, %v; node %d", w, ok, second.NodeWeight(0))
	}
	b.AddArc(9, 0, 1)
	if _, err := b.Build(); err == nil {
		t.Error("a mistake after a graph was built is not reported")
	}
}

// TestLastCallCounts sets weights and points twice.
func TestLastCallCounts(t *testing.T) {
	b := NewBuilder(1)
	b.SetNodeWeight(0, 1)
	b.SetNodeWeight(0, 2)
	b.SetPoint(0, 1, 2)
	b.SetPoint(0, 3, 4)
	g := mustBuild(t, b)
	if x, y, _ := g.Point(0); g.NodeWeight(0) != 2 || x != 3 || y != 4 {
		t.Errorf("weight %d at %v, %v", g.NodeWeight(0), x, y)
	}
}

// TestExtremeWeights keeps weights at the ends of their range on nodes and arcs.
func TestExtremeWeights(t *testing.T) {
	for _, w := range []uint32{0, 1, 1 << 31, Blocked - 1, Blocked} {
		b := NewBuilder(3)
		b.AddArc(0, 1, w)
		b.AddArc(1, 2, 5)
		b.SetNodeWeight(2, w)
		g := mustBuild(t, b)
		if got, ok := g.ArcWeight(0, 1); !ok || got != w || g.NodeWeight(2) != w {
			t.Errorf("%d: arc %d, %v; node %d", w, got, ok, g.NodeWeight(2))
		}
	}
}

// TestAbsurdNumbersOfNodes are mistakes that take no memory, whatever else is said
// about such nodes.
func TestAbsurdNumbersOfNodes(t *testing.T) {
	for _, n := range []int{-1, math.MinInt, math.MaxInt, math.MaxInt32} {
		var err error
		took := flatfiletest.Allocated(func() {
			b := NewBuilder(n)
			b.AddArc(0, 1, 1)
			b.SetNodeWeight(0, 1)
			b.SetNodeWeight(1, 1)
			b.SetPoint(0, 1, 1)
			_, err = b.Build()
		})
		var mistakes *BuildError
		if !errors.As(err, &mistakes) || !strings.Contains(err.Error(), " nodes") || took > 1<<16 {
			t.Errorf("%d nodes: %v, after %d bytes of memory", n, err, took)
		}
	}
}

// TestSetMaxBytes holds the nodes to what they take: at the edge, with and without
// weights and points.
func TestSetMaxBytes(t *testing.T) {
	for _, c := range []struct {
		weights, points bool
		each            int64
	}{{false, false, 4}, {true, false, 8}, {false, true, 20}, {true, true, 24}} {
		for _, spare := range []int64{0, -1} {
			b := NewBuilder(3)
			b.SetMaxBytes(3*c.each + spare)
			for v := range Node(3) {
				if c.weights {
					b.SetNodeWeight(v, 7)
				}
				if c.points {
					b.SetPoint(v, 1, 1)
				}
			}
			var mistakes *BuildError
			if _, err := b.Build(); (err == nil) != (spare == 0) || err != nil && (!errors.As(err, &mistakes) || len(mistakes.Mistakes) != 1) {
				t.Errorf("%+v with %d bytes to spare: %v", c, spare, err)
			}
		}
	}
}
