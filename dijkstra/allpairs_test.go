package dijkstra

import (
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/canonical"
	"github.com/veltrix/cairn/internal/graphtest"
)

// allPairs is an Index that knows the distances of all pairs by heart.
type allPairs struct {
	g      *csr.CSRGraph
	rows   [][]uint32 // by source and node
	cols   [][]uint32 // by target and node
	err    error      // what Potential returns
	ties   canonical.Rule
	toward column
	asked  uint64 // distances in Matrixes
}

// oraclePairs asks the oracle, so that nothing of the Solver's is trusted.
// Distances that do not fit look like none: no Potential is to be asked then.
func oraclePairs(g *csr.CSRGraph, o *graphtest.Graph) *allPairs {
	x := &allPairs{g: g, rows: make([][]uint32, o.N)}
	for v := range x.rows {
		for _, d := range o.DistancesFrom(csr.Node(v)) {
			x.rows[v] = append(x.rows[v], uint32(min(d, uint64(Unreachable))))
		}
	}
	x.turn()
	return x
}

// solvedPairs asks a Solver, which is faster on maps.
func solvedPairs(t testing.TB, g *csr.CSRGraph) *allPairs {
	t.Helper()
	x, s := &allPairs{g: g, rows: make([][]uint32, g.NumNodes())}, NewSolver(g)
	for v := range x.rows {
		tree, err := s.Tree(csr.Node(v))
		row, listErr := tree.AppendDistances(make([]uint32, 0, g.NumNodes()))
		if err := errors.Join(err, listErr); err != nil {
			t.Fatal(err)
		}
		x.rows[v] = row
	}
	x.turn()
	return x
}

// turn fills cols, so that all distances to a target lie together.
func (x *allPairs) turn() {
	x.cols = make([][]uint32, len(x.rows))
	for to := range x.cols {
		x.cols[to] = make([]uint32, len(x.rows))
		for from, row := range x.rows {
			x.cols[to][from] = row[to]
		}
	}
}

func (x *allPairs) Graph() *csr.CSRGraph { return x.g }

func (x *allPairs) Distance(from, to csr.Node) (uint32, error) { return x.rows[from][to], nil }

func (x *allPairs) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	d := x.rows[from][to]
	if d == Unreachable {
		return dst, d, nil
	}
	if x.ties == nil {
		l := x.g.Layout()
		x.ties = canonical.New(l.Out, l.Reverse().Out)
		x.ties.SetWeights(canonical.Weights{Nodes: l.NodeWeights, Out: l.ArcWeights, In: l.Reverse().ArcWeights})
	}
	x.toward = x.cols[to]
	dst, _, _ = x.ties.Append(dst, from, to, uint64(d), &x.toward)
	return dst, d, nil
}

// column is the distances of all nodes to one.
type column []uint32

func (c *column) To(v uint32) uint64 { return widen((*c)[v]) }

func (x *allPairs) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	for _, from := range sources {
		for _, to := range targets {
			dst = append(dst, x.rows[from][to])
			x.asked++
		}
	}
	return dst, nil
}

func (x *allPairs) Potential() (Potential, error) { return &lookup{allPairs: x}, x.err }

// lookup is the Potential of an allPairs.
type lookup struct {
	*allPairs
	tables [][]uint32 // rows or columns
	roots  []Root
}

func (b *lookup) From(roots []Root) { b.tables, b.roots = b.rows, append(b.roots[:0], roots...) }
func (b *lookup) To(roots []Root)   { b.tables, b.roots = b.cols, append(b.roots[:0], roots...) }

func (b *lookup) Distance(v csr.Node) uint32 {
	least := uint64(Unreachable)
	for _, r := range b.roots {
		if d := b.tables[r.Node][v]; d != Unreachable {
			least = min(least, uint64(d)+uint64(r.Distance))
		}
	}
	return uint32(least)
}
