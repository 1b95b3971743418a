package dijkstra

import (
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// allPairs is an Index that knows the distances of all pairs by heart.
type allPairs struct {
	g    *csr.CSRGraph
	rows [][]uint32 // by source and node
	cols [][]uint32 // by target and node
	err  error      // what Bounds returns
}

// oraclePairs asks the oracle, so that nothing of the Solver's is trusted.
// Distances that do not fit look like none: no Bounds are to be asked then.
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

func (x *allPairs) Potential() (Potential, error) { return &lookup{allPairs: x}, x.err }

// lookup is the Bounds of a allPairs, and counts what it is asked for.
type lookup struct {
	*allPairs
	from, to csr.Node
	asked    uint64
}

func (b *lookup) Pair(from, to csr.Node) { b.from, b.to = from, to }

func (b *lookup) From(dst []uint32, nodes []csr.Node) { b.look(dst, nodes, b.rows[b.from]) }

func (b *lookup) To(dst []uint32, nodes []csr.Node) { b.look(dst, nodes, b.cols[b.to]) }

func (b *lookup) look(dst []uint32, nodes []csr.Node, distances []uint32) {
	b.asked += uint64(len(nodes))
	for i, v := range nodes {
		dst[i] = distances[v]
	}
}
