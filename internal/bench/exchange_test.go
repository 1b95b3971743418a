package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// small returns a graph with node and arc weights, some of them closed.
func small(t *testing.T) *csr.CSRGraph {
	t.Helper()
	g, err := build(&graphtest.Graph{
		N:           4,
		Arcs:        []graphtest.Arc{{From: 0, To: 1, Weight: 5}, {From: 1, To: 2, Weight: 0}, {From: 2, To: 3, Weight: 1}, {From: 3, To: 0, Weight: csr.Blocked}},
		NodeWeights: []uint32{100, 10, 0, csr.Blocked},
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// exported writes a graph and some queries for a peer.
func exported(t *testing.T, g *csr.CSRGraph, count int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	sources, targets := graphtest.Pairs(g.NumNodes(), count, 1)
	if err := export(dir, g, queries{sources, targets}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestExchangeRoundTrip(t *testing.T) {
	for _, o := range samples() {
		g, err := build(o)
		if err != nil {
			t.Fatal(err)
		}
		dir := exported(t, g, 100)
		want, err := fold(g)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readNetwork(dir); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: arcs changed on the way: %v", o.Name, err)
		}
		sources, targets := graphtest.Pairs(g.NumNodes(), 100, 1)
		if got, err := readQueries(dir); err != nil || !reflect.DeepEqual(got, queries{sources, targets}) {
			t.Errorf("%s: queries changed on the way: %v", o.Name, err)
		}
		copied, err := csr.ReadFile(filepath.Join(dir, mapFile))
		if err != nil || copied.Hash() != g.Hash() {
			t.Errorf("%s: the map changed on the way: %v", o.Name, err)
		}
	}
}

// Node weights are in the arcs that enter them, and no arc is closed or leads to a closed
// node.
func TestFold(t *testing.T) {
	got, err := fold(small(t))
	want := &network{nodes: 4, arcs: []arc{{0, 1, 15}, {1, 2, 0}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	big, err := build(&graphtest.Graph{N: 2, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: 1 << 31}}, NodeWeights: []uint32{0, 1 << 31}})
	if err != nil {
		t.Fatal(err)
	}
	if err := export(t.TempDir(), big, queries{}); err == nil || !strings.Contains(err.Error(), "arc 0 to 1") {
		t.Errorf("%v; want the arc whose weights do not fit", err)
	}
}

func TestDamagedFilesAreNamed(t *testing.T) {
	dir := exported(t, small(t), 4)
	for _, c := range []struct{ file, text, want string }{
		{arcsFile, "4 2\n0 1 15\n1 2\n", "arcs.txt: number 8"},
		{arcsFile, "4 1\n0 x 15\n", "arcs.txt: number 4"},
		{pairsFile, "1\n0 -1\n", "queries.txt: number 3"},
	} {
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, errArcs := readNetwork(dir)
		if c.file == pairsFile {
			_, errArcs = readQueries(dir)
		}
		if errArcs == nil || !strings.Contains(errArcs.Error(), c.want) {
			t.Errorf("%q: %v; want %q", c.text, errArcs, c.want)
		}
	}
}

func TestReplyRoundTrip(t *testing.T) {
	want := reply{took: 1234, mallocs: unknown, bytes: 7, distances: []int64{0, unknown, 1 << 40}}
	var text strings.Builder
	if err := want.write(&text); err != nil {
		t.Fatal(err)
	}
	if got, err := parseReply(text.String(), 3); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	for _, line := range []string{"", text.String() + "1", "1 2 3 4 5 six"} {
		if _, err := parseReply(line, 3); err == nil {
			t.Errorf("%q was read", line)
		}
	}
}
