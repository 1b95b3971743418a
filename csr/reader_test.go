package csr_test

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// otherReader is a reader of the format written from the package documentation
// alone, as one in another language would be. It trusts its input.
type otherReader struct {
	b           []byte
	nodes, arcs int
	sections    map[uint32]otherSection
}

type otherSection struct {
	element int
	data    []byte
	sum     uint32
}

func newOtherReader(b []byte) *otherReader {
	le := binary.LittleEndian
	r := &otherReader{b: b, nodes: int(le.Uint32(b[16:])), arcs: int(le.Uint32(b[20:])), sections: map[uint32]otherSection{}}
	for i := range int(le.Uint16(b[14:])) {
		e := b[64+32*i:]
		at, length := le.Uint64(e[8:]), le.Uint64(e[16:])
		r.sections[le.Uint32(e)] = otherSection{int(le.Uint32(e[4:])), b[at : at+length], le.Uint32(e[24:])}
	}
	return r
}

// number returns element i of a section: of an array, of one that stands for
// all, or of none.
func (r *otherReader) number(kind uint32, i, count int) uint32 {
	s, ok := r.sections[kind]
	if !ok {
		return 0
	}
	if len(s.data) == s.element && count != 1 {
		i = 0
	}
	if s.element == 2 {
		return uint32(binary.LittleEndian.Uint16(s.data[2*i:]))
	}
	return binary.LittleEndian.Uint32(s.data[4*i:])
}

// TestDocumentedFormat reads the golden files and the map by the documentation,
// and compares all there is in them.
func TestDocumentedFormat(t *testing.T) {
	files := map[string][]byte{"goteborg": testdata.Goteborg(), "goteborg-streets": testdata.GoteborgStreets()}
	for _, name := range []string{"golden16.csr", "golden32.csr", "goldenstreets.csr"} {
		b, err := os.ReadFile(filepath.Join("..", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b
	}
	for name, b := range files {
		g, err := csr.FromBytes(b)
		if err != nil {
			t.Fatal(err)
		}
		r := newOtherReader(b)
		if r.nodes != g.NumNodes() || r.arcs != g.NumArcs() {
			t.Fatalf("%s: %d nodes, %d arcs; want %d, %d", name, r.nodes, r.arcs, g.NumNodes(), g.NumArcs())
		}
		compareArcs(t, name, r, g)
		comparePoints(t, name, r, g)
		compareStreets(t, name, r, g)
		m := csr.Meta{Name: string(r.sections[6].data), Unit: string(r.sections[7].data), Attribution: string(r.sections[8].data),
			LonLat: binary.LittleEndian.Uint64(b[40:])&1 == 1}
		if m != g.Meta() {
			t.Errorf("%s: %+v, want %+v", name, m, g.Meta())
		}
		checkSums(t, name, r, g)
	}
}

// TestNamesOfACity compares the two maps of Göteborg, with and without names.
func TestNamesOfACity(t *testing.T) {
	const limit = 60_000
	more := len(testdata.GoteborgStreets()) - len(testdata.Goteborg())
	if more > limit {
		t.Errorf("the names take %d bytes; at most %d", more, limit)
	}
	g, err := csr.FromBytes(testdata.GoteborgStreets())
	if err != nil {
		t.Fatal(err)
	}
	arcs := map[string]int{}
	for arc := range uint32(g.NumArcs()) {
		s, ok := g.Street(arc)
		if !ok || s.Class == "" || s.Way == 0 {
			t.Fatalf("arc %d: %+v, %v", arc, s, ok)
		}
		arcs[s.Name]++
	}
	if arcs["Kungsportsavenyen"] < 20 || arcs["Vasagatan"] < 20 {
		t.Errorf("Kungsportsavenyen has %d arcs, Vasagatan %d", arcs["Kungsportsavenyen"], arcs["Vasagatan"])
	}
	t.Logf("%d bytes for %d names, of %d arcs without one", more, len(arcs)-1, arcs[""])
}

func compareArcs(t *testing.T, name string, r *otherReader, g *csr.CSRGraph) {
	t.Helper()
	for v := range r.nodes {
		a := int(r.number(1, v, r.nodes+1))
		for to, w := range g.Arcs(csr.Node(v)).All() {
			if gotTo, gotW := r.number(2, a, r.arcs+2), r.number(4, a, r.arcs); gotTo != to || gotW != w {
				t.Fatalf("%s: arc %d leads to %d at %d; want %d at %d", name, a, gotTo, gotW, to, w)
			}
			a++
		}
		if end := int(r.number(1, v+1, r.nodes+1)); a != end {
			t.Fatalf("%s: the arcs of node %d end at %d, want %d", name, v, end, a)
		}
		if w := r.number(3, v, r.nodes); w != g.NodeWeight(csr.Node(v)) {
			t.Fatalf("%s: node %d weighs %d, want %d", name, v, w, g.NodeWeight(csr.Node(v)))
		}
	}
}

func compareStreets(t *testing.T, name string, r *otherReader, g *csr.CSRGraph) {
	t.Helper()
	text := func(i, streets int) string {
		n := int(r.number(10, i, 2*streets))
		if n == 0 {
			return ""
		}
		from := uint32(0)
		if n > 1 {
			from = r.number(13, n-2, 99)
		}
		return string(r.sections[14].data[from:r.number(13, n-1, 99)])
	}
	for a := range r.arcs {
		got, ok := g.Street(uint32(a))
		i := int(r.number(9, a, r.arcs))
		if ok != (i > 0) {
			t.Fatalf("%s: arc %d has a street: %v", name, a, ok)
		}
		if i == 0 {
			continue
		}
		streets := len(r.sections[10].data) / 4
		want := csr.Street{Name: text(2*i-2, streets), Class: text(2*i-1, streets), Way: int64(r.number(11, i-1, streets)), Flags: uint16(r.number(12, i-1, streets))}
		if got != want {
			t.Errorf("%s: arc %d is a part of %+v, want %+v", name, a, got, want)
		}
	}
}

func comparePoints(t *testing.T, name string, r *otherReader, g *csr.CSRGraph) {
	t.Helper()
	s, ok := r.sections[5]
	if ok != g.HasPoints() {
		t.Fatalf("%s: points: %v, want %v", name, ok, g.HasPoints())
	}
	for v := range len(s.data) / 16 {
		x, y, _ := g.Point(csr.Node(v))
		gotX := math.Float64frombits(binary.LittleEndian.Uint64(s.data[16*v:]))
		gotY := math.Float64frombits(binary.LittleEndian.Uint64(s.data[16*v+8:]))
		if gotX != x || gotY != y {
			t.Fatalf("%s: node %d is at %v, %v; want %v, %v", name, v, gotX, gotY, x, y)
		}
	}
}

// checkSums computes every checksum and the content hash as documented.
func checkSums(t *testing.T, name string, r *otherReader, g *csr.CSRGraph) {
	t.Helper()
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for kind, s := range r.sections {
		if crc32.Checksum(s.data, castagnoli) != s.sum {
			t.Errorf("%s: section of kind %d has another checksum", name, kind)
		}
	}
	b := slices.Clone(r.b)
	want := binary.LittleEndian.Uint32(b[28:])
	clear(b[28:32])
	if sum := crc32.Checksum(b[:64+32*len(r.sections)], castagnoli); sum != want {
		t.Errorf("%s: header checksum %08x, want %08x", name, sum, want)
	}
	clear(b[56:64])
	if sum := sha256.Sum256(b); binary.LittleEndian.Uint64(sum[:]) != g.Hash() {
		t.Errorf("%s: content hash %x, want %x", name, sum[:8], g.Hash())
	}
}
