package dimacs

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestNumberingAndProblemLine reads one graph in all forms that options allow.
func TestNumberingAndProblemLine(t *testing.T) {
	const points = " (1e-06 1e-06) (2e-06 2e-06) (3e-06 3e-06)"
	for _, c := range []struct {
		opts         Options
		gr, co, want string
	}{
		{Options{ZeroBased: true}, "p sp 3 3\na 0 1 5\na 1 2 6\na 2 0 7\n", "", triangle},
		{Options{ZeroBased: true}, "p sp 3 3\na 0 1 5\na 1 2 6\na 2 0 7\n", "p aux sp co 3\nv 0 1 1\nv 2 3 3\nv 1 2 2\n", triangle + points},
		{Options{NoProblemLine: true}, "a 1 2 5\na 2 3 6\na 3 1 7\n", "", triangle},
		{Options{NoProblemLine: true}, "c\na 1 2 5\na 2 3 6\na 3 1 7\n", "p aux sp co 3\nv 1 1 1\nv 3 3 3\nv 2 2 2\n", triangle + points},
		{Options{NoProblemLine: true}, "a 3 1 7\na 2 3 6\na 1 2 5\n", "v 1 1 1\nv 3 3 3\nv 2 2 2\n", triangle + points},
		{Options{NoProblemLine: true}, triangleGr, triangleCo, triangle + onEarth},
		{Options{NoProblemLine: true, ZeroBased: true}, "a 0 1 5\na 1 2 6\na 2 0 7", "v 0 1 1\nv 1 2 2\nv 2 3 3\n", triangle + points},
		{Options{NoProblemLine: true, ZeroBased: true}, "a 0 4 5\n", "", "5: 0>4=5"},
		{Options{NoProblemLine: true, ZeroBased: true}, "a 0 0 5\n", "", "1:"},
		{Options{NoProblemLine: true, MaxNodes: 3}, "a 1 3 5\n", "", "3: 0>2=5"},
		{Options{}, "\ufeff" + triangleGr, "\ufeff" + triangleCo, triangle + onEarth},
		{Options{NoProblemLine: true}, "\ufeffa 1 2 5\n", "", "2: 0>1=5"},
	} {
		if got := sketch(mustRead(t, &c.opts, c.gr, c.co)); got != c.want {
			t.Errorf("%+v: %q: got %s\nwant %s", c.opts, c.gr, got, c.want)
		}
	}
}

// TestNumberingErrors has the mistakes that those forms allow.
func TestNumberingErrors(t *testing.T) {
	both := Options{ZeroBased: true, NoProblemLine: true}
	for _, c := range []struct {
		opts   Options
		gr, co string
		file   string
		line   int
		want   error
	}{
		{Options{ZeroBased: true}, "p sp 2 1\na 0 2 5\n", "", "gr", 2, ErrNode},
		{Options{ZeroBased: true}, "p sp 2 1\na -1 1 5\n", "", "gr", 2, ErrNode},
		{Options{ZeroBased: true}, "a 0 1 5\n", "", "gr", 1, ErrNoProblemLine},
		{Options{NoProblemLine: true}, "a 0 1 5\n", "", "gr", 1, ErrZeroBased},
		{both, "", "", "gr", 1, ErrProblem},
		{both, "c nothing\n", "", "gr", 2, ErrProblem},
		{both, "a 0 1 5\np sp 2 1\n", "", "gr", 2, ErrProblem},
		{both, "p sp 2 1\na 0 1 5\na 1 0 5\n", "", "gr", 3, ErrCount},
		{both, "a 0 1 5\na 0 4294967295 5\na 1 2 5\n", "", "gr", 2, ErrNode},
		{both, "a 0 1 5\na 0 4294967294 5\na 1 2 5\n", "", "gr", 2, ErrLimit},
		{both, "a 0 1 5\na 1048583 0 5\na 1 1048584 5\na 2 3 5\n", "", "gr", 3, ErrLimit},
		{Options{NoProblemLine: true, MaxNodes: 3}, "a 1 4 5\n", "", "gr", 1, ErrLimit},
		{both, "a 0 1 5\n", "p aux sp co 3\n", "co", 1, ErrCount},
		{both, "a 0 1 5\n", "v 0 1 1\n", "co", 2, ErrCount},
		{both, "a 0 1 5\n", "v 0 1 1\nv 1 1 1\nv 2 1 1\n", "co", 3, ErrCount},
		{both, "a 0 1 5\n", "v 2 1 1\n", "co", 1, ErrNode},
		{both, "a 0 1 5\n", "v 0 1 1\nv 0 1 1\n", "co", 2, ErrNode},
	} {
		_, err := Read(strings.NewReader(c.gr), text(c.co), &c.opts)
		checkError(t, c.gr+"|"+c.co, err, c.file, c.line, c.want)
	}
	most := "a 0 1048583 5\na 1 2 5\na 2 3 5\na 3 4 5\n" // a node for each end, and the spare ones
	if _, err := Read(strings.NewReader(most), nil, &both); err != nil {
		t.Error(err)
	}
}

