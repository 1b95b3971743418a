package csr

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestWriteReadMap(t *testing.T) {
	name := filepath.Join(t.TempDir(), "graph.csr")
	for _, b := range []*Builder{gridBuilder(), everything(), NewBuilder(0)} {
		want := mustBuild(t, b)
		if err := WriteFile(name, want); err != nil {
			t.Fatal(err)
		}
		for _, open := range []func(string) (*CSRGraph, error){ReadFile, Open} {
			got, err := open(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := got.Verify(); err != nil {
				t.Error(err)
			}
			equalGraphs(t, got, want)
			if got.InPlace() != want.InPlace() {
				t.Error("a file of ours had to be copied")
			}
			if err := got.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestMapOutlivesItsFile replaces and removes the file under a mapping, as an
// update of a running server does.
func TestMapOutlivesItsFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "graph.csr")
	want := mustBuild(t, gridBuilder())
	if err := WriteFile(name, want); err != nil {
		t.Fatal(err)
	}
	g, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(name, mustBuild(t, everything())); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	equalGraphs(t, g, want)
}

// TestMapIsGivenBack watches mappings go once their graphs are unreachable, and
// stay while only a view is left.
func TestMapIsGivenBack(t *testing.T) {
	name := filepath.Join(t.TempDir(), "graph.csr")
	if err := WriteFile(name, mustBuild(t, everything())); err != nil {
		t.Fatal(err)
	}
	gone := make(chan bool, 1)
	arcs := func() Arcs {
		g, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		runtime.AddCleanup(g.arrays, func(c chan bool) { c <- true }, gone)
		_ = g.Close()
		return g.Arcs(0)
	}()
	for range 3 {
		runtime.GC()
	}
	if arcs.Target(1) != 4 || len(gone) != 0 {
		t.Fatal("the mapping went while a view was in use")
	}
	runtime.KeepAlive(arcs)
	for range 100 {
		runtime.GC()
		select {
		case <-gone:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("the mapping of an unreachable graph is still there")
}

func TestOpenFails(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, open := range []func(string) (*CSRGraph, error){ReadFile, Open} {
		if _, err := open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is not there: %v", err)
		}
		if _, err := open(dir); err == nil {
			t.Error("a folder was opened as a graph")
		}
		if _, err := open(empty); !errors.Is(err, ErrMagic) {
			t.Errorf("an empty file: %v", err)
		}
	}
}

// TestReadFileComparesLengths has files of another length than their header says: a
// hole of a terabyte behind a sound graph is not taken into memory.
func TestReadFileComparesLengths(t *testing.T) {
	name := filepath.Join(t.TempDir(), "graph.csr")
	for _, size := range []int64{1 << 20, 1 << 40, 100, 64} {
		if err := WriteFile(name, mustBuild(t, gridBuilder())); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, size); err != nil || size > math.MaxInt {
			t.Log("no file of ", size, " bytes here: ", err)
			continue
		}
		if _, err := ReadFile(name); !errors.Is(err, ErrLength) {
			t.Errorf("of %d bytes: %v", size, err)
		}
	}
}

// TestReplaceFile writes bytes that are no graph, and asks before writing over a map.
func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	name, input := filepath.Join(dir, "index"), filepath.Join(dir, "map")
	for _, file := range []string{name, input, name} {
		if err := ReplaceFile(file, []byte(file)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != name {
		t.Errorf("read %q, %v", got, err)
	}
	if err := CheckOutput(name, input, ""); err != nil {
		t.Error(err)
	}
	if err := CheckOutput(input, name, dir+"/./map"); err == nil || ReplaceFile(dir, nil) == nil {
		t.Error("an input or a folder may be written over")
	}
}
