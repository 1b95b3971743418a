package csr

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
)

// streetsOf returns the street of every arc by its ends.
func streetsOf(g *CSRGraph) map[[2]Node]Street {
	found := map[[2]Node]Street{}
	for arc := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(arc)
		if s, ok := g.Street(arc); ok {
			found[[2]Node{from, to}] = s
		}
	}
	return found
}

// equalStreets compares the streets of all arcs.
func equalStreets(t *testing.T, got, want map[[2]Node]Street) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d arcs have streets, want %d", len(got), len(want))
	}
	for ends, s := range want {
		if got[ends] != s {
			t.Fatalf("arc %v is a part of %+v, want %+v", ends, got[ends], s)
		}
	}
}

// added is a call of AddStreetArc.
type added struct {
	arc
	street Street
}

// randomStreetArcs draws arcs between n nodes, many of them parallel or loops.
func randomStreetArcs(r *rand.Rand, n uint32) (arcs []added) {
	names, ways := []string{"", "Avenyn", "Östra Hamngatan"}, []int64{0, 7, math.MaxUint32, []int64{1, -1, 1 << 40}[r.IntN(3)]}
	for range r.IntN(40) {
		s := Street{names[r.IntN(3)], []string{"", "footway", "Avenyn"}[r.IntN(3)], ways[r.IntN(4)], uint16(r.IntN(2) * 513)}
		if r.IntN(4) == 0 {
			s = Street{}
		}
		arcs = append(arcs, added{arc{r.Uint32N(n), r.Uint32N(n), r.Uint32N(3)}, s})
	}
	return arcs
}

// kept returns the streets of the arcs that a graph keeps, in the words of AddStreetArc.
func kept(arcs []added) map[[2]Node]Street {
	best := map[[2]Node]added{}
	before := func(a, b added) bool {
		if a.weight != b.weight || a.street == (Street{}) || b.street == (Street{}) {
			return a.weight < b.weight || a.weight == b.weight && a.street != (Street{})
		}
		key := func(s Street) string {
			return fmt.Sprintf("%s\x00%s\x00%020d\x00%05d", s.Name, s.Class, s.Way+1<<41, s.Flags)
		}
		return key(a.street) < key(b.street)
	}
	for _, a := range arcs {
		ends := [2]Node{a.from, a.to}
		if b, ok := best[ends]; a.from != a.to && (!ok || before(a, b)) {
			best[ends] = a
		}
	}
	streets := map[[2]Node]Street{}
	for ends, a := range best {
		if a.street != (Street{}) {
			streets[ends] = a.street
		}
	}
	return streets
}

func builderOf(n uint32, arcs []added) *Builder {
	b := NewBuilder(int(n))
	for _, a := range arcs {
		b.AddStreetArc(a.from, a.to, a.weight, b.AddStreet(a.street))
	}
	return b
}

// TestStreets builds random graphs twice, the second time in another order.
func TestStreets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + r.Uint32N(6)
		arcs := randomStreetArcs(r, n)
		g := mustBuild(t, builderOf(n, arcs))
		want := kept(arcs)
		equalStreets(t, streetsOf(g), want)
		if g.HasStreets() != (len(want) > 0) || g.Verify() != nil {
			t.Fatalf("streets: %v, %v", g.HasStreets(), g.Verify())
		}
		r.Shuffle(len(arcs), func(i, j int) { arcs[i], arcs[j] = arcs[j], arcs[i] })
		if again := mustBuild(t, builderOf(n, arcs)); !bytes.Equal(again.Bytes(), g.Bytes()) {
			t.Fatal("another order makes another file")
		}
		if _, ok := g.Street(uint32(g.NumArcs())); ok {
			t.Error("an arc that is not there has a street")
		}
	}
}

// TestManyStreets has more streets, texts and bytes of text than two bytes can count.
func TestManyStreets(t *testing.T) {
	const n = 1<<16 + 100
	street := func(v Node) Street {
		return Street{Name: fmt.Sprint("Street ", v), Class: "residential", Way: int64(v) << 20, Flags: uint16(v)}
	}
	b := NewBuilder(n)
	for v := range Node(n - 1) {
		b.AddStreetArc(v, v+1, 1, b.AddStreet(street(v)))
	}
	g := mustBuild(t, b)
	for v := range Node(n - 1) {
		if arc, ok := g.Arc(v, v+1); !ok {
			t.Fatalf("no arc from %d", v)
		} else if s, ok := g.Street(arc); !ok || s != street(v) {
			t.Fatalf("node %d: %+v, %v", v, s, ok)
		}
	}
}

