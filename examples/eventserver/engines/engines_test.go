package engines

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// liar is an index that says that all nodes are at the target.
type liar struct{ dijkstra.Index }

func (l liar) Distance(from, to csr.Node) (uint32, error) { return 0, nil }

// crasher is an index that panics when it is asked, once that is wanted.
type crasher struct {
	dijkstra.Index
	now *atomic.Bool
}

func (c crasher) Distance(from, to csr.Node) (uint32, error) {
	if c.now.Load() {
		panic("an index that is broken")
	}
	return c.Index.Distance(from, to)
}

func (c crasher) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	if c.now.Load() {
		panic("an index that is broken")
	}
	return c.Index.AppendPath(dst, from, to)
}

// newWatched returns engines, all of whose hunts are of the canary, and what they log.
func newWatched(t *testing.T, use string, index func(dijkstra.Index) dijkstra.Index) (e *Engines, w *world.World, log *bytes.Buffer) {
	t.Helper()
	log = &bytes.Buffer{}
	fixture.LogTo(t, slog.NewTextHandler(log, nil))
	w, err := world.NewFile("", 0, 0).Load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.Index = index(w.Index)
	if e, err = New(w, 1, arena.NewPool(nil)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	if err := errors.Join(e.Use(use), e.SetShare(1)); err != nil {
		t.Fatal(err)
	}
	return e, w, log
}

// TestMismatch has one engine answer with an index that lies, and the canary find out.
func TestMismatch(t *testing.T) {
	e, w, log := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return liar{x} })
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000}}} // a distance
	if _, err := e.Ask(context.Background(), 1<<56, w.Graph.Hash(), calls); err != nil {
		t.Fatal(err)
	}
	expectMismatch(t, e, w, log)
}

// TestFailingCanary has the engine that is compared fail: the one in use answers, be it
// that there is no path, and the canary tells.
func TestFailingCanary(t *testing.T) {
	for _, closed := range []bool{false, true} {
		broken := &atomic.Bool{}
		e, w, log := newWatched(t, "search", func(x dijkstra.Index) dijkstra.Index { return crasher{x, broken} })
		broken.Store(true)
		round := csr.NewOverlay(w.Graph)
		for v := range w.Graph.Arcs(4000).All() {
			if closed {
				_ = round.SetNode(v, csr.Blocked) // v is a node
			}
		}
		calls := []service.Call{{Request: service.Request{From: 17, To: 4000, WantPath: true, Overlay: round}}}
		by, err := e.Ask(context.Background(), 1<<56, w.Graph.Hash(), calls)
		if err != nil || by != Search || (len(calls[0].Path) == 0) != closed {
			t.Fatalf("%v answers: %v, %v", by, calls[0].Path, err)
		}
		_ = calls[0].Arena.Release() // if there is one
		expectMismatch(t, e, w, log)
		if !strings.Contains(log.String(), "an index that is broken") {
			t.Errorf("the log does not say why: %s", log)
		}
	}
}

// expectMismatch expects one comparison, that the answers were not the same, and a log
// that says what it takes to ask again.
func expectMismatch(t *testing.T, e *Engines, w *world.World, log *bytes.Buffer) {
	t.Helper()
	if e.mismatches.Load() != 1 || e.checked.Load() != 1 {
		t.Fatalf("%d of %d do not match", e.mismatches.Load(), e.checked.Load())
	}
	for _, part := range []string{"engines disagree", w.Hash, "from=17", "to=4000", "labels=", "search="} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log lacks %q: %s", part, log)
		}
	}
}

// TestExcusedCanary compares nothing where the other engine cannot be asked.
func TestExcusedCanary(t *testing.T) {
	e, w, log := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return x })
	_ = e.services[Search].Close() // always nil
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000}}}
	by, err := e.Ask(context.Background(), 1<<56, w.Graph.Hash(), calls)
	if err != nil || by != Labels || e.checked.Load() != 0 || e.mismatches.Load() != 0 || log.Len() != 0 {
		t.Errorf("%v answers, %v; %d checked, %d do not match; %s", by, err, e.checked.Load(), e.mismatches.Load(), log)
	}
}

