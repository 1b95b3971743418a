//go:build (linux || darwin || freebsd || netbsd || openbsd || dragonfly) && !purego

package service

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// cutShort returns a mapped graph of more pages than a search needs, and a function that
// truncates its file.
func cutShort(t *testing.T) (g *csr.CSRGraph, cut func()) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "map.csr")
	if err := csr.WriteFile(name, mustBuild(t, graphtest.Grid(60, 60, 1<<20, 1))); err != nil {
		t.Fatal(err)
	}
	g, err := csr.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if !g.InPlace() {
		t.Skip("the host is big-endian: the arrays are copies, which no file can harm")
	}
	return g, func() {
		if err := os.Truncate(name, 0); err != nil {
			t.Fatal(err)
		}
	}
}

// The file of a graph is cut short while it is mapped. Each request fails, however it is
// asked and whatever its weights, but neither a worker nor the process does. The Service
// refuses to swap to such a graph, but swaps from it to a sound one and then answers.
func TestMemoryFaults(t *testing.T) {
	g, cut := cutShort(t)
	sound := mustBuild(t, graphtest.Grid(60, 60, 9, 2))
	o := csr.NewOverlay(g)
	for v := range csr.Node(60) {
		_ = o.SetNode(60*v+30, 1<<20)
	}
	s := mustServe(t, g, nil, &Options{Workers: 1})
	for _, how := range askers {
		how.ask(context.Background(), s, []Call{{Request: Request{To: 3599, Overlay: o}, Done: make(chan *Call, 1)}})
	}
	cut()
	for range 3 {
		for _, overlay := range []*csr.Overlay{nil, o} {
			for _, how := range askers {
				c := []Call{{Request: Request{To: 3599, Overlay: overlay, WantPath: true}, Done: make(chan *Call, 1)}}
				how.ask(context.Background(), s, c)
				expectFault(t, how.name, c[0].Err)
			}
		}
	}
	expectFault(t, "Swap to the map", s.Swap(g, nil))
	_, err := New(g, nil, nil)
	expectFault(t, "a Service of the map", err)
	if err := s.Swap(sound, nil); err != nil {
		t.Fatal(err)
	}
	for _, how := range askers {
		c := []Call{{Request: Request{To: 3599}, Done: make(chan *Call, 1)}}
		if how.ask(context.Background(), s, c); c[0].Err != nil || c[0].Outcome != dijkstra.Found {
			t.Errorf("%s after Swap: %+v, %v", how.name, c[0].Answer, c[0].Err)
		}
	}
	expectCounts(t, s, Stats{Answered: 8, Panics: 24})
}

func expectFault(t *testing.T, what string, err error) {
	t.Helper()
	var p *PanicError
	if !errors.As(err, &p) {
		t.Errorf("%s: %v", what, err)
		return
	}
	if _, ok := p.Value.(runtime.Error); !ok {
		t.Errorf("%s: %v", what, err)
	}
}
