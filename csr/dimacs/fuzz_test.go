package dimacs

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// FuzzRead checks that no files make Read or Build panic or take more memory than in
// proportion, that errors are *Errors, and that a graph is sound and survives a round
// trip.
func FuzzRead(f *testing.F) {
	for _, co := range []string{"", triangleCo, "p aux sp co 3\r\nv 1 1 1\nv 1 1 1"} {
		f.Add(triangleGr, co, uint8(0))
		f.Add(strings.ReplaceAll(triangleGr, "\n", "\r\nc x\n"), co, uint8(1))
	}
	f.Add("p sp 4000000000 4000000000\na 1 2 3", "", uint8(2))
	f.Add("p sp 2 4\na 1 1 3\na 1 2 9\na 1 2 4\na 1 2 4294967295", "", uint8(2))
	f.Add("a 0 1 5\na 1 2 7\n", "v 0 1 1\nv 1 1 1\nv 2 1 1", uint8(6))
	f.Add("a 0 4000000000 5", "", uint8(6))
	f.Fuzz(func(t *testing.T, gr, co string, choice uint8) {
		plane := choice&1 != 0
		opts := &Options{MaxNodes: 1 << 12, Plane: plane, ZeroBased: choice&2 != 0, NoProblemLine: choice&4 != 0}
		var b *csr.Builder
		var err error
		bytes := allocated(func() { b, err = Read(strings.NewReader(gr), text(co), opts) })
		if limit := uint64(1<<20 + 100*(len(gr)+len(co))); bytes > limit {
			t.Errorf("%d bytes allocated, for files of %d and %d", bytes, len(gr), len(co))
		}
		if err != nil {
			if e := (*Error)(nil); !errors.As(err, &e) || e.Line < 1 || b != nil {
				t.Fatalf("error is %#v with Builder %v", err, b)
			}
			return
		}
		checkRoundTrip(t, mustBuild(t, b), plane)
	})
}

func checkRoundTrip(t *testing.T, g *csr.CSRGraph, plane bool) {
	gr, co := written(t, g)
	opts := &Options{MaxNodes: g.NumNodes(), Plane: plane}
	if back := mustRead(t, opts, gr, co); g.HasPoints() == (co != "") && !bytes.Equal(g.Bytes(), back.Bytes()) && g.NumNodes() > 0 {
		t.Errorf("%s\ncomes back as %s", sketch(g), sketch(back))
	}
}
