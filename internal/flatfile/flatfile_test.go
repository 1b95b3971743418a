package flatfile_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/unsafecast"
)

func TestWhatIsEncodedIsDecoded(t *testing.T) {
	for _, want := range []*toy{full(), plain()} {
		file := mustEncode(t, want)
		if again := mustEncode(t, want); !bytes.Equal(again, file) {
			t.Error("equal arguments make different files")
		}
		got, err := decode(file, owner)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.offsets, want.offsets) || len(got.numbers) != len(want.numbers) || got.sum() != want.sum() ||
			!reflect.DeepEqual(got.weights, want.weights) || got.name != want.name {
			t.Errorf("got %+v; want %+v", got, want)
		}
		if err := toyFormat.Verify(file); err != nil {
			t.Error(err)
		}
	}
}

func TestHeaderIsKept(t *testing.T) {
	want := flatfile.Header{Counts: [2]int64{math.MaxUint32, 7}, Widths: [2]uint8{3, 255}, Required: 1 << 5, Optional: 1<<63 | 1}
	b, err := toyFormat.Encode(want, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := toyFormat.Open(b)
	if err != nil || f.Header != want || len(b) != 64 {
		t.Errorf("%+v, %v in %d bytes; want %+v in 64", f.Header, err, len(b), want)
	}
	if f.Hash() != binary.LittleEndian.Uint64(b[56:]) {
		t.Error("Hash is not what the header says")
	}
}

// TestDocumentedBytes compares a file with one written down by hand, but for
// checksums and hash, which package flatfiletest computes as documented.
func TestDocumentedBytes(t *testing.T) {
	want := make([]byte, 258)
	copy(want, "\x89TOY\r\n\x1a\n"+"\x04\x03\x02\x01"+"\x03\x00"+"\x02\x00"+"\x09\x00\x00\x00"+"\x08\x00\x00\x00"+"\x02\x04")
	want[32+1], want[40+2] = 2, 4
	copy(want[64:], "\x07\x00\x00\x00"+"\x04\x00\x00\x00"+"\x80\x00\x00\x00\x00\x00\x00\x00"+"\x44\x00\x00\x00\x00\x00\x00\x00")
	copy(want[96:], "\x03\x00\x00\x00"+"\x02\x00\x00\x00"+"\x00\x01\x00\x00\x00\x00\x00\x00"+"\x02\x00\x00\x00\x00\x00\x00\x00")
	for i := range 17 {
		want[128+4*i] = byte(i)
	}
	want[257] = 0xab
	flatfiletest.Seal(want)
	long := make([]uint32, 17)
	for i := range long {
		long[i] = uint32(i)
	}
	h := flatfile.Header{Counts: [2]int64{9, 8}, Widths: [2]uint8{2, 4}, Required: 2 << 8, Optional: 4 << 16}
	got, err := toyFormat.Encode(h, []flatfile.Section{flatfile.Narrow(7, long, 4), flatfile.Narrow(3, []uint32{0xab00}, 2)})
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got, %v:\n% x\nwant:\n% x", err, got, want)
	}
}

// TestFaults makes one thing wrong at a time and looks for the sentinel and the
// offset. The toy's sections lie at 256 (owner), 320, 384, 448 and 512 (name).
func TestFaults(t *testing.T) {
	const entry = 64 // of the first section; the others follow
	file := mustEncode(t, full())
	for _, c := range []struct {
		name   string
		at     int
		with   string
		offset int64
		want   error
	}{
		{"text", 0, "hello, w", 0, flatfile.ErrMagic},
		{"another kind", 1, "CSR", 0, flatfile.ErrMagic},
		{"big-endian", 8, "\x01\x02\x03\x04", 8, flatfile.ErrByteOrder},
		{"order mark damaged", 8, "\x05", 8, flatfile.ErrByteOrder},
		{"an older version", 12, "\x02", 12, flatfile.ErrVersion},
		{"too many sections", 14, "\xff\xff", 14, flatfile.ErrLength},
		{"another row", 16, "\x04", entry + 32 + 16, flatfile.ErrLength},
		{"as many rows as can be", 16, "\xff\xff\xff\xff", entry + 32 + 16, flatfile.ErrLength},
		{"other widths", 24, "\x01", 24, flatfile.ErrStructure},
		{"reserved header bytes", 27, "\x01", 26, flatfile.ErrStructure},
		{"required feature", 32, "\x01", 32, flatfile.ErrFeature},
		{"longer", 48, "\xff", 48, flatfile.ErrLength},
		{"no owner", entry, "\x63", 64, flatfile.ErrStructure},
		{"two owners", entry + 32, "\x01", entry + 32, flatfile.ErrStructure},
		{"elements of 8 bytes", entry + 32 + 4, "\x08", entry + 32 + 4, flatfile.ErrStructure},
		{"elements of 2 GB", entry + 32 + 7, "\x80", entry + 32 + 4, flatfile.ErrStructure},
		{"text of pairs", entry + 128 + 4, "\x02", entry + 128 + 4, flatfile.ErrStructure},
		{"odd place", entry + 32 + 8, "\x41", entry + 32 + 8, flatfile.ErrMisaligned},
		{"another place", entry + 32 + 8, "\x80", entry + 32 + 8, flatfile.ErrStructure},
		{"endless", entry + 32 + 23, "\x7f", entry + 32 + 16, flatfile.ErrLength},
		{"shorter at the end", entry + 128 + 16, "\x03", 515, flatfile.ErrLength},
		{"reserved entry bytes", entry + 32 + 31, "\x01", entry + 32 + 28, flatfile.ErrStructure},
		{"padding", 319, "\x01", 264, flatfile.ErrStructure},
		{"another owner", 256, "\x00", 256, errOwner},
		{"falling offsets", 320 + 4, "\x03", 320 + 8, flatfile.ErrStructure},
		{"no weight", 448 + 8 + 6, "\xf8\xff", 448 + 8, flatfile.ErrStructure},
		{"not UTF-8", 512, "\xff", 512, flatfile.ErrStructure},
	} {
		_, err := decode(patched(file, c.at, c.with), owner)
		var f *flatfile.FormatError
		if !errors.Is(err, c.want) || !errors.As(err, &f) || f.Offset != c.offset || f.Detail == "" || !strings.HasPrefix(err.Error(), "toy: ") {
			t.Errorf("%s: %v; want %v at byte %d", c.name, err, c.want, c.offset)
		}
	}
}