// TestNoStreetsCostNothing compares files of arcs without streets.
func TestNoStreetsCostNothing(t *testing.T) {
	plain, b := everything(), everything()
	b.AddStreet(Street{Name: "of no arc"})
	b.AddStreetArc(4, 0, 1, b.AddStreet(Street{}))
	plain.AddArc(4, 0, 1)
	b.AddStreetArc(1, 1, 0, b.AddStreet(Street{Name: "of a loop"}))
	b.AddStreetArc(0, 1, 11, b.AddStreet(Street{Name: "beside a cheaper arc"}))
	g, want := mustBuild(t, b), mustBuild(t, plain)
	if g.HasStreets() || !bytes.Equal(g.Bytes(), want.Bytes()) {
		t.Error("a graph without streets is not what it was")
	}
}

// TestStreetMistakes are reported by Build.
func TestStreetMistakes(t *testing.T) {
	for what, add := range map[string]func(*Builder){
		"UTF-8":                func(b *Builder) { b.AddStreet(Street{Name: "\xff"}) },
		"65536 bytes":          func(b *Builder) { b.AddStreet(Street{Class: strings.Repeat("a", 1<<16+1)}) },
		"there are 0 streets":  func(b *Builder) { b.AddStreetArc(0, 1, 7, 1) },
		"node 5 is out of":     func(b *Builder) { b.AddStreetArc(0, 5, 7, 0) },
		"AddStreetArc(5, 0, 7": func(b *Builder) { b.AddStreetArc(5, 0, 7, b.AddStreet(Street{Way: 1})) },
	} {
		b := NewBuilder(2)
		add(b)
		if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v: want %s", err, what)
		}
	}
}

// avenue returns a small graph with all sections of streets.
func avenue() *Builder {
	b := everything()
	avenyn := b.AddStreet(Street{Name: "Kungsportsavenyn", Class: "pedestrian", Way: 4040, Flags: 3})
	b.AddStreetArc(3, 4, 1, avenyn)
	b.AddStreetArc(4, 3, 1, avenyn)
	b.AddStreetArc(1, 4, 9, b.AddStreet(Street{Class: "footway", Way: 5}))
	b.AddStreetArc(4, 1, 9, b.AddStreet(Street{Name: "footway"}))
	return b
}

// TestStreetAllocatesNothing but for the first call of a graph.
func TestStreetAllocatesNothing(t *testing.T) {
	g := mustBuild(t, avenue())
	var found Street
	if n := testing.AllocsPerRun(10, func() {
		for arc := range uint32(g.NumArcs()) {
			if s, ok := g.Street(arc); ok {
				found = s
			}
		}
	}); n != 0 || found == (Street{}) {
		t.Errorf("%v allocations, %+v", n, found)
	}
}

// TestStreetsOutliveTheFile overwrites the bytes of a graph, and drops a mapping.
func TestStreetsOutliveTheFile(t *testing.T) {
	want := streetsOf(mustBuild(t, avenue()))
	file := bytes.Clone(mustBuild(t, avenue()).Bytes())
	g, err := FromBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	got := streetsOf(g)
	clear(file)
	equalStreets(t, got, want)

	name := filepath.Join(t.TempDir(), "named.csr")
	if err := WriteFile(name, mustBuild(t, avenue())); err != nil {
		t.Fatal(err)
	}
	mapped, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	got = streetsOf(mapped)
	mapped = nil
	for range 3 {
		runtime.GC()
	}
	equalStreets(t, got, want)
}

// TestCopiesKeepStreets cuts graphs and lays overlays on them.
func TestCopiesKeepStreets(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n := 1 + r.Uint32N(6)
		g := mustBuild(t, builderOf(n, randomStreetArcs(r, n)))
		whole := streetsOf(g)
		keep := LargestComponent(g)
		part, err := Subgraph(g, keep)
		if err != nil {
			t.Fatal(err)
		}
		want := map[[2]Node]Street{}
		for i, u := range keep {
			for j, v := range keep {
				if s, ok := whole[[2]Node{u, v}]; ok {
					want[[2]Node{Node(i), Node(j)}] = s
				}
			}
		}
		equalStreets(t, streetsOf(part), want)

		under, err := g.Under(randomOverlay(t, r, g, 9))
		if err != nil {
			t.Fatal(err)
		}
		equalStreets(t, streetsOf(under), whole)
		again, err := FromBytes(under.Bytes())
		if err != nil || again.Hash() != under.Hash() {
			t.Fatalf("%v", err)
		}
		equalStreets(t, streetsOf(again), whole)
	}
}

// TestUnderWithStreets makes the bytes that a Builder makes of the same.
func TestUnderWithStreets(t *testing.T) {
	g := mustBuild(t, avenue())
	o := NewOverlay(g)
	if err := o.SetArc(0, 1, 77); err != nil {
		t.Fatal(err)
	}
	under, err := g.Under(o)
	if err != nil {
		t.Fatal(err)
	}
	b := avenue()
	for i := range b.arcs {
		if a := &b.arcs[i]; a.from == 0 && a.to == 1 {
			a.weight = 77
		}
	}
	equalGraphs(t, under, mustBuild(t, b))
}

