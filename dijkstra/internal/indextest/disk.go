package indextest

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// open returns the index in the named file.
type open func(name string, g *csr.CSRGraph, o indexkit.Options) (Index, error)

// Disk writes indexes of all kinds to a file, reads and maps it, and refuses what is no
// file of one.
func (s Factory) Disk(t *testing.T) {
	for _, open := range []open{s.ReadFile, s.Open} {
		name := filepath.Join(t.TempDir(), "index")
		for _, c := range s.all(t) { // each in the place of the one before
			if err := s.WriteFile(name, c.x); err != nil {
				t.Fatal(err)
			}
			y, err := open(name, c.g, indexkit.Options{})
			if err != nil || !bytes.Equal(c.x.Bytes(), y.Bytes()) || y.Verify() != nil || y.Prove(t.Context()) != nil {
				t.Fatalf("%s: opened again: %v", c.o.Name, err)
			}
			c.o.CheckAnswers(t, y, overflow)
			if err := y.Close(); err != nil {
				t.Error(err)
			}
			if _, err := y.Distance(0, 0); !errors.Is(err, csr.ErrClosed) {
				t.Errorf("%s: a question after Close: %v", c.o.Name, err)
			}
		}
		s.refusesFiles(t, open)
	}
}

// refusesFiles opens what is no file of an index of the graph.
func (s Factory) refusesFiles(t *testing.T, open open) {
	t.Helper()
	dir := t.TempDir()
	name, cut, empty := filepath.Join(dir, "index"), filepath.Join(dir, "cut"), filepath.Join(dir, "empty")
	g := workload.Build(t, graphtest.Grid(5, 6, 9, 1))
	x := s.Ordered(t, g)
	err := errors.Join(s.WriteFile(name, x), os.WriteFile(cut, x.Bytes()[1:], 0o600), os.WriteFile(empty, nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{
		cut: csr.ErrMagic, empty: csr.ErrMagic, dir: csr.ErrNotRegular, filepath.Join(dir, "none"): fs.ErrNotExist,
	} {
		if _, err := open(name, g, indexkit.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	other := workload.Build(t, graphtest.Grid(5, 6, 9, 2))
	if _, err := open(name, other, indexkit.Options{}); !errors.Is(err, csr.ErrWrongGraph) || !strings.Contains(err.Error(), name) {
		t.Errorf("for another graph: %v", err)
	}
	var large *indexkit.SizeError
	if _, err := open(name, g, indexkit.Options{MaxBytes: 100}); !errors.As(err, &large) {
		t.Errorf("larger than MaxBytes: %v", err)
	}
}

// Mapped replaces and removes a mapped file, and lets go of the index: what a Solver
// holds of it, its graph and what was customised from it still answer, and when they are
// gone, too, the mapping is given back.
func (s Factory) Mapped(t *testing.T) {
	c := s.all(t)[7] // whose weights are not the graph's
	name := filepath.Join(t.TempDir(), "index")
	if err := s.WriteFile(name, c.x); err != nil {
		t.Fatal(err)
	}
	solver, graph, other := func() (*dijkstra.Solver, *csr.CSRGraph, Index) {
		x, err := s.Open(name, c.g, indexkit.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.WriteFile(name, s.Ordered(t, c.g)), os.Remove(name)); err != nil {
			t.Fatal(err)
		}
		c.o.CheckAnswers(t, x, overflow)
		solver := dijkstra.NewSolver(x.Graph())
		if err := solver.UseIndex(x); err != nil {
			t.Fatal(err)
		}
		return solver, x.Graph(), s.customized(t, x, nil)
	}()
	collect()
	c.o.CheckAnswers(t, solver, overflow)
	if stats := solver.Stats(); stats.IndexOnly == 0 {
		t.Errorf("the index was not asked: %+v", stats)
	}
	solver = nil
	if !eventually(func() bool { return !mapped(t, name) }) {
		t.Error("the mapping of an unreachable index is still there")
	}
	c.o.CheckAnswers(t, dijkstra.NewSolver(graph), overflow)
	if err := other.Prove(t.Context()); err != nil {
		t.Error(err)
	}
}

// collect has everything collected that nothing holds on to.
func collect() {
	for range 3 {
		runtime.GC()
	}
}

// eventually tells whether something becomes true while garbage is collected.
func eventually(done func() bool) bool {
	for range 100 {
		if runtime.GC(); done() {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// mapped tells whether the process has a mapping of the named file, where it can be asked.
func mapped(t *testing.T, name string) bool {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Log("mappings cannot be counted here: ", err)
	}
	return strings.Contains(string(maps), name)
}
