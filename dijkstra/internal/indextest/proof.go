package indextest

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/graphtest"
)

// ForgedIndexes changes index files and makes their sums right: each is refused, found
// out by Prove, or answers as the oracle does. None of them has a Solver that uses it
// panic.
func (s Factory) ForgedIndexes(t *testing.T) {
	for i, c := range s.all(t) {
		if err := c.x.Prove(t.Context()); err != nil {
			t.Errorf("%s: what Build made: %v", c.o.Name, err)
		}
		if c.g.NumNodes() > 12 || testing.Short() && i%3 != 0 {
			continue
		}
		r, found, proved := rand.New(rand.NewPCG(uint64(i), 6)), 0, 0
		for range Fewer(4000) {
			x, err := s.FromBytes(scratched(r, c.x.Bytes()), c.g)
			if err != nil {
				continue
			}
			aided(t, x)
			var damage *indexkit.DamageError
			switch err := x.Prove(t.Context()); {
			case err != nil && (!errors.As(err, &damage) || !errors.Is(err, indexkit.ErrDamaged) || damage.Detail == ""):
				t.Fatalf("%s: damage is reported by %v", c.o.Name, err)
			case err != nil:
				found++
			case x.UsesGraphWeights() && c.x.UsesGraphWeights():
				c.o.CheckAnswers(t, x, overflow)
				proved++
			}
		}
		if t.Logf("%s: %d found out, %d as they should be", c.o.Name, found, proved); found == 0 && c.o.N > 1 {
			t.Errorf("%s: nothing was found out", c.o.Name)
		}
	}
}

// scratched returns a copy of a file in which a few bytes behind the section table are
// others, with sums that are right.
func scratched(r *rand.Rand, file []byte) []byte {
	b := bytes.Clone(file)
	for range 1 + r.IntN(3) {
		at := r.IntN(len(b)-24) + 24
		b[at] = []byte{0, 1, 255, b[at] + 1, b[at] - 1, b[at] ^ 64, b[r.IntN(len(b))]}[r.IntN(7)]
	}
	flatfiletest.Seal(b)
	return b
}

// aided has a Solver use an index, whatever that holds.
func aided(t *testing.T, x Index) {
	t.Helper()
	s := dijkstra.NewSolver(x.Graph())
	if err := s.UseIndex(x); err != nil {
		return // it is for other weights than the graph's own
	}
	overlay := csr.NewOverlay(x.Graph())
	for _, o := range []*csr.Overlay{nil, overlay} {
		s.Use(o)
		for from := range csr.Node(x.Graph().NumNodes()) {
			s.AppendPath(nil, from, 0)
			s.Distance(0, from)
		}
		if err := overlay.SetNode(0, 3); err != nil {
			t.Fatal(err)
		}
	}
}

// Opens tries the options of Open, and contexts that are done: what one ended can be
// tried again.
func (s Factory) Opens(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(12, 12, 9, 1))
	file := s.Ordered(t, g).Bytes()
	var large *indexkit.SizeError
	if _, err := s.FromBytesOptions(file, g, indexkit.Options{MaxBytes: 1000}); !errors.As(err, &large) || large.Max != 1000 || large.Bytes <= 1000 {
		t.Errorf("opened within 1000 bytes: %v", err)
	}
	for _, build := range []func(indexkit.Options) (Index, error){
		func(o indexkit.Options) (Index, error) { return s.FromBytesOptions(file, g, o) },
		func(o indexkit.Options) (Index, error) { return s.Build(g, o) },
	} {
		if _, err := build(indexkit.Options{MaxBytes: -1}); !errors.Is(err, indexkit.ErrOptions) {
			t.Errorf("within -1 bytes: %v", err)
		}
	}
	if _, err := s.Build(g, indexkit.Options{Order: []csr.Node{1, 2}}); !errors.Is(err, indexkit.ErrOptions) {
		t.Errorf("an order of two nodes: %v", err)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	x, err := s.FromBytesOptions(file, g, indexkit.Options{MaxBytes: 1 << 40})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Prove(done); !errors.Is(err, context.Canceled) {
		t.Errorf("proved after the context was done: %v", err)
	}
	if _, err := s.CustomizeContext(done, x, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("customised after the context was done: %v", err)
	}
	if y := s.customized(t, x, nil); !bytes.Equal(y.Bytes(), file) || x.Prove(t.Context()) != nil || y.Prove(t.Context()) != nil {
		t.Error("customised again it is another index")
	}
}
