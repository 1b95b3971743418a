package service

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/internal/graphtest"
)

// edition is a graph to swap to, and the expected answers on it.
type edition struct {
	g       *csr.CSRGraph
	index   dijkstra.Index
	overlay *csr.Overlay
	want    []uint32 // distances, row-major
	closed  []uint32 // under the overlay
}

// editions returns graphs of one size and different weights, also by their hash.
func editions(t *testing.T, n int) (list []*edition, byHash map[uint64]*edition) {
	t.Helper()
	byHash = map[uint64]*edition{}
	for i := range n {
		g := mustBuild(t, graphtest.Grid(8, 8, 50, uint64(i)))
		e := &edition{g: g, overlay: csr.NewOverlay(g)}
		if i%2 == 0 {
			e.index = labels(t, g)
		}
		_ = e.overlay.SetNode(27, csr.Blocked)
		all, s := make([]csr.Node, 64), dijkstra.NewSolver(g)
		for v := range all {
			all[v] = csr.Node(v)
		}
		e.want, _ = s.Matrix(nil, all, all)
		s.Use(e.overlay)
		e.closed, _ = s.Matrix(nil, all, all)
		list, byHash[g.Hash()] = append(list, e), e
	}
	return list, byHash
}

// check compares an answer with the graph that it names.
func (e *edition) check(t *testing.T, c *Call) {
	t.Helper()
	want := e.want
	if c.Overlay != nil {
		want = e.closed
		if c.Overlay != e.overlay {
			if !errors.Is(c.Err, csr.ErrWrongGraph) {
				t.Errorf("an overlay of another version: %+v, %v", c.Answer, c.Err)
			}
			return
		}
	}
	if d := want[c.From*64+c.To]; c.Err != nil || c.Distance != d {
		t.Errorf("%d to %d: %+v, %v; want %d", c.From, c.To, c.Answer, c.Err, d)
	}
	if c.WantPath && c.Outcome == dijkstra.Found {
		s := dijkstra.NewSolver(e.g)
		s.Use(c.Overlay)
		if path, _, _ := s.AppendPath(nil, c.From, c.To); !slices.Equal(path, c.Answer.Path) {
			t.Errorf("%d to %d: path %v, want %v", c.From, c.To, c.Answer.Path, path)
		}
	}
}

// The Service swaps graphs while goroutines ask. Every answer is that of the graph it
// names, all of a batch name the same graph, and once Swap has returned no new request is
// answered on the old one.
func TestSwapUnderLoad(t *testing.T) {
	list, byHash := editions(t, 4)
	s := mustServe(t, list[0].g, list[0].index, &Options{Workers: 2})
	var group sync.WaitGroup
	stop := make(chan struct{})
	for i := range 6 {
		group.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), 43))
			for round := 0; ; round++ {
				select {
				case <-stop:
					return
				default:
					askSwapping(t, s, r, list, byHash)
				}
			}
		})
	}
	for i := range 4 * fewer(50) {
		e := list[(i+1)%4]
		if err := s.Swap(e.g, e.index); err != nil {
			t.Error(err)
		}
		if i%3 != 0 {
			continue
		}
		if a, err := s.Do(nil, Request{}); err != nil || a.Version != e.g.Hash() || s.Graph() != e.g {
			t.Errorf("after Swap %d: %+v, %v", i, a, err)
		}
	}
	close(stop)
	group.Wait()
	if got := s.Stats(); got.Version != s.Graph().Hash() || got.Shed+got.Late+got.Cancelled+got.Panics > 0 {
		t.Errorf("%+v", got)
	}
}

