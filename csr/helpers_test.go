package csr

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// The layout of a file as doc.go draws it, apart from the constants of the package
// that lays it out, so that the tests hold the one to the other.
const (
	alignment      = 64
	headerSize     = 64
	entrySize      = 32
	atOrderMark    = 8
	atVersion      = 12
	atSections     = 14
	atNodes        = 16
	atTargetWidth  = 24
	atOffsetWidth  = 25
	atReserved     = 26
	atRequired     = 32
	atOptional     = 40
	atLength       = 48
	atHash         = 56
	atEntryKind    = 0
	atEntryElement = 4
	atEntryOffset  = 8
	atEntryLength  = 16
	atEntryZero    = 28
)

var le = binary.LittleEndian

// mustBuild builds or fails the test.
func mustBuild(t testing.TB, b *Builder) *CSRGraph {
	t.Helper()
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// gridBuilder returns the 90×90 grid with node weights of 1 to 100 that sizes
// are measured on.
func gridBuilder() *Builder {
	const side = 90
	r := rand.New(rand.NewPCG(1, 2))
	b := NewBuilder(side * side)
	for v := range Node(side * side) {
		b.SetNodeWeight(v, 1+r.Uint32N(100))
		if v%side < side-1 {
			b.AddEdge(v, v+1, 0)
		}
		if v/side < side-1 {
			b.AddEdge(v, v+side, 0)
		}
	}
	return b
}

// everything returns a small graph that uses every section of the format.
func everything() *Builder {
	b := NewBuilder(5)
	b.SetMeta(Meta{Name: "five corners", Unit: "dm", Attribution: "nobody", LonLat: true})
	for i, w := range []uint32{0, 7, Blocked, 3, 1} {
		b.SetNodeWeight(Node(i), w)
		b.SetPoint(Node(i), 11+float64(i)/8, 57.5-float64(i)/16)
	}
	b.AddEdge(0, 1, 10)
	b.AddEdge(1, 2, 20)
	b.AddArc(2, 3, Blocked)
	b.AddArc(3, 0, 40)
	b.AddArc(0, 4, 0)
	return b
}

// randomBuilder returns a small random graph, with any of the optional parts.
func randomBuilder(r *rand.Rand) *Builder {
	n := 1 + r.IntN(12)
	b := NewBuilder(n)
	span := []uint32{1, 2, 100, Blocked}[r.IntN(4)]
	for range r.IntN(4 * n) {
		b.AddArc(r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), r.Uint32N(span))
	}
	withNodes, withPoints := r.IntN(2) == 0, r.IntN(2) == 0
	for v := range Node(n) {
		if withNodes {
			b.SetNodeWeight(v, r.Uint32N(span))
		}
		if withPoints {
			b.SetPoint(v, r.Float64()*100, r.Float64()*50)
		}
	}
	return b
}

// equalGraphs compares all that the methods of two graphs say.
func equalGraphs(t *testing.T, got, want *CSRGraph) {
	t.Helper()
	if got.NumNodes() != want.NumNodes() || got.NumArcs() != want.NumArcs() || got.Meta() != want.Meta() || got.Hash() != want.Hash() {
		t.Fatalf("%d nodes, %d arcs, %+v, %x; want %d, %d, %+v, %x", got.NumNodes(), got.NumArcs(), got.Meta(), got.Hash(),
			want.NumNodes(), want.NumArcs(), want.Meta(), want.Hash())
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Fatal("the bytes differ")
	}
	for v := range Node(want.NumNodes()) {
		gotX, gotY, gotOK := got.Point(v)
		wantX, wantY, wantOK := want.Point(v)
		if got.NodeWeight(v) != want.NodeWeight(v) || gotX != wantX || gotY != wantY || gotOK != wantOK {
			t.Fatalf("node %d: weight %d at %v, %v; want %d at %v, %v", v, got.NodeWeight(v), gotX, gotY, want.NodeWeight(v), wantX, wantY)
		}
		if !slices.Equal(arcsOf(got, v), arcsOf(want, v)) {
			t.Fatalf("node %d: arcs %v, want %v", v, arcsOf(got, v), arcsOf(want, v))
		}
	}
}

func arcsOf(g *CSRGraph, v Node) (arcs []arc) {
	for to, w := range g.Arcs(v).All() {
		arcs = append(arcs, arc{v, to, w})
	}
	return arcs
}

// nodePatches returns the patches of nodes; an overlay of a whole array has none.
func nodePatches(o *Overlay) []Patch {
	if o.weights != nil {
		return nil
	}
	return o.nodes
}
