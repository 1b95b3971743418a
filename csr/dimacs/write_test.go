package dimacs

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/veltrix/cairn/csr"
)

// written returns what Write makes of g, with points if it has any.
func written(tb testing.TB, g *csr.CSRGraph) (gr, co string) {
	tb.Helper()
	var a, v bytes.Buffer
	var err error
	if g.HasPoints() {
		err = Write(&a, &v, g)
	} else {
		err = Write(&a, nil, g)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return a.String(), v.String()
}

func TestWrite(t *testing.T) {
	gr, co := written(t, mustRead(t, nil, "c\r\n"+triangleGr, triangleCo))
	if gr != triangleGr || co != triangleCo {
		t.Errorf("got\n%s%swant\n%s%s", gr, co, triangleGr, triangleCo)
	}
}

// TestRoundTrip writes random graphs and reads them back to the same bytes.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := mustBuild(t, randomBuilder(r))
		gr, co := written(t, g)
		back := mustRead(t, &Options{Plane: !g.Meta().LonLat}, gr, co)
		if !bytes.Equal(g.Bytes(), back.Bytes()) {
			t.Fatalf("seed %d: %s\ncomes back as %s", seed, sketch(g), sketch(back))
		}
	}
}

// randomBuilder holds up to 30 nodes and 90 arcs, with points on Earth, in the
// plane, or none.
func randomBuilder(r *rand.Rand) *csr.Builder {
	n := r.IntN(30)
	b := csr.NewBuilder(n)
	if n == 0 {
		return b
	}
	for range r.IntN(90) {
		b.AddArc(r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), r.Uint32()>>r.IntN(33))
	}
	switch r.IntN(3) {
	case 0:
		for v := range n {
			b.SetPoint(csr.Node(v), float64(r.Int64N(2*maxPlane)-maxPlane), float64(r.IntN(100)-50))
		}
	case 1:
		b.SetMeta(csr.Meta{LonLat: true})
		for v := range n {
			b.SetPoint(csr.Node(v), float64(r.IntN(360e6+1)-180e6)/degree, float64(r.IntN(180e6+1)-90e6)/degree)
		}
	}
	return b
}

func TestWriteRoundsDegrees(t *testing.T) {
	b := csr.NewBuilder(1)
	b.SetMeta(csr.Meta{LonLat: true})
	b.SetPoint(0, 11.9665906, -57.7072334)
	if _, co := written(t, mustBuild(t, b)); co != "p aux sp co 1\nv 1 11966591 -57707233\n" {
		t.Errorf("got %q", co)
	}
}

func TestWriteErrors(t *testing.T) {
	weighted, fraction, far, closed := csr.NewBuilder(2), csr.NewBuilder(2), csr.NewBuilder(1), csr.NewBuilder(1)
	weighted.SetNodeWeight(1, 5)
	fraction.SetPoint(0, 0, 0)
	fraction.SetPoint(1, 0, .5)
	far.SetPoint(0, 1e99, 0)
	for _, c := range []struct {
		name   string
		b      *csr.Builder
		points bool
		want   error
	}{
		{"node weight", weighted, false, ErrWeight},
		{"no points", csr.NewBuilder(2), true, csr.ErrNoPoints},
		{"fraction", fraction, true, ErrPoint},
		{"fraction that is not asked for", fraction, false, nil},
		{"too far", far, true, ErrPoint},
		{"closed", closed, false, csr.ErrClosed},
	} {
		g := mustBuild(t, c.b)
		if c.b == closed {
			g.Close()
		}
		var gr, co bytes.Buffer
		err := Write(&gr, nil, g)
		if c.points {
			gr.Reset()
			err = Write(&gr, &co, g)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: error is %v, want %v", c.name, err, c.want)
		}
		if err != nil && gr.Len()+co.Len() > 0 {
			t.Errorf("%s: refused after something was written", c.name)
		}
	}
}

// TestWriterErrors lets either writer fail, at once or on its last bytes.
func TestWriterErrors(t *testing.T) {
	gr, co := lattice(40)
	g := mustRead(t, nil, gr, co)
	for _, room := range []int64{0, 5000} {
		var whole bytes.Buffer
		if err := Write(&full{room}, &whole, g); err != errFull || whole.Len() > 0 {
			t.Errorf("gr with room for %d: %v", room, err)
		}
		if err := Write(iotest.TruncateWriter(&whole, 0), &full{room}, g); err != errFull {
			t.Errorf("co with room for %d: %v", room, err)
		}
	}
}

var errFull = errors.New("disk full")

// full is a disk with room for so many bytes.
type full struct{ room int64 }

func (f *full) Write(b []byte) (int, error) {
	if int64(len(b)) > f.room {
		return 0, errFull
	}
	f.room -= int64(len(b))
	return len(b), nil
}

func BenchmarkWrite(b *testing.B) {
	gr, co := lattice(200)
	g := mustRead(b, nil, gr, co)
	lines := strings.Count(gr, "\n") + strings.Count(co, "\n")
	b.ReportAllocs()
	for b.Loop() {
		var sink bytes.Buffer
		sink.Grow(len(gr) + len(co))
		if err := Write(&sink, &sink, g); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
}
