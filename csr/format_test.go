package csr

import (
	"bytes"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenFiles holds the format to files that were written once: a change
// that cannot read them, or writes other bytes, needs a new version. Both widths
// of targets and both of offsets are among them.
func TestGoldenFiles(t *testing.T) {
	for name, b := range map[string]*Builder{"golden16.csr": everything(), "golden32.csr": wide(), "goldenstreets.csr": avenue()} {
		name := filepath.Join("..", "testdata", name)
		want := mustBuild(t, b)
		if *update {
			if err := WriteFile(name, want); err != nil {
				t.Fatal(err)
			}
		}
		got, err := ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := got.Verify(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		equalGraphs(t, got, want)
	}
}

// wide returns a graph with one node too many for 16-bit targets and one arc
// too many for 16-bit offsets: spokes from the last node to all others.
func wide() *Builder {
	const n = 1<<16 + 1
	b := NewBuilder(n)
	b.SetMeta(Meta{Name: "wheel without a rim"})
	for v := range Node(n - 1) {
		b.AddArc(n-1, v, 1)
	}
	return b
}

// TestSize holds the size that the 16-bit format was made for: a grid of 8,100
// nodes with node weights in 115 kB, in the file and in memory.
func TestSize(t *testing.T) {
	const limit = 115_000
	g, memory := mustBuild(t, gridBuilder()), math.MaxInt
	file := g.Bytes()
	for range 5 { // the least counts: what the runtime allocates meanwhile is not the graph's
		var before, after runtime.MemStats
		var err error
		runtime.ReadMemStats(&before)
		g, err = FromBytes(file)
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatal(err)
		}
		memory = min(memory, len(file)+int(after.TotalAlloc-before.TotalAlloc))
	}
	t.Logf("%d bytes in the file, %d in memory", len(file), memory)
	if len(file) > limit {
		t.Errorf("the file takes %d bytes; at most %d", len(file), limit)
	}
	if g.InPlace() && memory > limit {
		t.Errorf("the graph takes %d bytes; at most %d", memory, limit)
	}
}

// TestWidths checks the widths at the counts where they change.
func TestWidths(t *testing.T) {
	for _, c := range []struct{ nodes, spokes, target, offset int }{
		{1, 0, 2, 2},
		{1 << 16, 1<<16 - 1, 2, 2},
		{1<<16 + 1, 1<<16 - 1, 4, 2},
		{1<<16 + 1, 1 << 16, 4, 4},
	} {
		b := NewBuilder(c.nodes)
		for v := range Node(c.spokes) {
			b.AddArc(Node(c.nodes-1), v, 1)
		}
		g := mustBuild(t, b)
		if target, offset := int(g.data[atTargetWidth]), int(g.data[atOffsetWidth]); target != c.target || offset != c.offset {
			t.Errorf("%d nodes, %d arcs: widths %d and %d, want %d and %d", c.nodes, c.spokes, target, offset, c.target, c.offset)
		}
		if g.Degree(Node(c.nodes-1)) != c.spokes || g.NumArcs() != c.spokes {
			t.Errorf("%d nodes: degree %d of %d", c.nodes, g.Degree(Node(c.nodes-1)), c.spokes)
		}
	}
}

// TestUniformWeightsAreOneNumber compares sizes: an array of equal weights is
// stored as one, and zeros not at all.
func TestUniformWeightsAreOneNumber(t *testing.T) {
	size := func(node, arc func(i int) uint32) int {
		b := NewBuilder(100)
		for v := range 100 {
			b.SetNodeWeight(Node(v), node(v))
			b.AddArc(Node(v), Node((v+1)%100), arc(v))
		}
		g := mustBuild(t, b)
		for v := range 100 {
			if w, ok := g.ArcWeight(Node(v), Node((v+1)%100)); !ok || w != arc(v) || g.NodeWeight(Node(v)) != node(v) {
				t.Fatalf("node %d: weights %d and %d", v, g.NodeWeight(Node(v)), w)
			}
		}
		return len(g.Bytes())
	}
	zero := func(int) uint32 { return 0 }
	seven := func(int) uint32 { return 7 }
	each := func(i int) uint32 { return uint32(i) }
	none, one, full := size(zero, zero), size(zero, seven), size(zero, each)
	if one-none > 2*alignment || full-none < 400 {
		t.Errorf("%d bytes without weights, %d with one, %d with 100", none, one, full)
	}
	if size(seven, zero) != one || size(each, zero) != full || size(seven, seven)-one > 2*alignment {
		t.Error("node weights are stored differently from arc weights")
	}
}

// patched returns a copy of a file with bytes replaced and, unless that is what
// is being tested, the header's checksum made to fit.
func patched(file []byte, at int, with []byte, seal bool) []byte {
	b := bytes.Clone(file)
	copy(b[at:], with)
	if seal {
		flatfiletest.SealHeader(b)
	}
	return b
}

// TestFaults makes one thing wrong at a time and looks for the sentinel and the
// offset of it. The entries of the table stand in the order of their kinds.
func TestFaults(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	entry := func(k kind, field int) int { return headerSize + entrySize*int(k-1) + field }
	data := func(k kind) int { return int(le.Uint64(file[entry(k, atEntryOffset):])) }
	for _, c := range []struct {
		name   string
		at     int
		with   string
		offset int
		want   error
	}{
		{"text", 0, "hello, w", 0, ErrMagic},
		{"line ends translated", 4, "\n\x1a\n\n", 0, ErrMagic},
		{"big-endian", atOrderMark, "\x01\x02\x03\x04", atOrderMark, ErrByteOrder},
		{"order mark damaged", atOrderMark, "\x04\x03\x02\x00", atOrderMark, ErrByteOrder},
		{"next version", atVersion, "\x02\x00", atVersion, ErrVersion},
		{"required feature", atRequired + 7, "\x80", atRequired, ErrFeature},
		{"longer length", atLength, "\xff", atLength, ErrLength},
		{"too many sections", atSections, "\xff\xff", atSections, ErrLength},
		{"other target width", atTargetWidth, "\x04", atTargetWidth, ErrStructure},
		{"other offset width", atOffsetWidth, "\x04", atOffsetWidth, ErrStructure},
		{"reserved header bytes", atReserved, "\x01", atReserved, ErrStructure},
		{"another node", atNodes, "\x06", entry(kindOffsets, atEntryLength), ErrLength},
		{"absurd node count", atNodes, "\xff\xff\xff\xff", atTargetWidth, ErrStructure},
		{"missing section", entry(kindOffsets, atEntryKind), "\x63", headerSize, ErrStructure},
		{"section twice", entry(kindUnit, atEntryKind), "\x06", entry(kindUnit, 0), ErrStructure},
		{"element size", entry(kindPoints, atEntryElement), "\x04", entry(kindPoints, atEntryElement), ErrStructure},
		{"odd place", entry(kindTargets, atEntryOffset), "\x41", entry(kindTargets, atEntryOffset), ErrMisaligned},
		{"overlapping", entry(kindTargets, atEntryOffset), "\x40\x00", entry(kindTargets, atEntryOffset), ErrStructure},
		{"endless", entry(kindTargets, atEntryLength+7), "\x7f", entry(kindTargets, atEntryLength), ErrLength},
		{"reserved entry bytes", entry(kindName, atEntryZero), "\x01", entry(kindName, atEntryZero), ErrStructure},
		{"padding", data(kindTargets) - 1, "\x01", data(kindOffsets) + 12, ErrStructure},
		{"first offset", data(kindOffsets), "\x01", data(kindOffsets), ErrStructure},
		{"falling offset", data(kindOffsets) + 4, "\x00", data(kindOffsets) + 4, ErrStructure},
		{"last offset", data(kindOffsets) + 10, "\x06", data(kindOffsets) + 10, ErrStructure},
		{"target out of range", data(kindTargets) + 2, "\x05", data(kindTargets) + 2, ErrStructure},
		{"targets out of order", data(kindTargets) + 2, "\x01", data(kindTargets) + 2, ErrStructure},
		{"a loop", data(kindTargets) + 4, "\x01", data(kindTargets) + 4, ErrStructure},
		{"longitude 180.1", data(kindPoints) + 16, number(180.1), data(kindPoints) + 16, ErrStructure},
		{"latitude -91", data(kindPoints) + 8, number(-91), data(kindPoints) + 8, ErrStructure},
		{"point not a number", data(kindPoints) + 14, "\xf0\x7f", data(kindPoints) + 8, ErrStructure},
		{"name not UTF-8", data(kindName), "\xff", data(kindName), ErrStructure},
	} {
		_, err := FromBytes(patched(file, c.at, []byte(c.with), true))
		var f *FormatError
		if !errors.Is(err, c.want) || !errors.As(err, &f) || f.Offset != int64(c.offset) || f.Detail == "" {
			t.Errorf("%s: %v; want %v at byte %d", c.name, err, c.want, c.offset)
		}
	}
	if _, err := FromBytes(patched(file, atReserved, []byte{1}, false)); !errors.Is(err, ErrChecksum) {
		t.Errorf("changed header with the old checksum: %v; want %v", err, ErrChecksum)
	}
	if _, err := FromBytes(append(bytes.Clone(file), 0)); !errors.Is(err, ErrLength) {
		t.Errorf("a byte too many: %v; want %v", err, ErrLength)
	}
}

// number returns a float64 as a file has it.
func number(x float64) string { return string(le.AppendUint64(nil, math.Float64bits(x))) }

// TestPlanePoints are taken as far as their squared distances are numbers: the one
// feature of the file is taken away first.
func TestPlanePoints(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	at := int(le.Uint64(file[headerSize+entrySize*int(kindPoints-1)+atEntryOffset:]))
	plane := patched(file, atOptional, []byte{0}, false)
	for x, ok := range map[float64]bool{180.1: true, 1e100: true, -1e100: true, 2e100: false, -math.MaxFloat64: false, math.Inf(-1): false} {
		if _, err := FromBytes(patched(plane, at, []byte(number(x)), true)); (err == nil) != ok || err != nil && !errors.Is(err, ErrStructure) {
			t.Errorf("a point at %v in the plane: %v", x, err)
		}
		b := NewBuilder(1)
		if b.SetPoint(0, x, 0); (func() bool { _, err := b.Build(); return err == nil })() != ok {
			t.Errorf("Build and FromBytes do not agree about a point at %v", x)
		}
	}
}

// TestHeaderClaimsCostNothing has a small file claim to be a large one, in every
// combination of counts and widths: it is refused before memory is taken for them.
func TestHeaderClaimsCostNothing(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	counts := []uint32{0, 5, 1 << 16, 1<<16 + 1, 1 << 31, math.MaxUint32 - 1, math.MaxUint32}
	for _, nodes := range counts {
		for _, arcs := range counts {
			b := bytes.Clone(file)
			le.PutUint32(b[atNodes:], nodes)
			le.PutUint32(b[atNodes+4:], arcs)
			b[atTargetWidth], b[atOffsetWidth] = byte(targetWidth(int64(nodes))), byte(offsetWidth(int64(arcs)))
			for _, shift := range []int{0, 1} { // the second has sections copied
				b := append(make([]byte, shift, shift+len(b)), b...)[shift:]
				flatfiletest.SealHeader(b)
				var err error
				if took := flatfiletest.Allocated(func() { _, err = FromBytes(b) }); err == nil || took > 1<<16 {
					t.Errorf("%d nodes, %d arcs in a file of %d bytes: %v, after %d bytes of memory", nodes, arcs, len(b), err, took)
				}
			}
		}
	}
}

// TestMessage holds what a user sees of a file that is of another kind.
func TestMessage(t *testing.T) {
	const want = `csr: not a cairn file of this kind at byte 0: every graph file starts with "\x89CSR\r\n\x1a\n", this with "#!/bin/s"`
	if _, err := FromBytes([]byte("#!/bin/sh")); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// TestDamage changes every byte of a file and cuts it at every length: each time
// the file is refused, or Verify finds the damage, and no method panics.
func TestDamage(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	taken, sealed := flatfiletest.Damage(t, file, open)
	t.Logf("%d changes were taken, %d once sealed", taken, sealed)
	if taken == 0 || taken > 4*len(file) || sealed < taken {
		t.Errorf("%d changes were taken, %d once sealed: weights should be, headers not", taken, sealed)
	}
}

// open reads all of a graph for package flatfiletest.
func open(_ testing.TB, b []byte) (verify func() error, err error) {
	g, err := FromBytes(b)
	if err != nil {
		return nil, err
	}
	for v := range Node(g.NumNodes()) {
		arcsOf(g, v)
		g.NodeWeight(v)
		g.Point(v)
	}
	return g.Verify, nil
}

// TestVerifyNamesTheSection damages one byte of each section that FromBytes
// takes at its word.
func TestVerifyNamesTheSection(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	for _, k := range []kind{kindNodeWeights, kindArcWeights, kindPoints, kindName} {
		at := int(le.Uint64(file[headerSize+entrySize*int(k-1)+atEntryOffset:]))
		g, err := FromBytes(patched(file, at, []byte{file[at] ^ 1}, false))
		if err != nil {
			t.Fatal(err)
		}
		var f *FormatError
		if err := g.Verify(); !errors.Is(err, ErrChecksum) || !errors.As(err, &f) || f.Offset != int64(at) {
			t.Errorf("section of kind %d damaged: %v; want %v at byte %d", k, err, ErrChecksum, at)
		}
	}
}

// TestVerifyFindsAForgedHash recomputes all checksums, as a bad writer might,
// but not the hash.
func TestVerifyFindsAForgedHash(t *testing.T) {
	file := mustBuild(t, everything()).Bytes()
	g, err := FromBytes(patched(file, atHash, []byte{file[atHash] ^ 1}, true))
	if err != nil {
		t.Fatal(err)
	}
	var f *FormatError
	if err := g.Verify(); !errors.As(err, &f) || f.Offset != atHash {
		t.Errorf("Verify says %v; want a mismatch at byte %d", err, atHash)
	}
}

// TestLaterMinorVersions reads a file from a writer that knows more: sections
// of unknown kinds and optional features do not matter.
func TestLaterMinorVersions(t *testing.T) {
	b := everything()
	want := mustBuild(t, b)
	e := encoding{nodes: 5, arcs: int64(want.NumArcs()), optional: optionalLonLat | 1<<63}
	f, err := format.Open(want.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	e.add(flatfile.Section{Kind: kindEnd + 1000, Element: 3, Data: []byte("abc")})
	for k := kindOffsets; k < kindEnd; k++ {
		e.add(f.Section(k))
		e.add(flatfile.Numbers(kindEnd, []byte("of the future")))
	}
	file, err := e.file()
	if err != nil {
		t.Fatal(err)
	}
	got, err := FromBytes(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := got.Verify(); err != nil {
		t.Error(err)
	}
	if got.Hash() == want.Hash() {
		t.Error("the hash does not cover unknown sections")
	}
	got.data, got.hash = want.data, want.hash
	equalGraphs(t, got, want)
}

// TestMisalignedBytesAreCopied moves a file through all alignments: the graph is
// the same, and says when it is a copy.
func TestMisalignedBytesAreCopied(t *testing.T) {
	want := mustBuild(t, everything())
	copies := 0
	for b := range flatfiletest.Alignments(want.Bytes()) {
		got, err := FromBytes(b)
		if err != nil {
			t.Fatal(err)
		}
		equalGraphs(t, got, want)
		if !got.InPlace() {
			copies++
		}
		if err := got.Verify(); err != nil {
			t.Error(err)
		}
	}
	if copies < 48 {
		t.Errorf("%d of 64 alignments were copied: 16-bit hosts aside, three in four need it", copies)
	}
}

// TestHash tells graphs apart by everything a file says.
func TestHash(t *testing.T) {
	seen := map[uint64]string{}
	for name, change := range map[string]func(*Builder){
		"nothing":     func(*Builder) {},
		"an arc":      func(b *Builder) { b.AddArc(4, 3, 1) },
		"a weight":    func(b *Builder) { b.SetNodeWeight(0, 1) },
		"a point":     func(b *Builder) { b.SetPoint(0, 11, math.Nextafter(57.5, 58)) },
		"the name":    func(b *Builder) { b.meta.Name += "!" },
		"plane units": func(b *Builder) { b.meta.LonLat = false },
	} {
		b := everything()
		change(b)
		h := mustBuild(t, b).Hash()
		if other, ok := seen[h]; ok {
			t.Errorf("%s and %s changed: the same hash %x", name, other, h)
		}
		seen[h] = name
	}
}

func TestReadFileNamesTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "short.csr")
	if err := os.WriteFile(name, []byte(magic), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, open := range []func(string) (*CSRGraph, error){ReadFile, Open} {
		if _, err := open(name); !errors.Is(err, ErrLength) || !bytes.Contains([]byte(err.Error()), []byte(name)) {
			t.Errorf("a file of 8 bytes: %v", err)
		}
	}
}

func BenchmarkFromBytes(b *testing.B) {
	file := mustBuild(b, gridBuilder()).Bytes()
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FromBytes(file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	g := mustBuild(b, gridBuilder())
	b.SetBytes(int64(len(g.Bytes())))
	for b.Loop() {
		if err := g.Verify(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	builder := gridBuilder()
	b.ReportAllocs()
	for b.Loop() {
		mustBuild(b, builder)
	}
}
