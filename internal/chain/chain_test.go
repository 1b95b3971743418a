package chain

import (
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// The chains of graphs of each kind, in the notation of describe.
func TestChainsOfKnownGraphs(t *testing.T) {
	for _, c := range []struct {
		what  string
		graph *graphtest.Graph
		want  string
	}{
		{"no nodes", parse(0, ""), "nil"},
		{"no arcs", parse(3, ""), "nil"},
		{"a line", parse(4, "0-1:1 1-2:2 2-3:3"), "[0] | 0(1 2 3). 1 2 3 -/1 2 3 -"},
		{"a line whose smallest node is inside", parse(4, "1-0:1 0-2:2 2-3:3"),
			"[0] | 0(1). 1 -/1 - | 0(2 3). 2 3 -/2 3 -"},
		{"a ring", parse(3, "0-1:1 1-2:2 2-0:3"), "[0] | 0(1 2)0 1 2 3/1 2 3"},
		{"a ring one way", parse(3, "0>1:1 1>2:2 2>0:3"), "[0] | 0(1 2)0 1 2 3/- - -"},
		{"two rings", parse(7, "0-1:1 1-2:2 2-0:3 4-5:4 5-6:5 6-4:6"),
			"[3 0 4] | 0(1 2)0 1 2 3/1 2 3 | 4(5 6)4 4 5 6/4 5 6"},
		{"two nodes", parse(2, "0-1:7/8"), "[0] | 0(1). 7 -/8 -"},
		{"a star", parse(4, "3-0:1 3-1:2 3-2:3"), "[3] | 3(0). 1 -/1 - | 3(1). 2 -/2 - | 3(2). 3 -/3 -"},
		{"dead ends of two", parse(7, "0-1:1 1-2:2 0-3:3 3-4:4 0-5:5/50 5-6:6/60"),
			"[0] | 0(1 2). 1 2 -/1 2 - | 0(3 4). 3 4 -/3 4 - | 0(5 6). 5 6 -/50 60 -"},
		{"a junction's own loop", parse(5, "0-1:1 1-2:2/3 2-0:4 0-3:5 0-4:6"),
			"[0] | 0(3). 5 -/5 - | 0(4). 6 -/6 - | 0(1 2)0 1 2 4/1 3 4"},
		{"one way streets", parse(6, "0>1:1 1>2:2 0-3:3 0-4:4 2-3:5 2-5:6"),
			"[0 2] | 0(1)2 1 2/- - | 0(3)2 3 5/3 5 | 0(4). 4 -/4 - | 2(5). 6 -/6 - | 0>2:3 0>2:8 2>0:- 2>0:8"},
		{"streets that meet head on", parse(6, "0>1:1 2>1:2 0-3:3 0-4:4 2-3:5 2-5:6"),
			"[0 2] | 0(1)2 1 -/- 2 | 0(3)2 3 5/3 5 | 0(4). 4 -/4 - | 2(5). 6 -/6 - | 0>2:- 0>2:8 2>0:- 2>0:8"},
		{"two chains and an arc", parse(4, "0-1:1 1-3:2 0-2:3 2-3:4 0>3:9"),
			"[0 3] | 0(1)3 1 2/1 2 | 0(2)3 3 4/3 4 | 0>3:9 0>3:3 0>3:7 3>0:3 3>0:7"},
		{"free steps", parse(5, "0-1:1 1-2:0 2-3:1 3-4:1"),
			"[1 2] | 1(0). 1 -/1 - | 2(3 4). 1 1 -/1 1 - | 1>2:0 2>1:0"},
		{"nothing but free steps", parse(3, "0-1:0 1-2:0"), "nil"},
		{"free one way", parse(3, "0-1:1 1-2:1/0"), "[1 2] | 1(0). 1 -/1 - | 1>2:1 2>1:0"},
		{"blocked arcs", parse(5, "0-1:1/- 1-2:2 0-3:3 0-4:4 2-3:5 2-4:6"),
			"[0 2] | 0(1)2 1 2/- 2 | 0(3)2 3 5/3 5 | 0(4)2 4 6/4 6 | 0>2:3 0>2:8 0>2:10 2>0:- 2>0:8 2>0:10"},
		{"parallel arcs and loops", parse(3, "0-1:5 0-1:4 1>1:0 1-2:3"), "[0] | 0(1 2). 4 3 -/4 3 -"},
		{"isolated nodes", parse(5, "1-2:1 2-4:2"), "[0 3 1] | 1(2 4). 1 2 -/1 2 -"},
		{"node weights", parse(4, "0-1:1/2 1-3:3/4 0-2:5 2-3:6 0-3:7").WithNodeWeights([]uint32{100, 200, layout.None, 400}),
			"[0 3] | 0(1)3 1 3/2 4 | 0(2)3 5 6/5 6 | 0>3:7 0>3:204 0>3:- 3>0:7 3>0:206 3>0:-"},
		{"a chain too long", parse(4, "0-1:4294967294 1-3:1 0-2:5 2-3:6 0-3:7"),
			"[0 3] | 0(1)3 4294967294 1/4294967294 1 | 0(2)3 5 6/5 6 | 0>3:7 0>3:- 0>3:11 3>0:7 3>0:- 3>0:11"},
	} {
		if got := describe(All(build(c.graph))); got != c.want {
			t.Errorf("%s: %s\n\t%s, want\n\t%s", c.what, c.graph.Name, got, c.want)
		}
	}
}

// Uniform weights are stored as one number, which may be 0.
func TestUniformWeights(t *testing.T) {
	for w, want := range []string{"nil", "[0] | 0(1 2). 1 1 -/1 1 -"} {
		g := build(parse(3, "0-1:1 1-2:1"))
		g.ArcWeights = layout.Column{Uniform: uint32(w)}
		if got := describe(All(g)); got != want {
			t.Errorf("all arcs of %d: %s, want %s", w, got, want)
		}
	}
}

// A graph with one chain of two nodes, and other nodes that a free step makes junctions.
func TestFindWantsMoreThanAQuarter(t *testing.T) {
	for n := 4; n <= 12; n++ {
		o := parse(n, "0-1:1 1-2:1 2-3:1 0-3:0")
		for v := uint32(4); v < uint32(n); v++ {
			o.Arcs = append(o.Arcs, graphtest.Arc{From: 3, To: v})
		}
		g := build(o)
		if found := Find(g) != nil; found != (2 > n/4) {
			t.Errorf("2 of %d nodes in chains: found is %v", n, found)
		}
		if c := All(g); c == nil || len(c.List) != 1 {
			t.Errorf("2 of %d nodes in chains: All finds %s", n, describe(c))
		}
	}
}

// All callers of Of get the same chains.
func TestOfFindsOnce(t *testing.T) {
	g := build(graphtest.Road(300, 1))
	answers := make(chan *Chains)
	for range 8 {
		go func() { answers <- Of(g) }()
	}
	first := <-answers
	for range 7 {
		if other := <-answers; other != first || first == nil {
			t.Fatalf("%p and %p", first, other)
		}
	}
	few := build(parse(3, "0-1:0 1-2:0"))
	for range 2 { // computed, then cached
		if Of(few) != nil {
			t.Error("chains where there are none")
		}
	}
}

// A chain is blocked by its node weight, so that the core is its own reverse. Opened, it
// costs less one way than the other.
func TestStreetsOpenedOneWay(t *testing.T) {
	o := parse(4, "0-1:1/2 1-2:1/2 0-2:9 0-3:0 2-3:0").WithNodeWeights([]uint32{0, layout.None, 0, 0})
	c := All(build(o))
	if c.Core.Reverse() != c.Core {
		t.Fatal("the core is not its own reverse")
	}
	checkSetCost(t, c, o.WithNodeWeights(make([]uint32, 4)))
}