// askSwapping asks some questions in one of the ways.
func askSwapping(t *testing.T, s *Service, r *rand.Rand, list []*edition, byHash map[uint64]*edition) {
	calls := make([]Call, 5)
	for i := range calls {
		calls[i].Done = make(chan *Call, 1)
		calls[i].Request = Request{From: r.Uint32N(64), To: r.Uint32N(64), WantPath: r.IntN(8) == 0}
		if r.IntN(4) == 0 {
			calls[i].Overlay = list[r.IntN(len(list))].overlay
		}
	}
	how := askers[r.IntN(len(askers))]
	how.ask(context.Background(), s, calls)
	for i := range calls {
		e := byHash[calls[i].Version]
		if e == nil {
			t.Errorf("%s: no version %d", how.name, calls[i].Version)
			return
		}
		e.check(t, &calls[i])
		if strings.HasSuffix(how.name, "Batch") && calls[i].Version != calls[0].Version {
			t.Errorf("%s: versions %d and %d", how.name, calls[0].Version, calls[i].Version)
		}
	}
}

// Waiting requests are answered on the graph they came for, with its overlays and in
// order, also across two swaps in a row.
func TestSwapWhileWaiting(t *testing.T) {
	list, byHash := editions(t, 3)
	synctest.Test(t, func(t *testing.T) {
		x := newTrap(labels(t, list[0].g))
		s := mustServe(t, list[0].g, x, &Options{Workers: 1, Spin: -1})
		free := occupy(t, s, x)
		var calls []*Call
		for i, e := range list {
			if i > 0 {
				if err := s.Swap(e.g, nil); err != nil {
					t.Fatal(err)
				}
			}
			calls = append(calls, submitted(t, s, nil, Request{To: 60, Overlay: e.overlay}), submitted(t, s, nil, Request{To: 60}))
		}
		free()
		for i, c := range calls {
			if <-c.Done; c.Version != list[i/2].g.Hash() {
				t.Errorf("call %d: version %d", i, c.Version)
			}
			byHash[c.Version].check(t, c)
		}
	})
}

// A swap happens while workers answer, one of them inline, and nothing waits: these
// questions are answered on the old graph, the next ones on the new.
func TestSwapWhileAnswering(t *testing.T) {
	list, byHash := editions(t, 2)
	synctest.Test(t, func(t *testing.T) {
		x := newTrap(labels(t, list[0].g))
		s := mustServe(t, list[0].g, x, &Options{Workers: 2, Spin: -1})
		calls := make([]Call, 4)
		var group sync.WaitGroup
		var gates []gate
		for i := range calls[:2] {
			calls[i].Request = Request{From: trapStops, To: 9, Overlay: list[0].overlay, WantPath: true} // which asks the index once
			calls[i].Done = make(chan *Call, 1)
			group.Go(func() { askers[2*i].ask(context.Background(), s, calls[i:i+1]) }) // by Do and by Go
			gates = append(gates, <-x.entered)
		}
		if err := s.Swap(list[1].g, nil); err != nil {
			t.Fatal(err)
		}
		for _, g := range gates {
			close(g)
		}
		group.Wait()
		synctest.Wait() // until both are idle
		for i := range calls[2:] {
			calls[2+i].Done = make(chan *Call, 1)
			askers[2*i].ask(context.Background(), s, calls[2+i:3+i])
		}
		for i := range calls {
			if c := &calls[i]; c.Version != list[i/2].g.Hash() {
				t.Errorf("call %d: version %d", i, c.Version)
			}
			byHash[calls[i].Version].check(t, &calls[i])
		}
	})
}

// A swap happens while a worker spins.
func TestSwapWhileSpinning(t *testing.T) {
	list, _ := editions(t, 2)
	s := mustServe(t, list[0].g, nil, &Options{Workers: 1})
	s.spin, s.meanGap = int64(time.Hour), int64(time.Minute) // so that the worker spins for long
	c := &Call{Done: make(chan *Call, 1)}
	for i := range 20 {
		e := list[i%2]
		if err := s.Swap(e.g, nil); err != nil {
			t.Fatal(err)
		}
		if err := s.Go(nil, c); err != nil {
			t.Fatal(err)
		}
		if expectError(t, "while looking out", c, nil); c.Version != e.g.Hash() {
			t.Errorf("after Swap %d: version %d", i, c.Version)
		}
		for !spins(s) {
			runtime.Gosched()
		}
		if i%3 != 0 {
			continue
		}
		if a, err := s.Do(nil, Request{}); err != nil || a.Version != e.g.Hash() { // inline, with the spinning worker
			t.Errorf("after Swap %d: %+v, %v", i, a, err)
		}
	}
}

