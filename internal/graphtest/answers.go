package graphtest

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Answerer is a Solver or an index.
type Answerer interface {
	Distance(from, to uint32) (uint32, error)
	AppendPath(dst []uint32, from, to uint32) ([]uint32, uint32, error)
	Batch(dst []uint32, sources, targets []uint32) ([]uint32, error)
	Matrix(dst []uint32, sources, targets []uint32) ([]uint32, error)
}

// Unreachable is the distance that an Answerer returns if there is no path.
const Unreachable uint32 = math.MaxUint32

// Want returns the answer that an Answerer must give if the distance is d; overflow is
// the error for a distance that does not fit in 32 bits.
func Want(d uint64, overflow error) (uint32, error) {
	switch {
	case d == Inf:
		return Unreachable, nil
	case d >= uint64(Unreachable):
		return Unreachable, overflow
	}
	return uint32(d), nil
}

// CheckAnswers compares every distance and path on a graph, and batches and matrices of
// several shapes, with the oracle's.
func (g *Graph) CheckAnswers(t testing.TB, a Answerer, overflow error) {
	t.Helper()
	for from := range uint32(g.N) {
		dist := g.DistancesFrom(from)
		for to := range uint32(g.N) {
			g.checkPair(t, a, overflow, from, to, dist[to])
		}
	}
	g.CheckMany(t, a, overflow)
}

// CheckPairs compares the distances and paths of some pairs with the oracle's.
func (g *Graph) CheckPairs(t testing.TB, a Answerer, overflow error, sources, targets []uint32) {
	t.Helper()
	for i, from := range sources {
		g.checkPair(t, a, overflow, from, targets[i], g.DistancesFrom(from)[targets[i]])
	}
}

// checkPair compares the distance and the path of one pair.
func (g *Graph) checkPair(t testing.TB, a Answerer, overflow error, from, to uint32, dist uint64) {
	t.Helper()
	want, wantErr := Want(dist, overflow)
	if d, err := a.Distance(from, to); d != want || !errors.Is(err, wantErr) {
		t.Fatalf("%v: distance %d to %d is %d, %v; want %d, %v", g.brief(), from, to, d, err, want, wantErr)
	}
	var wantPath []uint32
	if want != Unreachable {
		wantPath = g.CanonicalPath(from, to)
	}
	path, d, err := a.AppendPath(nil, from, to)
	if d != want || !errors.Is(err, wantErr) || !slices.Equal(path, wantPath) {
		t.Fatalf("%v: path %d to %d is %v, %d, %v; want %v, %d, %v", g.brief(), from, to, path, d, err, wantPath, want, wantErr)
	}
}

// brief returns a small graph itself, and the name of a large one.
func (g *Graph) brief() any {
	if g.N > 50 {
		return g.Name
	}
	return *g
}

// CheckMany compares batches and matrices of several shapes, of random nodes, with the
// oracle's distances.
func (g *Graph) CheckMany(t testing.TB, a Answerer, overflow error) {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(g.N), uint64(len(g.Arcs))))
	draw := func(n int) (nodes []uint32) {
		for range n {
			nodes = append(nodes, r.Uint32N(uint32(g.N)))
		}
		return nodes
	}
	for _, shape := range [][2]int{{0, 0}, {1, 3}, {3, 1}, {4, 4}, {0, 2}, {2, 5}, {5, 2}} {
		sources, targets := draw(shape[0]), draw(shape[1])
		n := min(len(sources), len(targets))
		matrix, pairs := g.many(sources, targets)
		got, err := a.Matrix([]uint32{7}, sources, targets)
		g.checkMany(t, got, err, matrix, overflow)
		got, err = a.Batch([]uint32{7}, sources[:n], targets[:n])
		g.checkMany(t, got, err, pairs, overflow)
	}
}

// many returns the distances of each source to each target, and those of pairs.
func (g *Graph) many(sources, targets []uint32) (matrix, pairs []uint64) {
	for i, from := range sources {
		dist := g.DistancesFrom(from)
		for j, to := range targets {
			matrix = append(matrix, dist[to])
			if i == j {
				pairs = append(pairs, dist[to])
			}
		}
	}
	return matrix, pairs
}

// checkMany compares an answer with the oracle's distances.
func (g *Graph) checkMany(t testing.TB, got []uint32, err error, dist []uint64, overflow error) {
	t.Helper()
	var want []uint32
	var wantErr error
	for _, d := range dist {
		short, err := Want(d, overflow)
		want, wantErr = append(want, short), errors.Join(wantErr, err)
	}
	g.CompareMany(t, got, err, want, wantErr, overflow)
}

// CompareMany expects answers appended to a 7, or the 7 alone and the error if there
// should be one.
func (g *Graph) CompareMany(t testing.TB, got []uint32, err error, want []uint32, wantErr, overflow error) {
	t.Helper()
	if wantErr != nil {
		want = nil
	}
	if !slices.Equal(got, append([]uint32{7}, want...)) || (err == nil) != (wantErr == nil) || wantErr != nil && !errors.Is(err, overflow) {
		t.Fatalf("%v: %v, %v; want 7 and %v, %v", g.brief(), got, err, want, wantErr)
	}
}
