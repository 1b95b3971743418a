package service

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// The Service swaps between indexes for different weights of one origin while goroutines
// ask. Overlays of the original graph stay valid, and each answer is that of the weights
// whose version it names.
func TestServiceOfOtherWeights(t *testing.T) {
	o, r := graphtest.Grid(8, 8, 50, 1), rand.New(rand.NewPCG(1, 81))
	g := mustBuild(t, o)
	overlay := csr.NewOverlay(g)
	if err := errors.Join(overlay.SetNode(27, csr.Blocked), overlay.SetNode(35, g.NodeWeight(35))); err != nil {
		t.Fatal(err)
	}
	indexes, byHash := []dijkstra.Index{nil, labels(t, g)}, map[uint64]*graphtest.Graph{g.Hash(): o}
	for range 3 {
		under, now := closedForAll(t, r, o, g)
		indexes, byHash[under.Hash()] = append(indexes, labels(t, under)), now
	}
	s := mustServe(t, g, indexes[2], &Options{Workers: 2})
	if s.Graph() != indexes[2].Graph() {
		t.Error("the graph is not that of the index")
	}
	stop := make(chan struct{})
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() { askUntil(t, s, rand.New(rand.NewPCG(uint64(i), 82)), stop, overlay, byHash) })
	}
	for i := range fewer(100) {
		x := indexes[i%5]
		if err := s.Swap(g, x); err != nil {
			t.Error(err)
		}
		want := g.Hash()
		if x != nil {
			want = x.Graph().Hash()
		}
		if a, err := s.Do(nil, Request{Overlay: overlay}); err != nil || a.Version != want {
			t.Errorf("after Swap %d: %+v, %v", i, a, err)
		}
	}
	close(stop)
	group.Wait()
}

// askUntil asks with and without an overlay until stop is closed.
func askUntil(t *testing.T, s *Service, r *rand.Rand, stop chan struct{}, overlay *csr.Overlay, byHash map[uint64]*graphtest.Graph) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		q, laid := Request{From: r.Uint32N(64), To: r.Uint32N(64)}, func(o *graphtest.Graph) *graphtest.Graph { return o }
		if r.IntN(2) == 0 {
			q.Overlay = overlay
			laid = func(o *graphtest.Graph) *graphtest.Graph {
				weights := nodeWeights(o)
				weights[27], weights[35] = csr.Blocked, overlay.NodeWeight(35)
				return o.WithNodeWeights(weights)
			}
		}
		a, err := s.Do(nil, q)
		o := byHash[a.Version]
		if err != nil || o == nil {
			t.Errorf("%+v, %v", a, err)
			return
		}
		if d, _ := want(laid(o).DistancesFrom(q.From)[q.To]); a.Distance != d {
			t.Errorf("%+v: %+v, want %d", q, a, d)
		}
	}
}

// An index of another graph is refused, also if it is for other weights of that graph.
func TestServiceRefusesIndexOfAnotherGraph(t *testing.T) {
	g, other := path4(t, 1, 1, 1), path4(t, 1, 2, 1)
	under, _ := closedForAll(t, rand.New(rand.NewPCG(1, 83)), &graphtest.Graph{N: 4}, other)
	s := mustServe(t, g, nil, nil)
	for _, of := range []*csr.CSRGraph{other, under} {
		x := labels(t, of)
		if _, err := New(g, x, nil); !errors.Is(err, csr.ErrWrongGraph) {
			t.Errorf("New: %v, want %v", err, csr.ErrWrongGraph)
		}
		if err := s.Swap(g, x); !errors.Is(err, csr.ErrWrongGraph) || s.Graph() != g {
			t.Errorf("Swap: %v, want %v", err, csr.ErrWrongGraph)
		}
	}
}
