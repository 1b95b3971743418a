package main

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
)

// liar is an index that says that all nodes are at the target. Solvers find out and
// answer rightly where they walk; it is asked for distances alone here.
type liar struct{ dijkstra.Index }

func (l liar) Potential() (dijkstra.Potential, error) { return lies{}, nil }

type lies struct{}

func (lies) Pair(from, to csr.Node)              {}
func (lies) From(dst []uint32, nodes []csr.Node) { clear(dst) }
func (lies) To(dst []uint32, nodes []csr.Node)   { clear(dst) }

// crasher is an index that panics when it is asked, once that is wanted.
type crasher struct {
	dijkstra.Index
	now *atomic.Bool
}

func (c crasher) Potential() (dijkstra.Potential, error) {
	b, err := c.Index.Potential()
	return crashes{b, c.now}, err
}

type crashes struct {
	dijkstra.Potential
	now *atomic.Bool
}

func (c crashes) Pair(from, to csr.Node) {
	if c.now.Load() {
		panic("an index that is broken")
	}
	c.Potential.Pair(from, to)
}

// newWatched returns engines, all of whose hunts are of the canary, and what they log.
func newWatched(t *testing.T, use string, index func(dijkstra.Index) dijkstra.Index) (e *engines, w *world, log *bytes.Buffer) {
	t.Helper()
	log = &bytes.Buffer{}
	logTo(t, slog.NewTextHandler(log, nil))
	w, err := openWorld("")
	if err != nil {
		t.Fatal(err)
	}
	w.index = index(w.index)
	if e, err = newEngines(w, 1, arena.NewPool(nil)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.close)
	if err := errors.Join(e.use(use), e.setShare(1)); err != nil {
		t.Fatal(err)
	}
	return e, w, log
}

// TestMismatch has one engine answer with an index that lies, and the canary find out.
func TestMismatch(t *testing.T) {
	e, w, log := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return liar{x} })
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000}}} // a distance
	if _, err := e.ask(context.Background(), huntID{1}, w.graph.Hash(), calls); err != nil {
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
		round := csr.NewOverlay(w.graph)
		for v := range w.graph.Arcs(4000).All() {
			if closed {
				_ = round.SetNode(v, csr.Blocked) // v is a node
			}
		}
		calls := []service.Call{{Request: service.Request{From: 17, To: 4000, WantPath: true, Overlay: round}}}
		by, err := e.ask(context.Background(), huntID{1}, w.graph.Hash(), calls)
		if err != nil || by != search || (len(calls[0].Path) == 0) != closed {
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
func expectMismatch(t *testing.T, e *engines, w *world, log *bytes.Buffer) {
	t.Helper()
	if e.mismatches.Load() != 1 || e.checked.Load() != 1 {
		t.Fatalf("%d of %d do not match", e.mismatches.Load(), e.checked.Load())
	}
	for _, part := range []string{"engines disagree", w.hash, "from=17", "to=4000", "labels=", "search="} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log lacks %q: %s", part, log)
		}
	}
}

// TestExcusedCanary compares nothing where the other engine cannot be asked.
func TestExcusedCanary(t *testing.T) {
	e, w, log := newWatched(t, "labels", func(x dijkstra.Index) dijkstra.Index { return x })
	_ = e.services[search].Close() // always nil
	calls := []service.Call{{Request: service.Request{From: 17, To: 4000}}}
	by, err := e.ask(context.Background(), huntID{1}, w.graph.Hash(), calls)
	if err != nil || by != labels || e.checked.Load() != 0 || e.mismatches.Load() != 0 || log.Len() != 0 {
		t.Errorf("%v answers, %v; %d checked, %d do not match; %s", by, err, e.checked.Load(), e.mismatches.Load(), log)
	}
}

// TestCanary answers the hunts of the canary by the other engine, and no others.
func TestCanary(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join(`,"clues":1`)
	engineOf := func() string {
		var path pathReply
		p.expect(200, &path, "GET", p.path+"/path", p.token, "")
		return path.Engine
	}
	for _, step := range []struct {
		use   string
		share float64
		want  string
	}{{"labels", 0, "labels"}, {"labels", 1, "search"}, {"search", 1, "labels"}, {"search", 0, "search"}} {
		if err := errors.Join(c.engines.use(step.use), c.engines.setShare(step.share)); err != nil {
			t.Fatal(err)
		}
		checked := c.engines.checked.Load()
		if got := engineOf(); got != step.want || c.engines.checked.Load() != checked+uint64(step.share) {
			t.Errorf("%+v: %s answers", step, got)
		}
	}
	if n := c.engines.mismatches.Load(); n != 0 {
		t.Errorf("%d answers do not match", n)
	}
}

// TestShare counts who is chosen, and that a larger share has the same ones and more.
func TestShare(t *testing.T) {
	e := &engines{}
	for _, bad := range []float64{-0.1, 1.1} {
		if e.setShare(bad) == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	was, last := map[huntID]bool{}, -1
	for _, share := range []float64{0, 0.05, 0.5, 1} {
		_ = e.setShare(share)
		n := 0
		for i := range 1000 {
			id := huntID{byte(i * 0x9d), byte(i >> 2)}
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
	if e.use("oracle") == nil {
		t.Error("an engine that there is none of was taken")
	}
}

// TestAskOtherVersion refuses answers on another map than the hunt is on.
func TestAskOtherVersion(t *testing.T) {
	c := newGoteborg(t, nil)
	w := c.world.Load()
	calls := []service.Call{{Request: service.Request{From: 1, To: 2, WantPath: true}}, {Request: service.Request{From: 2, To: 3}}}
	if _, err := c.engines.ask(context.Background(), huntID{}, w.graph.Hash()+1, calls); !errors.Is(err, errMoved) {
		t.Errorf("another version: %v", err)
	}
	other, err := csr.Subgraph(w.graph, []csr.Node{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	calls[1].Overlay = csr.NewOverlay(other)
	if _, err := c.engines.ask(context.Background(), huntID{}, w.graph.Hash(), calls); !errors.Is(err, errMoved) {
		t.Errorf("an overlay of another: %v", err)
	}
	calls[1].Overlay, calls[1].To = nil, 1e6
	var node *csr.NodeError
	if _, err := c.engines.ask(context.Background(), huntID{}, w.graph.Hash(), calls); !errors.As(err, &node) {
		t.Errorf("a node that is none: %v", err)
	}
	if _, err := c.engines.ask(context.Background(), huntID{}, w.graph.Hash()+1, calls); !errors.Is(err, errMoved) {
		t.Errorf("a node that is none on another version: %v", err)
	}
	_ = c.engines.setShare(1) // while the other engine is on the next map already
	small, err := newWorld(t.Context(), other, 0)
	if err == nil {
		err = c.engines.services[search].Swap(small.graph, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	calls = []service.Call{{Request: service.Request{From: 1, To: 2000, WantPath: true}}}
	by, err := c.engines.ask(context.Background(), huntID{}, w.graph.Hash(), calls)
	if err != nil || by != labels || c.engines.checked.Load() != 0 {
		t.Errorf("half replaced: %v, %v, %d compared", by, err, c.engines.checked.Load())
	}
	_ = calls[0].Arena.Release()
}