// TestShare counts who is chosen, and that a larger share has the same ones and more.
func TestShare(t *testing.T) {
	e := &Engines{}
	for _, bad := range []float64{-0.1, 1.1} {
		if e.SetShare(bad) == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	was, last := map[uint64]bool{}, -1
	for _, share := range []float64{0, 0.05, 0.5, 1} {
		_ = e.SetShare(share)
		n := 0
		for i := range 1000 {
			id := uint64(byte(i*0x9d))<<56 | uint64(byte(i>>2))<<48
			if chosen := e.chosen(id); chosen {
				n++
				was[id] = true
			} else if was[id] {
				t.Fatalf("%v was chosen from a smaller share", id)
			}
		}
		if n <= last || share == 1 && n != 1000 || share == 0 && n != 0 {
			t.Errorf("%v: %d of 1,000", share, n)
		}
		last = n
	}
	if e.Use("oracle") == nil {
		t.Error("an engine that there is none of was taken")
	}
}

// TestAskOtherVersion refuses answers on another map than the hunt is on.
func TestAskOtherVersion(t *testing.T) {
	e, w, _ := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return x })
	_ = e.SetShare(0) // 0 is a share
	calls := []service.Call{{Request: service.Request{From: 1, To: 2, WantPath: true}}, {Request: service.Request{From: 2, To: 3}}}
	if _, err := e.Ask(context.Background(), 0, w.Graph.Hash()+1, calls); !errors.Is(err, ErrMoved) {
		t.Errorf("another version: %v", err)
	}
	other, err := csr.Subgraph(w.Graph, []csr.Node{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	calls[1].Overlay = csr.NewOverlay(other)
	if _, err := e.Ask(context.Background(), 0, w.Graph.Hash(), calls); !errors.Is(err, ErrMoved) {
		t.Errorf("an overlay of another: %v", err)
	}
	calls[1].Overlay, calls[1].To = nil, 1e6
	var node *csr.NodeError
	if _, err := e.Ask(context.Background(), 0, w.Graph.Hash(), calls); !errors.As(err, &node) {
		t.Errorf("a node that is none: %v", err)
	}
	if _, err := e.Ask(context.Background(), 0, w.Graph.Hash()+1, calls); !errors.Is(err, ErrMoved) {
		t.Errorf("a node that is none on another version: %v", err)
	}
	_ = e.SetShare(1) // while the other engine is on the next map already
	small, err := world.New(t.Context(), other, 0)
	if err == nil {
		err = e.services[Search].Swap(small.Graph, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	calls = []service.Call{{Request: service.Request{From: 1, To: 2000, WantPath: true}}}
	by, err := e.Ask(context.Background(), 0, w.Graph.Hash(), calls)
	if err != nil || by != Labels || e.checked.Load() != 0 {
		t.Errorf("half replaced: %v, %v, %d compared", by, err, e.checked.Load())
	}
	_ = calls[0].Arena.Release()
}

// TestNoLabels has a map without an index answer by searching, whichever engine is asked.
func TestNoLabels(t *testing.T) {
	w, err := world.New(t.Context(), fixture.Goteborg(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	w.Index = nil
	e, err := New(w, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	_ = e.SetShare(1) // 1 is a share
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000, WantPath: true}}}
	if _, err := e.Ask(context.Background(), 0, w.Graph.Hash(), calls); err != nil || len(calls[0].Path) == 0 || e.mismatches.Load() != 0 {
		t.Errorf("%v, %v; %d do not match", calls[0].Path, err, e.mismatches.Load())
	}
}

// TestSwapBack has one engine take a World and the other not: both answer on the one that
// they had.
func TestSwapBack(t *testing.T) {
	e, now, _ := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return x })
	small, err := csr.Subgraph(now.Graph, []csr.Node{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	another, err := world.New(t.Context(), small, 0)
	if err != nil {
		t.Fatal(err)
	}
	_ = e.services[Search].Close() // always nil
	if err := e.Swap(now, another); err == nil {
		t.Error("the World was taken")
	}
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000}}}
	if by, err := e.Ask(t.Context(), 0, now.Graph.Hash(), calls); err != nil || by != Labels {
		t.Errorf("%v answers, %v", by, err)
	}
}