func TestTextHasALimit(t *testing.T) {
	x := full()
	for _, name := range []string{"", "0123456789", "0123456789a"} {
		x.name = name
		_, err := decode(mustEncode(t, x), owner)
		if (err == nil) != (len(name) <= 10) {
			t.Errorf("a text of %d bytes where 10 may be: %v", len(name), err)
		}
	}
}

// TestFirstErrorIsKept goes on viewing after a view has failed.
func TestFirstErrorIsKept(t *testing.T) {
	f, err := toyFormat.Open(mustEncode(t, full()))
	if err != nil {
		t.Fatal(err)
	}
	if flatfile.View[uint32](f, kindOffsets, 4) == nil || f.Err() != nil {
		t.Fatalf("a view that is right: %v", f.Err())
	}
	if flatfile.View[uint32](f, kindOffsets, 5) != nil || f.Err() == nil {
		t.Fatal("a view of a number too many")
	}
	want := f.Err()
	if flatfile.View[uint32](f, kindOffsets, 4) != nil || flatfile.View[uint8](f, 99, 0) != nil || f.Text(kindName, 10) != "" {
		t.Error("views after one that failed")
	}
	if f.Err() != want {
		t.Errorf("the error is %v; it was %v", f.Err(), want)
	}
}

// TestSections looks for those that are there, empty or not, and those that are
// not, or that the format does not name.
func TestSections(t *testing.T) {
	f, err := toyFormat.Open(mustEncode(t, plain()))
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has(kindNumbers) || f.Has(kindWeights) || f.Has(0) || f.Has(6) || f.Has(math.MaxUint32) {
		t.Error("Has is wrong about a section")
	}
	if s := f.Section(kindOffsets); s.Kind != kindOffsets || s.Element != 4 || !bytes.Equal(s.Data, make([]byte, 4)) || cap(s.Data) != 4 {
		t.Errorf("the section of offsets is %+v", s)
	}
	if s := f.Section(kindWeights); s.Data != nil {
		t.Errorf("a section that is not there is %+v", s)
	}
	var fault *flatfile.FormatError
	if err := f.Fault(kindWeights, 3, flatfile.ErrStructure, "x"); !errors.As(err, &fault) || fault.Offset != 64 {
		t.Errorf("a fault in a section that is not there: %v", err)
	}
}

// TestLaterMinorVersions reads a file with sections and optional features that
// the format does not name.
func TestLaterMinorVersions(t *testing.T) {
	file := mustEncode(t, full())
	f, err := toyFormat.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	h := f.Header
	h.Optional |= 1
	var sections []flatfile.Section
	for k := kindOwner; k <= kindName; k++ {
		sections = append(sections, flatfile.Section{Kind: 1000, Element: math.MaxUint32, Data: []byte("abc")}, f.Section(k))
	}
	later, err := toyFormat.Encode(h, append(sections, flatfile.Section{}))
	if err != nil {
		t.Fatal(err)
	}
	x, err := decode(later, owner)
	if err != nil || x.sum() != full().sum() || toyFormat.Verify(later) != nil {
		t.Errorf("%v, %v", err, toyFormat.Verify(later))
	}
	later[len(later)-1-64] ^= 1
	if err := toyFormat.Verify(later); !errors.Is(err, flatfile.ErrChecksum) {
		t.Errorf("damage at the end: %v", err)
	}
}

