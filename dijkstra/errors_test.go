package dijkstra

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// path4 returns 0 → 1 → 2 → 3 with the given arc weights.
func path4(t testing.TB, a, b, c uint32) *csr.CSRGraph {
	t.Helper()
	builder := csr.NewBuilder(4)
	builder.AddArc(0, 1, a)
	builder.AddArc(1, 2, b)
	builder.AddArc(2, 3, c)
	g, err := builder.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestNodesOutOfRange puts a wrong number into each argument and finds it named
// in the error, with dst untouched.
func TestNodesOutOfRange(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	dst := []uint32{42}
	for _, c := range []struct {
		place string
		query func() ([]uint32, error)
	}{
		{"from", func() ([]uint32, error) { _, err := s.Distance(4, 0); return dst, err }},
		{"to", func() ([]uint32, error) { _, err := s.Distance(0, 4); return dst, err }},
		{"from", func() ([]uint32, error) { p, _, err := s.AppendPath(dst, 4, 0); return p, err }},
		{"to", func() ([]uint32, error) { p, _, err := s.AppendPath(dst, 0, 4); return p, err }},
		{"sources[1]", func() ([]uint32, error) { return s.Batch(dst, []csr.Node{0, 4}, []csr.Node{0, 0}) }},
		{"targets[2]", func() ([]uint32, error) { return s.Batch(dst, []csr.Node{0, 0, 0}, []csr.Node{0, 0, 4}) }},
		{"sources[0]", func() ([]uint32, error) { return s.Matrix(dst, []csr.Node{4}, nil) }},
		{"targets[1]", func() ([]uint32, error) { return s.Matrix(dst, []csr.Node{0}, []csr.Node{0, 4}) }},
		{"sources[0]", func() ([]uint32, error) { _, err := s.Tree(4); return dst, err }},
		{"v", func() ([]uint32, error) { tree, _ := s.Tree(0); _, err := tree.Distance(4); return dst, err }},
	} {
		got, err := c.query()
		var n *csr.NodeError
		if !errors.As(err, &n) || n.Node != 4 || n.Nodes != 4 || n.Place != c.place {
			t.Errorf("node 4 of 4 in %s: %v", c.place, err)
		}
		if len(got) != 1 || got[0] != 42 {
			t.Errorf("%s: dst is %v after the error", c.place, got)
		}
	}
	if _, err := Batch(s.Graph(), []csr.Node{9}, []csr.Node{0}); err == nil || !strings.Contains(err.Error(), "sources[0]: node 9") {
		t.Errorf("Batch: %v", err)
	}
}

// TestOverflow walks past 32 bits: the last distance that fits is an answer, one
// more is an error, and a node that is not reached stays unreachable.
func TestOverflow(t *testing.T) {
	const half = 1 << 31
	for _, c := range []struct {
		a, b, c uint32
		want    uint32
		err     error
	}{
		{half, half - 2, 0, Unreachable - 1, nil},
		{half, half - 1, 0, Unreachable, ErrOverflow},
		{half, half, 0, Unreachable, ErrOverflow},
		{Unreachable - 1, 0, 0, Unreachable - 1, nil},
		{Unreachable - 1, Unreachable - 1, Unreachable - 1, Unreachable, ErrOverflow},
		{half, half, csr.Blocked, Unreachable, nil},
		{csr.Blocked, half, half, Unreachable, nil},
	} {
		g := path4(t, c.a, c.b, c.c)
		for _, s := range solvers(g) {
			d, err := s.Distance(0, 3)
			var o *OverflowError
			if d != c.want || !errors.Is(err, c.err) || c.err != nil && (!errors.As(err, &o) || o.From != 0 || o.To != 3) {
				t.Errorf("%v: %d, %v", c, d, err)
			}
			if got, err := s.Batch(nil, []csr.Node{0, 0}, []csr.Node{0, 3}); !errors.Is(err, c.err) || err != nil && got != nil {
				t.Errorf("%v: batch %v, %v", c, got, err)
			}
			if d, err := s.Distance(3, 0); d != Unreachable || err != nil {
				t.Errorf("against the arcs: %d, %v", d, err)
			}
		}
	}
}

func TestLengthsMustAgree(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	if got, err := s.Batch([]uint32{1}, []csr.Node{0}, nil); !errors.Is(err, ErrLength) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestForeignOverlay refuses an overlay of another graph for as long as it is in
// use, and takes one of the same file opened twice.
func TestForeignOverlay(t *testing.T) {
	g, other := path4(t, 1, 1, 1), path4(t, 1, 1, 2)
	s := NewSolver(g)
	s.Use(csr.NewOverlay(other))
	for range 2 {
		if d, err := s.Distance(0, 3); !errors.Is(err, csr.ErrWrongGraph) || d != Unreachable {
			t.Errorf("%d, %v", d, err)
		}
	}
	twin, err := csr.FromBytes(g.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	s.Use(csr.NewOverlay(twin))
	if d, err := s.Distance(0, 3); d != 3 || err != nil {
		t.Errorf("overlay of the same file: %d, %v", d, err)
	}
}

// TestClosedGraph refuses queries after Close, on a mapping too, and leaves a
// Tree that was made before readable.
func TestClosedGraph(t *testing.T) {
	name := filepath.Join(t.TempDir(), "path.csr")
	if err := csr.WriteFile(name, path4(t, 1, 2, 3)); err != nil {
		t.Fatal(err)
	}
	g, err := csr.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSolver(g)
	tree, err := s.Tree(0)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if d, err := tree.Distance(3); d != 6 || err != nil {
		t.Errorf("tree made before: %d, %v", d, err)
	}
	if _, err := s.Distance(0, 3); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("Distance: %v", err)
	}
	if _, err := s.Tree(0); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("Tree: %v", err)
	}
}

// TestStaleTree reads trees after each thing that may have changed what they
// look at.
func TestStaleTree(t *testing.T) {
	g := path4(t, 1, 2, 3)
	s := NewSolver(g)
	overlay := csr.NewOverlay(g)
	for name, change := range map[string]func(){
		"a query":          func() { _, _ = s.Distance(0, 1) },
		"a refused query":  func() { _, _ = s.Distance(9, 9) },
		"another tree":     func() { _, _ = s.Tree(1) },
		"another overlay":  func() { s.Use(overlay) },
		"a changed weight": func() { _ = overlay.SetNode(1, 5) },
	} {
		s.Use(overlay)
		tree, err := s.Tree(0)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := tree.Distance(3); err != nil || tree.Source() != 0 {
			t.Fatalf("fresh tree: %d, %v", d, err)
		}
		change()
		_, errD := tree.Distance(3)
		_, _, errP := tree.AppendPath(nil, 3)
		_, _, errN := tree.Parent(3)
		_, errA := tree.AppendDistances(nil)
		for _, err := range []error{errD, errP, errN, errA} {
			if !errors.Is(err, ErrStale) {
				t.Errorf("after %s: %v", name, err)
			}
		}
	}
	if _, err := (Tree{}).Distance(0); !errors.Is(err, ErrStale) {
		t.Errorf("zero Tree: %v", err)
	}
}

// TestGraphOfNothing asks a graph without nodes.
func TestGraphOfNothing(t *testing.T) {
	g, err := csr.NewBuilder(0).Build()
	if err != nil {
		t.Fatal(err)
	}
	s := NewSolver(g)
	if _, err := s.Distance(0, 0); err == nil {
		t.Error("a graph without nodes has a distance")
	}
	if got, err := s.Matrix(nil, nil, nil); len(got) != 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestNoGraph asks a Solver without a graph everything that its graph has no part in.
func TestNoGraph(t *testing.T) {
	s := NewSolver(nil)
	s.Use(nil)
	_, distance := s.Distance(0, 1)
	_, _, path := s.AppendPath(nil, 0, 1)
	_, limited := s.DistanceLimited(context.Background(), 0, 1, 9)
	_, batch := s.Batch(nil, []csr.Node{0}, []csr.Node{1})
	_, once := Batch(nil, []csr.Node{0}, []csr.Node{1})
	_, matrix := s.Matrix(nil, []csr.Node{0}, []csr.Node{1})
	_, _, via := s.AppendRoute(nil, []csr.Node{0})
	_, nearest := s.Nearest(nil, 0, []csr.Node{1}, 1)
	_, within := s.Within(nil, 0, 1)
	_, between := s.Between(nil, 0, 1, 1)
	_, tree := s.Tree(0)
	_, goal := s.GoalTree(0)
	g := path4(t, 1, 1, 1)
	whole, _ := NewSolver(g).GoalTree(0)
	for i, err := range []error{
		distance, path, limited, batch, once, matrix, via, nearest, within, between, tree, goal, s.Repair(whole), s.UseIndex(solvedPairs(t, g)),
	} {
		if !errors.Is(err, ErrNoGraph) {
			t.Errorf("question %d: %v", i, err)
		}
	}
	if s.Graph() != nil {
		t.Error("there is a graph")
	}
}

// TestOfNoGraph asks a Solver under an overlay, a tree and an index that are of no graph.
func TestOfNoGraph(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	for _, o := range []*csr.Overlay{csr.NewOverlay(nil), {}} {
		s.Use(o)
		if _, err := s.Distance(0, 3); !errors.Is(err, csr.ErrWrongGraph) {
			t.Errorf("overlay: %v", err)
		}
	}
	s.Use(nil)
	for _, err := range []error{s.Repair(nil), s.Repair(&GoalTree{}), s.UseIndex(&allPairs{})} {
		if !errors.Is(err, csr.ErrWrongGraph) {
			t.Errorf("%v", err)
		}
	}
	var none *csr.NodeError
	if _, err := (&GoalTree{}).Distance(0); !errors.As(err, &none) {
		t.Errorf("a tree of nothing: %v", err)
	}
}

// TestNoIndex takes a nil pointer for no index.
func TestNoIndex(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	if err := s.UseIndex((*allPairs)(nil)); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Distance(0, 3); d != 3 || err != nil {
		t.Errorf("%d, %v", d, err)
	}
}
