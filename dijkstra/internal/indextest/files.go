package indextest

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/graphtest"
)

// filed is a graph, the oracle's of the same weights as its index, and the index.
type filed struct {
	o *graphtest.Graph
	g *csr.CSRGraph
	x Index
}

// all returns indexes of all kinds: costs the same both ways, the same after doubling
// and not, weights that are not the graph's, costs of 64 bits, distances too large
// for 16 bits and for 32, and a single node.
func (s Factory) all(t testing.TB) (all []filed) {
	t.Helper()
	two := &graphtest.Graph{Name: "one way", N: 5, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: 3}, {From: 1, To: 2, Weight: 4},
		{From: 2, To: 0, Weight: 5}, {From: 2, To: 3, Weight: 1}}}
	wide := &graphtest.Graph{Name: "wide", N: 4, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: 1 << 31}, {From: 1, To: 2, Weight: 1 << 31},
		{From: 2, To: 1, Weight: 7}, {From: 3, To: 0, Weight: 1<<32 - 2}}}
	far := &graphtest.Graph{Name: "far", N: 3, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: 70_000}, {From: 1, To: 0, Weight: 70_000},
		{From: 1, To: 2, Weight: 1}, {From: 2, To: 1, Weight: 1}}}
	for _, o := range []*graphtest.Graph{
		graphtest.Road(30, 1), graphtest.Grid(3, 4, 9, 1), graphtest.Grid(3, 3, 40_000, 1), two, wide, far, {Name: "one", N: 1},
	} {
		g := workload.Build(t, o)
		all = append(all, filed{o, g, s.Ordered(t, g)})
	}
	o := graphtest.Grid(3, 3, 9, 1)
	g := workload.Build(t, o)
	overlay := csr.NewOverlay(g)
	if err := errors.Join(overlay.SetNode(4, csr.Blocked), overlay.SetArc(0, 1, 7)); err != nil {
		t.Fatal(err)
	}
	weights := slices.Clone(o.NodeWeights)
	weights[4] = csr.Blocked
	return append(all, filed{o.WithNodeWeights(weights).WithArcWeight(0, 1, 7), g, s.customized(t, s.Ordered(t, g), overlay)})
}

// Files opens indexes from their bytes, in place and copied, and expects the same
// answers, the same bytes, and indexes that can be customised.
func (s Factory) Files(t *testing.T) {
	other := workload.Build(t, graphtest.Road(40, 2))
	for _, c := range s.all(t) {
		b := c.x.Bytes()
		if again := s.customized(t, c.x, nil); c.x.UsesGraphWeights() && !bytes.Equal(again.Bytes(), b) {
			t.Errorf("%s: customised with the same weights it is another file", c.o.Name)
		}
		for _, file := range [][]byte{b, append(make([]byte, 1, 1+len(b)), b...)[1:]} {
			y, err := s.FromBytes(file, c.g)
			if err != nil {
				t.Fatalf("%s: %v", c.o.Name, err)
			}
			if y.UsesGraphWeights() != c.x.UsesGraphWeights() || !bytes.Equal(y.Bytes(), b) || y.Verify() != nil {
				t.Errorf("%s: own %v, verified %v", c.o.Name, y.UsesGraphWeights(), y.Verify())
			}
			c.o.CheckAnswers(t, y, overflow)
			o := csr.NewOverlay(c.g)
			if err := o.SetNode(0, 5); err != nil {
				t.Fatal(err)
			}
			mine, yours := s.customized(t, c.x, o), s.customized(t, y, o)
			if !bytes.Equal(mine.Bytes(), yours.Bytes()) {
				t.Errorf("%s: customised from a file it is another index", c.o.Name)
			}
		}
		if _, err := s.FromBytes(b, other); !errors.Is(err, csr.ErrWrongGraph) {
			t.Errorf("%s: opened for another graph: %v", c.o.Name, err)
		}
	}
}

// ask returns a decoder for tests of damage, which asks everything of what is taken.
func (s Factory) ask(g *csr.CSRGraph) flatfiletest.Open {
	return func(t testing.TB, b []byte) (func() error, error) {
		x, err := s.FromBytes(b, g)
		if err != nil {
			return nil, err
		}
		n := csr.Node(g.NumNodes())
		var nodes, path []csr.Node
		for from := range n {
			nodes = append(nodes, from)
			for to := range n {
				x.Distance(from, to)
				path, _, _ = x.AppendPath(path[:0], from, to)
			}
		}
		x.Batch(nil, nodes, nodes)
		x.Matrix(nil, nodes, nodes)
		s.Customize(x, nil)
		x.Prove(t.Context())
		return x.Verify, nil
	}
}

// DamagedFiles changes files in every way: see flatfiletest.Damage.
func (s Factory) DamagedFiles(t *testing.T) {
	for i, c := range s.all(t) {
		if testing.Short() && i%3 != 0 || c.g.NumNodes() > 12 {
			continue
		}
		if taken, sealed := flatfiletest.Damage(t, c.x.Bytes(), s.ask(c.g)); sealed == 0 {
			t.Errorf("%s: %d damaged files were taken as they were, and none with new checksums", c.o.Name, taken)
		}
	}
}

// Fuzz fuzzes FromBytes with files for one graph.
func (s Factory) Fuzz(f *testing.F) {
	o := graphtest.Grid(3, 3, 9, 1)
	g := workload.Build(f, o)
	x := s.Ordered(f, g)
	overlay := csr.NewOverlay(g)
	if err := overlay.SetArc(0, 1, 7); err != nil {
		f.Fatal(err)
	}
	flatfiletest.Fuzz(f, s.ask(g), x.Bytes(), s.customized(f, x, overlay).Bytes())
}
