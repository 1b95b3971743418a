package dijkstra

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// table is the oracle's distances from some nodes.
type table map[csr.Node][]uint64

func newTable(o *graphtest.Graph, sources []csr.Node) table {
	t := table{}
	for _, v := range sources {
		if t[v] == nil {
			t[v] = o.DistancesFrom(v)
		}
	}
	return t
}

// pairs returns what Batch must answer.
func (t table) pairs(sources, targets []csr.Node) (d []uint32, err error) {
	for i, from := range sources {
		next, tooFar := want(t[from][targets[i]])
		d, err = append(d, next), errors.Join(err, tooFar)
	}
	return d, err
}

// matrix returns what Matrix must answer.
func (t table) matrix(sources, targets []csr.Node) (d []uint32, err error) {
	for _, from := range sources {
		for _, to := range targets {
			next, tooFar := want(t[from][to])
			d, err = append(d, next), errors.Join(err, tooFar)
		}
	}
	return d, err
}

// shared returns pairs in groups of one to ten that share a source or a target,
// in any order, some of them twice.
func shared(r *rand.Rand, o *graphtest.Graph, groups int) (sources, targets []csr.Node) {
	for range groups {
		size := 1 + r.IntN(10)
		hub := slices.Repeat(draw(r, o, 1), size)
		others := draw(r, o, size)
		others[size-1] = others[0]
		if r.IntN(2) == 0 {
			hub, others = others, hub
		}
		sources, targets = append(sources, hub...), append(targets, others...)
	}
	r.Shuffle(len(sources), func(i, j int) {
		sources[i], sources[j] = sources[j], sources[i]
		targets[i], targets[j] = targets[j], targets[i]
	})
	return sources, targets
}

func TestBatchesThatShareNodes(t *testing.T) {
	eachSmall(t, 1500, 51, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for groups := range 6 {
			sources, targets := shared(r, o, groups)
			oracle := newTable(now, sources)
			wanted, wantErr := oracle.pairs(sources, targets)
			for _, s := range all {
				got, err := s.Batch([]uint32{7}, sources, targets)
				now.CompareMany(t, got, err, wanted, wantErr, ErrOverflow)
			}
		}
	})
}

// TestMatricesOfAllShapes has up to six rows and columns, and none.
func TestMatricesOfAllShapes(t *testing.T) {
	eachSmall(t, 250, 52, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for shape := range 7 * 7 {
			sources, targets := draw(r, o, shape/7), draw(r, o, shape%7)
			oracle := newTable(now, sources)
			wanted, wantErr := oracle.matrix(sources, targets)
			for _, s := range all {
				got, err := s.Matrix([]uint32{7}, sources, targets)
				now.CompareMany(t, got, err, wanted, wantErr, ErrOverflow)
			}
		}
	})
}

func TestManyOnLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(53, uint64(i)))
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		sources, targets := shared(r, o, 12)
		rows, columns := sources[:20], targets[:15]
		oracle := newTable(now, sources)
		pairs, pairErr := oracle.pairs(sources, targets)
		matrix, matrixErr := oracle.matrix(rows, columns)
		for _, s := range all {
			got, err := s.Batch([]uint32{7}, sources, targets)
			now.CompareMany(t, got, err, pairs, pairErr, ErrOverflow)
			got, err = s.Matrix([]uint32{7}, rows, columns)
			now.CompareMany(t, got, err, matrix, matrixErr, ErrOverflow)
		}
	}
}

// TestOverflowNamesAPairOfTheBatch has one pair of many too far apart, solved as
// one of a group from its source, of one from its target, and alone.
func TestOverflowNamesAPairOfTheBatch(t *testing.T) {
	s := NewSolver(path4(t, 1<<31, 1<<31, 0))
	for _, c := range [][2][]csr.Node{
		{{0, 0, 0}, {0, 1, 2}}, {{2, 1, 0}, {2, 2, 2}}, {{1, 0}, {1, 2}},
	} {
		dst := make([]uint32, 1, 10)
		got, err := s.Batch(dst, c[0], c[1])
		var e *OverflowError
		if !errors.As(err, &e) || e.From != 0 || e.To != 2 || len(got) != 1 {
			t.Errorf("%v: %v, %v", c, got, err)
		}
		if e != nil && e.Error() != "dijkstra: from node 0 to node 2: distance does not fit in 32 bits" {
			t.Errorf("%q", e.Error())
		}
	}
}

// TestManyRefuse holds dst to what it was for each error that is not about nodes.
func TestManyRefuse(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	s.Use(csr.NewOverlay(path4(t, 1, 1, 2)))
	dst := []uint32{7}
	if got, err := s.Batch(dst, []csr.Node{0}, []csr.Node{0}); !errors.Is(err, csr.ErrWrongGraph) || !slices.Equal(got, dst) {
		t.Errorf("batch under another graph's overlay: %v, %v", got, err)
	}
	if got, err := s.Matrix(dst, []csr.Node{0}, []csr.Node{0}); !errors.Is(err, csr.ErrWrongGraph) || !slices.Equal(got, dst) {
		t.Errorf("matrix under another graph's overlay: %v, %v", got, err)
	}
}

func TestManyAllocateNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		sources, targets := shared(rand.New(rand.NewPCG(54, 1)), o, 10)
		var d []uint32
		expectNoAllocations(t, o.Name, func() {
			d, _ = s.Batch(d[:0], sources, targets)
			d, _ = s.Matrix(d[:0], sources[:4], targets[:2])
			d, _ = s.Matrix(d[:0], sources[:3], targets[:5])
			d, _ = s.Matrix(d[:0], sources[:5], targets[:4])
		})
	}
}

// TestManyInPlace writes answers over the nodes that they are of, which would be read
// again after that, as numbers out of range where there is no path.
func TestManyInPlace(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	for before := range 3 {
		array := append(make([]uint32, 0, 20), 3, 2, 1, 0)
		targets := []csr.Node{3, 3, 3, 0}
		got, err := s.Batch(array[:before], array, targets)
		if want := []uint32{0, 1, 2, 0}; err != nil || !slices.Equal(got[before:], want) {
			t.Errorf("behind %d: batch: %v, %v; want %v", before, got, err, want)
		}
		array = append(array[:0], 0, 3, 2, 1)
		got, err = s.Matrix(array[:before], []csr.Node{0, 2}, array)
		if want := []uint32{0, 3, 2, 1, Unreachable, 1, 0, Unreachable}; err != nil || !slices.Equal(got[before:], want) {
			t.Errorf("behind %d: matrix: %v, %v; want %v", before, got, err, want)
		}
	}
}
