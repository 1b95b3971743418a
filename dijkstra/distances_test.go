package dijkstra_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// The distances from a node and to it are the oracle's, with an overlay too.
func TestAppendDistances(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Any(r)
		g := workload.Build(t, o)
		s, v := dijkstra.NewSolver(g), r.Uint32N(uint32(o.N))
		checkDistances(t, o, s, v)
		overlay := csr.NewOverlay(g)
		if err := overlay.SetNode(r.Uint32N(uint32(o.N)), graphtest.OtherWeight(r, 5)); err != nil {
			t.Fatal(err)
		}
		s.Use(overlay)
		checkDistances(t, workload.WithOverlay(o, overlay), s, v)
	}
}

func checkDistances(t *testing.T, o *graphtest.Graph, s *dijkstra.Solver, v csr.Node) {
	t.Helper()
	for _, c := range []struct {
		ask  func(dst []uint32, v csr.Node) ([]uint32, error)
		want []uint64
	}{{s.AppendDistances, o.DistancesFrom(v)}, {s.AppendDistancesTo, o.DistancesTo(v)}} {
		var wantErr error
		want := make([]uint32, o.N)
		for i, d := range c.want {
			var err error
			if want[i], err = graphtest.Want(d, dijkstra.ErrOverflow); err != nil {
				wantErr = err
			}
		}
		got, err := c.ask([]uint32{7}, v)
		o.CompareMany(t, got, err, want, wantErr, dijkstra.ErrOverflow)
	}
}

func TestAppendDistancesErrors(t *testing.T) {
	s := dijkstra.NewSolver(workload.Build(t, graphtest.Grid(2, 2, 9, 1)))
	for place, ask := range map[string]func(dst []uint32, v csr.Node) ([]uint32, error){
		"source": s.AppendDistances, "target": s.AppendDistancesTo,
	} {
		var node *csr.NodeError
		if got, err := ask([]uint32{7}, 4); !errors.As(err, &node) || len(got) != 1 {
			t.Errorf("%s: %v, %v", place, got, err)
		}
		dst := make([]uint32, 0, 4)
		if n := testing.AllocsPerRun(5, func() { ask(dst, 1) }); n != 0 {
			t.Errorf("%s: %v allocations", place, n)
		}
	}
	for _, ask := range []func(dst []uint32, v csr.Node) ([]uint32, error){
		dijkstra.NewSolver(nil).AppendDistances, dijkstra.NewSolver(nil).AppendDistancesTo,
	} {
		if _, err := ask(nil, 0); !errors.Is(err, dijkstra.ErrNoGraph) {
			t.Error(err)
		}
	}
}