// openStreets is open that also reads all streets.
func openStreets(t testing.TB, b []byte) (verify func() error, err error) {
	verify, err = open(t, b)
	if err != nil {
		return nil, err
	}
	g, err := FromBytes(b)
	if err != nil {
		return nil, err
	}
	for _, s := range streetsOf(g) {
		if strings.ToValidUTF8(s.Name+s.Class, "") != s.Name+s.Class {
			t.Errorf("%q is not UTF-8", s.Name+s.Class)
		}
	}
	return verify, nil
}

// TestDamagedStreets changes every byte of a file, and cuts it at every length.
func TestDamagedStreets(t *testing.T) {
	flatfiletest.Damage(t, mustBuild(t, avenue()).Bytes(), openStreets)
}

func FuzzStreets(f *testing.F) {
	flatfiletest.Fuzz(f, openStreets, mustBuild(f, avenue()).Bytes(), mustBuild(f, everything()).Bytes())
}

// TestStreetFaults makes one thing wrong at a time.
func TestStreetFaults(t *testing.T) {
	file := mustBuild(t, avenue()).Bytes()
	entry := func(k kind, field int) int { return headerSize + entrySize*int(k-1) + field }
	data := func(k kind) int { return int(le.Uint64(file[entry(k, atEntryOffset):])) }
	for _, c := range []struct {
		name   string
		at     int
		with   string
		offset int
		want   error
	}{
		{"no such street", data(kindArcStreets) + 2, "\x04", data(kindArcStreets) + 2, ErrStructure},
		{"no such text", data(kindStreetTexts) + 2, "\x09", data(kindStreetTexts) + 2, ErrStructure},
		{"not UTF-8", data(kindTexts) + 1, "\xff", data(kindTextEnds), ErrStructure},
		{"a falling end", data(kindTextEnds) + 2, "\x01", data(kindTextEnds) + 2, ErrStructure},
		{"an end beyond", data(kindTextEnds) + 2, "\xff\xff", data(kindTextEnds) + 2, ErrStructure},
		{"a text cut in a letter", data(kindTextEnds) + 4, "\x01", data(kindTextEnds) + 4, ErrStructure},
		{"no ways of 2 bytes", entry(kindStreetWays, atEntryElement), "\x02", entry(kindStreetWays, atEntryElement), ErrStructure},
		{"too few large ways", entry(kindStreetWays, atEntryElement), "\x08", entry(kindStreetWays, atEntryLength), ErrLength},
		{"flags of 4 bytes", entry(kindStreetFlags, atEntryElement), "\x04", entry(kindStreetFlags, atEntryElement), ErrStructure},
		{"ends of 0 bytes", entry(kindTextEnds, atEntryElement), "\x00", entry(kindTextEnds, atEntryElement), ErrStructure},
		{"texts of 2 bytes", entry(kindTexts, atEntryElement), "\x02", entry(kindTexts, atEntryElement), ErrStructure},
		{"texts missing", entry(kindTexts, atEntryKind), "\x63", data(kindTextEnds), ErrStructure},
	} {
		_, err := FromBytes(patched(file, c.at, []byte(c.with), true))
		var f *FormatError
		if !errors.Is(err, c.want) || !errors.As(err, &f) || f.Offset != int64(c.offset) || f.Detail == "" {
			t.Errorf("%s: %v; want %v at byte %d", c.name, err, c.want, c.offset)
		}
	}
	for _, k := range []kind{kindStreetWays, kindStreetFlags} {
		g, err := FromBytes(patched(file, data(k), []byte{99}, false))
		if err != nil {
			t.Fatal(err)
		}
		var f *FormatError
		if err := g.Verify(); !errors.Is(err, ErrChecksum) || !errors.As(err, &f) || f.Offset != int64(data(k)) {
			t.Errorf("section of kind %d damaged: %v; want %v at byte %d", k, err, ErrChecksum, data(k))
		}
	}
}

// TestOlderReaders know the first eight sections only.
func TestOlderReaders(t *testing.T) {
	older := format
	older.Sections = older.Sections[:kindAttribution]
	file := mustBuild(t, avenue()).Bytes()
	f, err := older.Open(file)
	if err != nil || older.Verify(file) != nil {
		t.Fatalf("%v, %v", err, older.Verify(file))
	}
	if flatfile.View[uint32](f, kindArcWeights, f.Header.Counts[1]) == nil || f.Has(kindArcStreets) {
		t.Error("an older reader does not find what it knows")
	}
}