func TestVerifyNamesTheSection(t *testing.T) {
	file := mustEncode(t, full())
	for _, c := range []struct {
		at, offset int64
		says       string
	}{{384, 384, `section "numbers"`}, {449, 448, `section "weights"`}, {56, 56, "content hash"}} {
		b := patched(file, int(c.at), "\x07")
		var f *flatfile.FormatError
		err := toyFormat.Verify(b)
		if !errors.Is(err, flatfile.ErrChecksum) || !errors.As(err, &f) || f.Offset != c.offset || !strings.Contains(f.Detail, c.says) {
			t.Errorf("byte %d changed: %v; want %v of %s at byte %d", c.at, err, flatfile.ErrChecksum, c.says, c.offset)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	for what, h := range map[string]flatfile.Header{
		"a negative count":  {Counts: [2]int64{-1, 0}},
		"too large a count": {Counts: [2]int64{0, math.MaxUint32 + 1}},
	} {
		if _, err := toyFormat.Encode(h, nil); err == nil || !strings.HasPrefix(err.Error(), "toy: ") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := toyFormat.Encode(flatfile.Header{}, make([]flatfile.Section, 1<<16)); err == nil {
		t.Error("more sections than their number has room for")
	}
}

// TestAlignments decodes the same bytes at every start, and wants the same
// numbers, and to be told of copies.
func TestAlignments(t *testing.T) {
	file := mustEncode(t, full())
	copies := 0
	for b := range flatfiletest.Alignments(file) {
		x, err := decode(b, owner)
		if err != nil || x.sum() != full().sum() {
			t.Fatalf("%v", err)
		}
		if !x.inPlace {
			copies++
		}
	}
	if copies < 48 {
		t.Errorf("%d of 64 alignments were copied: at least three in four need it", copies)
	}
	aligned, err := decode(file, owner)
	if _, can, _ := unsafecast.View[uint32](unsafecast.Aligned(4)); err != nil || aligned.inPlace != can {
		t.Errorf("the file that Encode made is viewed in place: %v, %v; want %v", aligned.inPlace, err, can)
	}
}

func TestDamage(t *testing.T) {
	file := mustEncode(t, full())
	taken, sealed := flatfiletest.Damage(t, file, open)
	t.Logf("%d changes were taken, %d once sealed", taken, sealed)
	if taken == 0 || taken > 5*len(file) || sealed < taken {
		t.Errorf("%d changes were taken, %d once sealed: numbers should be, the header not", taken, sealed)
	}
	flatfiletest.Damage(t, mustEncode(t, plain()), open)
}

func FuzzDecode(f *testing.F) {
	flatfiletest.Fuzz(f, open, mustEncode(f, full()), mustEncode(f, plain()))
}

// large returns sections of 8 MB in all.
func large() []flatfile.Section {
	distances, hubs := make([]uint32, 1<<20), make([]uint16, 2<<20)
	for i := range distances {
		distances[i] = uint32(i * i)
	}
	return []flatfile.Section{flatfile.Numbers(1, distances), flatfile.Numbers(2, hubs)}
}

// TestEncodeAllocatesTheFile and next to nothing else.
func TestEncodeAllocatesTheFile(t *testing.T) {
	sections := large()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	file, err := toyFormat.Encode(flatfile.Header{}, sections)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > uint64(len(file))+1<<16 {
		t.Errorf("a file of %d bytes took %d to encode", len(file), took)
	}
}

func BenchmarkEncode(b *testing.B) {
	sections := large()
	b.SetBytes(8 << 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := toyFormat.Encode(flatfile.Header{}, sections); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkYardstick is the least that Encode could do: new memory, a copy,
// checksums and a hash.
func BenchmarkYardstick(b *testing.B) {
	sections := large()
	table := crc32.MakeTable(crc32.Castagnoli)
	b.SetBytes(8 << 20)
	for b.Loop() {
		file := unsafecast.Aligned(8 << 20)
		n := 0
		for _, s := range sections {
			n += copy(file[n:], s.Data)
			crc32.Checksum(s.Data, table)
		}
		sha256.Sum256(file)
	}
}

func BenchmarkVerify(b *testing.B) {
	file, err := toyFormat.Encode(flatfile.Header{}, large())
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if err := toyFormat.Verify(file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	file, err := toyFormat.Encode(flatfile.Header{}, large())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := toyFormat.Open(file)
		if err != nil || flatfile.View[uint32](f, 1, 1<<20) == nil || flatfile.View[uint16](f, 2, 2<<20) == nil {
			b.Fatal(fmt.Errorf("%w, %w", err, f.Err()))
		}
	}
}
