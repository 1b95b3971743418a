package hublabel

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestDamagedRowsAreNotFollowed customises an index from a file with an entry that is
// wrong: what comes of it must be right all the same.
func TestDamagedRowsAreNotFollowed(t *testing.T) {
	g := workload.Build(t, graphtest.Road(300, 1))
	x, err := Build(g, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.Clone(x.Bytes())
	for i := len(b) - 200; i < len(b); i++ {
		if b[i] != 0xff && b[i] > 1 {
			b[i]--
			break
		}
	}
	flatfiletest.Seal(b)
	y, err := FromBytes(b, g)
	if err != nil || y.Prove(t.Context()) == nil {
		t.Fatalf("a file with another entry: %v, and is proved", err)
	}
	o := csr.NewOverlay(g)
	if err := o.SetNode(7, 3); err != nil {
		t.Fatal(err)
	}
	for _, o := range []*csr.Overlay{nil, o, nil} {
		if y, err = y.Customize(o); err != nil {
			t.Fatal(err)
		}
		z, err := FromBytes(y.Bytes(), g)
		if err != nil || z.Prove(t.Context()) != nil {
			t.Errorf("customised: %v, %v", err, z.Prove(t.Context()))
		}
	}
}

// TestDoubled doubles entries at the edges of what fits, in words and one by one.
func TestDoubled(t *testing.T) {
	r, w := rand.New(rand.NewPCG(8, 9)), widthOf[uint16]()
	for range 500 {
		entries := make([]uint16, 32)
		fits := true
		for i := range entries {
			entries[i] = []uint16{0, 1, 32_766, 32_767, 65_535, uint16(r.IntN(32_768))}[r.IntN(6)]
		}
		if r.IntN(2) == 0 {
			entries[r.IntN(32)] = []uint16{32_768, 40_000, 65_534}[r.IntN(3)]
			fits = false
		}
		want := slices.Clone(entries)
		if ok := w.doubleEach(want); ok != fits {
			t.Fatalf("%d: fits is %v, want %v", entries, ok, fits)
		}
		if got := w.doubled(entries); (got != nil) != fits || fits && !slices.Equal(got, want) {
			t.Fatalf("%d doubled are %d, want %d", entries, got, want)
		}
	}
}