func spins(s *Service) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spinner != nil
}

// gone receives the names of objects that the garbage collector has found unreachable.
type gone chan string

func (g gone) expect(t *testing.T, what string, objects int) {
	t.Helper()
	for range objects {
		runtime.GC()
		select {
		case <-g:
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: something still holds on to one of %d", what, objects)
		}
	}
}

// watched returns a mapped graph with an index. done receives a name when each of these
// becomes unreachable: the graph, the holder of its mapping, and the index.
func watched(t *testing.T, name string, seed uint64, done gone) (*csr.CSRGraph, dijkstra.Index) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := csr.WriteFile(file, mustBuild(t, graphtest.Grid(8, 8, 50, seed))); err != nil {
		t.Fatal(err)
	}
	g, err := csr.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	x := labels(t, g)
	for _, o := range []any{g, g.Layout(), x} {
		switch o := o.(type) {
		case *csr.CSRGraph:
			runtime.AddCleanup(o, func(what string) { done <- what }, name+": graph")
		case *hublabel.Index:
			runtime.AddCleanup(o, func(what string) { done <- what }, name+": index")
		}
	}
	runtime.AddCleanup(g.Layout(), func(what string) { done <- what }, name+": mapping")
	return g, x
}

// After a Swap, graph, mapping and index are released once the last request of the
// version is answered, even if Calls and answers are kept. Close releases them too.
func TestSwapLetsGo(t *testing.T) {
	done := make(gone, 100)
	g, x := watched(t, "first", 1, done)
	s := mustServe(t, g, x, &Options{Workers: 3})
	calls := useAll(t, s)
	for seed := range uint64(4) {
		g, x = watched(t, "next", seed+2, done)
		if err := s.Swap(g, x); err != nil {
			t.Fatal(err)
		}
		g, x = nil, nil
		done.expect(t, "after Swap", 3)
		calls = append(calls, useAll(t, s)...)
	}
	_ = s.Close()
	done.expect(t, "after Close", 3)
	runtime.KeepAlive(calls)
	if got := s.Stats(); got.Answered == 0 || got.Version == 0 {
		t.Errorf("%+v", got)
	}
}

// useAll makes every worker answer, in every way, and returns the Calls.
func useAll(t *testing.T, s *Service) (kept []*Call) {
	t.Helper()
	o := csr.NewOverlay(s.Graph())
	_ = o.SetNode(9, csr.Blocked)
	for range 10 {
		for _, how := range askers {
			calls := make([]Call, 20)
			for i := range calls {
				calls[i].Done = make(chan *Call, 1)
				calls[i].Request = Request{From: csr.Node(i), To: 63, Overlay: o, WantPath: true}
			}
			how.ask(context.Background(), s, calls)
			for i := range calls {
				if calls[i].Err != nil {
					t.Error(calls[i].Err)
				}
				calls[i].Overlay = nil // it belongs to the owner, and keeps the graph alive
				kept = append(kept, &calls[i])
			}
		}
	}
	return kept
}

// An overlay is released once its request is answered, even if the worker never works
// again.
func TestServiceLetsGoOfOverlays(t *testing.T) {
	s := mustServe(t, mustBuild(t, trapGraph()), nil, nil)
	done := make(gone, 100)
	for range 4 {
		weights := make([]uint32, 100)
		o, _ := csr.OverlayFrom(s.Graph(), weights)
		runtime.AddCleanup(o, func(what string) { done <- what }, "overlay")
		runtime.AddCleanup(&weights[0], func(what string) { done <- what }, "its weights")
		if _, err := s.Do(context.Background(), Request{To: 9, Overlay: o}); err != nil {
			t.Fatal(err)
		}
		if c := submitted(t, s, nil, Request{To: 9, Overlay: o}); (<-c.Done).Err != nil {
			t.Fatal(c.Err)
		}
	}
	done.expect(t, "overlays", 8)
}
