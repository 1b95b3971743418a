package csr

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// ring returns a graph of n nodes in a circle.
func ring(t testing.TB, n int, w uint32) *CSRGraph {
	t.Helper()
	b := NewBuilder(n)
	for v := range n {
		b.AddEdge(Node(v), Node((v+1)%n), w)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// drawOverlay returns an overlay of any kind.
func drawOverlay(t testing.TB, r *rand.Rand, g *CSRGraph) *Overlay {
	t.Helper()
	o, weights := NewOverlay(g), []uint32{0, 1, 127, 128, 1 << 20, Blocked - 1, Blocked}
	draw := func() uint32 { return weights[r.IntN(len(weights))] }
	if r.IntN(3) == 0 {
		array := make([]uint32, g.NumNodes())
		for v := range array {
			array[v] = draw()
		}
		o, _ = OverlayFrom(g, array)
	}
	for range r.IntN(9) {
		v := Node(r.IntN(g.NumNodes()))
		if err := errors.Join(o.SetNode(v, draw()), o.SetArc(v, (v+1)%Node(g.NumNodes()), draw())); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// sameEncoded tells whether two overlays make the same weights in the same form.
func sameEncoded(a, b *Overlay) bool {
	changesA, sparseA := a.Changes()
	changesB, sparseB := b.Changes()
	return sparseA == sparseB && slices.Equal(changesA, changesB) && slices.Equal(nodePatches(a), nodePatches(b)) &&
		slices.Equal(a.Weights(), b.Weights()) && (a.Weights() == nil) == (b.Weights() == nil) && slices.Equal(a.ArcPatches(), b.ArcPatches())
}

// TestOverlayEncoding reads what was written into an overlay of any kind.
func TestOverlayEncoding(t *testing.T) {
	g := ring(t, 300, 5)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		o, into := drawOverlay(t, r, g), drawOverlay(t, r, g)
		data, err := o.AppendBinary([]byte{7})
		if err != nil || data[0] != 7 {
			t.Fatal(data, err)
		}
		before := into.Generation()
		if err := into.UnmarshalBinary(data[1:]); err != nil || !sameEncoded(o, into) || into.Generation() == before {
			t.Fatalf("seed %d: %v: %+v, want %+v", seed, err, into, o)
		}
		again, _ := into.MarshalBinary()
		if !slices.Equal(again, data[1:]) {
			t.Fatalf("seed %d: another encoding: %x, %x", seed, again, data[1:])
		}
	}
}

// TestOverlayInJSON keeps the weights, and refuses text that is not of an overlay.
func TestOverlayInJSON(t *testing.T) {
	type player struct{ Weights *Overlay }
	g := ring(t, 300, 5)
	for seed := range uint64(30) {
		o := drawOverlay(t, rand.New(rand.NewPCG(seed, 8)), g)
		saved, err := json.Marshal(player{o})
		if err != nil {
			t.Fatal(err)
		}
		again := player{NewOverlay(g)}
		if err := json.Unmarshal(saved, &again); err != nil || !sameEncoded(o, again.Weights) {
			t.Fatalf("seed %d: %v: %s", seed, err, saved)
		}
		if err := json.Unmarshal(saved, new(player)); !errors.Is(err, ErrNoGraph) {
			t.Fatalf("decoded without a graph: %v", err)
		}
	}
	var corrupt base64.CorruptInputError
	if err := NewOverlay(g).UnmarshalText([]byte("AAA?")); !errors.As(err, &corrupt) || corrupt != 3 {
		t.Errorf("not base64: %v", err)
	}
	var fault *FormatError
	if err := NewOverlay(g).UnmarshalText([]byte("AAAA")); !errors.As(err, &fault) {
		t.Errorf("three bytes: %v", err)
	}
}

// TestOverlayEncodingIsCompact holds the sizes that its documentation names.
func TestOverlayEncodingIsCompact(t *testing.T) {
	g := ring(t, 8000, 5)
	o := NewOverlay(g)
	for v := range Node(16) {
		_ = o.SetNode(500*v, Blocked)
	}
	data, _ := o.MarshalBinary()
	if len(data) > 12+3*16 {
		t.Errorf("16 closed nodes take %d bytes", len(data))
	}
}

// TestOverlayEncodingRefused is of another graph, cut short, too long, or wrong somewhere;
// the overlay is then as it was.
func TestOverlayEncodingRefused(t *testing.T) {
	g := ring(t, 40, 5)
	r := rand.New(rand.NewPCG(1, 6))
	other, _ := drawOverlay(t, r, ring(t, 40, 6)).MarshalBinary()
	if err := NewOverlay(g).UnmarshalBinary(other); !errors.Is(err, ErrWrongGraph) {
		t.Errorf("of another graph: %v", err)
	}
	for range 60 {
		o := drawOverlay(t, r, g)
		data, _ := o.MarshalBinary()
		copy, _ := o.MarshalBinary()
		into := drawOverlay(t, r, g)
		was, _ := into.MarshalBinary()
		refuse := func(what string, data []byte, offset int64) {
			t.Helper()
			var fault *FormatError
			err := into.UnmarshalBinary(data)
			now, _ := into.MarshalBinary()
			if !errors.As(err, &fault) || offset >= 0 && fault.Offset != offset || !slices.Equal(was, now) {
				t.Fatalf("%s: %v", what, err)
			}
		}
		for n := range data {
			refuse("cut short", data[:n], -1)
		}
		refuse("too long", append(copy, 0), int64(len(data)))
		for at, want := range map[int]int64{0: 0, 3: 1, 9: 9} {
			wrong := slices.Clone(data)
			wrong[at] ^= 0x40
			refuse("another byte", wrong, want)
		}
	}
}

// FuzzOverlayEncoding refuses data, or writes what it has read as it was.
func FuzzOverlayEncoding(f *testing.F) {
	g := ring(f, 40, 5)
	for seed := range uint64(20) {
		data, _ := drawOverlay(f, rand.New(rand.NewPCG(seed, 7)), g).MarshalBinary()
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := NewOverlay(g)
		if o.UnmarshalBinary(data) != nil {
			return
		}
		if again, _ := o.MarshalBinary(); !slices.Equal(again, data) {
			t.Errorf("%x is written as %x", data, again)
		}
	})
}