// TestOptionErrors refuses a limit that means nothing, before anything is read.
func TestOptionErrors(t *testing.T) {
	_, err := Read(iotest.ErrReader(errors.New("it was read")), nil, &Options{MaxNodes: -1})
	if !errors.Is(err, ErrOption) || !strings.HasPrefix(err.Error(), "dimacs: bad option: ") {
		t.Error(err)
	}
}

// TestErrorsNameTheOption checks that a message names the option to set.
func TestErrorsNameTheOption(t *testing.T) {
	for gr, option := range map[string]string{"a 1 2 5\n": "Options.NoProblemLine", "p sp 2 1\na 0 1 5\n": "Options.ZeroBased"} {
		if _, err := Read(strings.NewReader(gr), nil, nil); err == nil || !strings.Contains(err.Error(), option) {
			t.Errorf("%q: %v", gr, err)
		}
	}
}

// TestLooseNodesCostNothing checks that a high number in a file without a p line takes
// no memory.
func TestLooseNodesCostNothing(t *testing.T) {
	bytes := allocated(func() {
		if _, err := Read(strings.NewReader("a 1 4000000000 5\n"), nil, &Options{NoProblemLine: true}); !errors.Is(err, ErrLimit) {
			t.Error(err)
		}
	})
	if bytes > 1<<20 {
		t.Errorf("%d bytes allocated", bytes)
	}
}

// TestLongitudesWrap counts on past the 180th meridian, either way.
func TestLongitudesWrap(t *testing.T) {
	b := "p aux sp co 7\nv 1 180000000 0\nv 2 180001000 0\nv 3 -180001000 0\nv 4 360000000 0\nv 5 -360000000 0\nv 6 -180000000 0\nv 7 190000000 5\n"
	const want = "7: (180 0) (-179.999 0) (179.999 0) (0 0) (0 0) (-180 0) (-170 5e-06)"
	if got := sketch(mustRead(t, nil, "p sp 7 0\n", b)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := sketch(mustRead(t, &Options{Plane: true}, "p sp 1 0\n", "p aux sp co 1\nv 1 180001000 0\n")); got != "1: (1.80001e+08 0)" {
		t.Errorf("on a plane: got %s", got)
	}
}

// TestReportedFiles reads the inputs that people had trouble with.
func TestReportedFiles(t *testing.T) {
	dir := graphtest.Data(t)
	for _, c := range []struct {
		name        string
		nodes, arcs int
	}{
		{filepath.Join("reports", "30b-zero-based-no-p.gr"), 3, 2},
		{filepath.Join("graph_23rd", "graph_23rd.gr"), 2346, distinctArcs(t)},
	} {
		f, err := os.Open(filepath.Join(dir, c.name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		b, err := Read(f, nil, &Options{ZeroBased: true, NoProblemLine: true})
		if err != nil {
			t.Fatal(err)
		}
		g := mustBuild(t, b)
		if g.NumNodes() != c.nodes || g.NumArcs() != c.arcs {
			t.Errorf("%s: %d nodes, %d arcs; want %d, %d", c.name, g.NumNodes(), g.NumArcs(), c.nodes, c.arcs)
		}
	}
}

// distinctArcs counts the pairs of nodes that Seattle's arcs join.
func distinctArcs(t *testing.T) int {
	g, _ := graphtest.Seattle(t)
	pairs := map[[2]csr.Node]bool{}
	for _, a := range g.Arcs {
		pairs[[2]csr.Node{a.From, a.To}] = true
	}
	return len(pairs)
}
