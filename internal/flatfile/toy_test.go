package flatfile_test

import (
	"errors"
	"math"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
)

// toy is the smallest kind of file that has all there is in one: rows of
// numbers, each row with an optional weight, made for something with a hash.
type toy struct {
	data    []byte
	inPlace bool
	offsets []uint32
	numbers []uint16
	weights []float64 // nil if there are none
	name    string
}

var toyFormat = flatfile.Format{
	Package:  "toy",
	Noun:     "toy file",
	Magic:    "\x89TOY\r\n\x1a\n",
	Version:  3,
	Required: 1 << 5,
	Sections: []string{"owner", "offsets", "numbers", "weights", "name"},
}

const (
	kindOwner flatfile.Kind = 1 + iota
	kindOffsets
	kindNumbers
	kindWeights
	kindName
)

var errOwner = errors.New("made for another")

// encode returns the file of rows that owner has.
func (x *toy) encode(owner uint64) ([]byte, error) {
	sections := []flatfile.Section{
		flatfile.Numbers(kindOwner, []uint64{owner}),
		flatfile.Numbers(kindOffsets, x.offsets),
		flatfile.Numbers(kindNumbers, x.numbers),
	}
	if x.weights != nil {
		sections = append(sections, flatfile.Numbers(kindWeights, x.weights))
	}
	if x.name != "" {
		sections = append(sections, flatfile.Numbers(kindName, []byte(x.name)))
	}
	return toyFormat.Encode(flatfile.Header{
		Counts:   [2]int64{int64(len(x.offsets) - 1), int64(len(x.numbers))},
		Widths:   [2]uint8{2, 0},
		Required: 1 << 5,
		Optional: 1 << 60,
	}, sections)
}

// decode is what each kind of file has in this shape: views, one look at Err,
// and its own checks of what the numbers mean.
func decode(b []byte, owner uint64) (*toy, error) {
	f, err := toyFormat.Open(b)
	if err != nil {
		return nil, err
	}
	rows, total := f.Header.Counts[0], f.Header.Counts[1]
	owners := flatfile.View[uint64](f, kindOwner, 1)
	x := &toy{
		data:    b,
		offsets: flatfile.View[uint32](f, kindOffsets, rows+1),
		numbers: flatfile.View[uint16](f, kindNumbers, total),
		name:    f.Text(kindName, 10),
	}
	if f.Has(kindWeights) {
		x.weights = flatfile.View[float64](f, kindWeights, rows)
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	if owners[0] != owner {
		return nil, f.Fault(kindOwner, 0, errOwner, "owner %x, not %x", owners[0], owner)
	}
	if err := x.check(f); err != nil {
		return nil, err
	}
	x.inPlace = f.InPlace()
	return x, nil
}

// check returns what is wrong with the numbers.
func (x *toy) check(f *flatfile.File) error {
	if w := f.Header.Widths; w != [2]uint8{2, 0} {
		return f.FaultAt(flatfile.AtWidths, flatfile.ErrStructure, "widths %d", w)
	}
	prev := uint32(0)
	for i, o := range x.offsets {
		if o < prev || int64(o) > int64(len(x.numbers)) {
			return f.Fault(kindOffsets, i, flatfile.ErrStructure, "row %d starts at %d of %d, after %d", i, o, len(x.numbers), prev)
		}
		prev = o
	}
	for i, w := range x.weights {
		if math.IsNaN(w) {
			return f.Fault(kindWeights, i, flatfile.ErrStructure, "row %d has no weight", i)
		}
	}
	return nil
}

// sum reads everything.
func (x *toy) sum() (sum float64) {
	for i := range len(x.offsets) - 1 {
		for _, v := range x.numbers[x.offsets[i]:x.offsets[i+1]] {
			sum += float64(v)
		}
		if x.weights != nil {
			sum += x.weights[i]
		}
	}
	return sum
}

const owner = 0x1234567890abcdef

// full returns a toy with every section, and plain one with only those that
// there must be.
func full() *toy {
	return &toy{offsets: []uint32{0, 2, 2, 5}, numbers: []uint16{1, 2, 3, 4, 500}, weights: []float64{.5, -1, 1e9}, name: "tøy"}
}

func plain() *toy { return &toy{offsets: []uint32{0}} }

func mustEncode(t testing.TB, x *toy) []byte {
	t.Helper()
	b, err := x.encode(owner)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open is decode for package flatfiletest.
func open(t testing.TB, b []byte) (func() error, error) {
	x, err := decode(b, owner)
	if err != nil {
		return nil, err
	}
	x.sum()
	return func() error { return toyFormat.Verify(b) }, nil
}

// patched returns a copy of a file with bytes replaced and the header's checksum
// made to fit.
func patched(file []byte, at int, with string) []byte {
	b := append([]byte{}, file...)
	copy(b[at:], with)
	flatfiletest.SealHeader(b)
	return b
}
