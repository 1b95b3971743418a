package dimacs

import (
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

const (
	triangleGr = "p sp 3 3\na 1 2 5\na 2 3 6\na 3 1 7\n"
	triangleCo = "p aux sp co 3\nv 1 11966590 57707233\nv 2 -180000000 90000000\nv 3 0 -1\n"
	triangle   = "3: 0>1=5 1>2=6 2>0=7"
	onEarth    = " (11.96659 57.707233) (-180 90) (0 -1e-06)"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, gr, co, want string }{
		{"arcs", triangleGr, "", triangle},
		{"points", triangleGr, triangleCo, triangle + onEarth},
		{"no newline at the end", strings.TrimSpace(triangleGr), strings.TrimSpace(triangleCo), triangle + onEarth},
		{"CR LF", strings.ReplaceAll(triangleGr, "\n", "\r\n"), strings.ReplaceAll(triangleCo, "\n", "\r\n"), triangle + onEarth},
		{"blanks", strings.ReplaceAll(triangleGr, " ", " \t "), strings.ReplaceAll(triangleCo, "\n", " \n \n\t"), triangle + onEarth},
		{"comments",
			"c\nc a 1 2 3\ncc\n" + strings.ReplaceAll(triangleGr, "\n", "\n c p sp 9 9\n"),
			"comment\n" + strings.ReplaceAll(triangleCo, "\n", "\nc----\n"), triangle + onEarth},
		{"points in any order", triangleGr, "p aux sp co 3\nv 3 3 3\nv 1 1 1\nv 2 2 2\n",
			triangle + " (1e-06 1e-06) (2e-06 2e-06) (3e-06 3e-06)"},
		{"no nodes", "p sp 0 0", "p aux sp co 0", "0:"},
		{"no arcs", "p sp 3 0", "", "3:"},
		{"weights", "p sp 2 2\na 1 2 0\na 2 1 4294967294", "", "2: 0>1=0 1>0=4294967294"},
		{"blocked", "p sp 2 1\na 1 2 4294967295", "", "2: 0>1=4294967295"},
		{"leading zeros", "p sp 0002 1\na 01 00000000000000000000002 003", "", "2: 0>1=3"},
		{"loop and parallel arcs", "p sp 2 4\na 1 1 3\na 1 2 9\na 1 2 4\na 1 2 5", "", "2: 0>1=4"},
	} {
		if got := sketch(mustRead(t, nil, c.gr, c.co)); got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestReadCountsWhatBuildDrops(t *testing.T) {
	b, err := Read(strings.NewReader("p sp 2 4\na 1 1 3\na 1 2 9\na 1 2 4\na 1 2 5"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	mustBuild(t, b)
	if got, want := b.Stats(), (csr.BuildStats{Loops: 1, Parallel: 2}); got != want {
		t.Errorf("dropped %+v, want %+v", got, want)
	}
}

func TestOptions(t *testing.T) {
	meta := csr.Meta{Name: "three corners", Unit: "m", Attribution: "nobody"}
	lonLat := meta
	lonLat.LonLat = true
	far := "p aux sp co 3\nv 1 9007199254740992 -9007199254740992\nv 2 5 -7\nv 3 0 0\n"
	for _, c := range []struct {
		name string
		opts *Options
		co   string
		want string
		meta csr.Meta
	}{
		{"nil", nil, triangleCo, triangle + onEarth, csr.Meta{LonLat: true}},
		{"zero", &Options{}, triangleCo, triangle + onEarth, csr.Meta{LonLat: true}},
		{"meta", &Options{Meta: meta}, triangleCo, triangle + onEarth, lonLat},
		{"plane", &Options{Plane: true}, far, triangle + " (9.007199254740992e+15 -9.007199254740992e+15) (5 -7) (0 0)", csr.Meta{}},
		{"plane is not lonlat", &Options{Plane: true, Meta: lonLat}, far, triangle + " (9.007199254740992e+15 -9.007199254740992e+15) (5 -7) (0 0)", meta},
		{"no points are not lonlat", &Options{Meta: lonLat}, "", triangle, meta},
		{"enough nodes", &Options{MaxNodes: 3}, "", triangle, csr.Meta{}},
	} {
		g := mustRead(t, c.opts, triangleGr, c.co)
		if got := sketch(g); got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
		if g.Meta() != c.meta {
			t.Errorf("%s: meta is %+v, want %+v", c.name, g.Meta(), c.meta)
		}
	}
}

// TestReadKeepsOptions checks that Read does not write to options, which may be shared.
func TestReadKeepsOptions(t *testing.T) {
	opts := Options{Meta: csr.Meta{Name: "kept"}}
	before := opts
	mustRead(t, &opts, triangleGr, triangleCo)
	if opts != before {
		t.Errorf("options are %+v after Read, were %+v", opts, before)
	}
}

// TestReadLattice reads a graph of a size at which every buffer was refilled.
func TestReadLattice(t *testing.T) {
	const side = 60
	gr, co := lattice(side)
	g := mustRead(t, nil, gr, co)
	if g.NumNodes() != side*side || g.NumArcs() != 4*side*(side-1) {
		t.Fatalf("%d nodes and %d arcs", g.NumNodes(), g.NumArcs())
	}
	for v := range csr.Node(side * side) {
		if w, ok := g.ArcWeight(v, v+1); ok != (v%side < side-1) || ok && w != 1000+v {
			t.Fatalf("arc %d > %d: %d, %v", v, v+1, w, ok)
		}
		if x, y, ok := g.Point(v); !ok || x != float64(11900000+v%side*100)/1e6 || y != float64(57700000+v/side*100)/1e6 {
			t.Fatalf("node %d lies at %v, %v, %v", v, x, y, ok)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	gr, co := lattice(200)
	lines := strings.Count(gr, "\n") + strings.Count(co, "\n")
	b.SetBytes(int64(len(gr) + len(co)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(strings.NewReader(gr), strings.NewReader(co), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
}
