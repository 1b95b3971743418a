package main

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

func goteborg(t *testing.T) *csr.CSRGraph {
	t.Helper()
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// built returns a graph of what a test adds.
func built(t *testing.T, nodes int, meta csr.Meta, add func(*csr.Builder)) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(nodes)
	b.SetMeta(meta)
	add(b)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// street10 is ten nodes in a row, 100 m from each other.
func street10(t *testing.T) *csr.CSRGraph {
	t.Helper()
	return built(t, 10, csr.Meta{Name: "Long Street", Unit: "dm", Attribution: "© nobody"}, func(b *csr.Builder) {
		for v := range csr.Node(10) {
			b.SetPoint(v, float64(v), 3)
			if v > 0 {
				b.AddEdge(v-1, v, 1000)
			}
		}
	})
}

// In a row, a street is on all paths from one of its sides to the other.
func TestBetweenness(t *testing.T) {
	g := street10(t)
	n := newNetwork(g)
	used, err := n.betweenness()
	if err != nil || len(used) != 9 {
		t.Fatal(used, err)
	}
	for i, paths := range used {
		if want := 2 * (i + 1) * (9 - i); paths != want {
			t.Errorf("street %d is used %d times, want %d", i, paths, want)
		}
	}
}

// On a map where everything is free, distances do not order the nodes.
func TestFreeSteps(t *testing.T) {
	g := built(t, 40, csr.Meta{}, func(b *csr.Builder) {
		random := rand.New(rand.NewPCG(1, 1))
		for v := csr.Node(1); v < 40; v++ {
			b.AddEdge(v, random.Uint32N(v), 0)
		}
	})
	n := newNetwork(g)
	used, err := n.betweenness()
	if err != nil {
		t.Fatal(err)
	}
	leaves := 0
	for i, s := range n.streets {
		if g.Degree(s.u) == 1 || g.Degree(s.v) == 1 {
			if leaves++; used[i] != 2*39 {
				t.Errorf("the street to a dead end is used %d times", used[i])
			}
		}
	}
	if leaves == 0 {
		t.Error("a tree without leaves")
	}
}

// Every street of Göteborg is listed once, the important ones last and in the right
// shares, and so is a one-way street.
func TestClasses(t *testing.T) {
	g := goteborg(t)
	streets, err := streetsOf(g)
	if err != nil {
		t.Fatal(err)
	}
	seen, count := map[[2]csr.Node]bool{}, [classes]int{}
	for i, s := range streets {
		count[s.class]++
		if seen[[2]csr.Node{s.u, s.v}] || s.u >= s.v || i > 0 && streets[i-1].class > s.class {
			t.Fatalf("street %d: %v", i, s)
		}
		seen[[2]csr.Node{s.u, s.v}] = true
	}
	for v := range csr.Node(g.NumNodes()) {
		for to := range g.Arcs(v).All() {
			if !seen[[2]csr.Node{min(v, to), max(v, to)}] {
				t.Fatalf("no street between %d and %d", v, to)
			}
		}
	}
	for i, share := range classShare {
		if got := count[classes-1-i]; got != int(share*float64(len(streets))) {
			t.Errorf("%d streets of class %d", got, classes-1-i)
		}
	}
}

// Each street is in one line once, and lines are connected.
func TestPolylines(t *testing.T) {
	streets := newNetwork(goteborg(t)).streets
	lines := polylines(streets)
	var ends [][2]csr.Node
	for _, line := range lines {
		for i, v := range line[1:] {
			ends = append(ends, [2]csr.Node{min(v, line[i]), max(v, line[i])})
		}
	}
	less := func(a, b [2]csr.Node) int { return slices.Compare(a[:], b[:]) }
	slices.SortFunc(ends, less)
	var want [][2]csr.Node
	for _, s := range streets {
		want = append(want, [2]csr.Node{s.u, s.v})
	}
	slices.SortFunc(want, less)
	if !slices.Equal(ends, want) {
		t.Errorf("%d streets in lines, want %d", len(ends), len(want))
	}
	if len(lines) > len(streets)/3 {
		t.Errorf("%d lines for %d streets", len(lines), len(streets))
	}
	if polylines(nil) != nil {
		t.Error("lines of no streets")
	}
}
