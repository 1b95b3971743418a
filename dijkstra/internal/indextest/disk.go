package indextest

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Disk writes an index to a file and reads it, and refuses what is no file of one.
func (s Factory) Disk(t *testing.T) {
	o := graphtest.Grid(5, 6, 9, 1)
	g, dir := workload.Build(t, o), t.TempDir()
	name := filepath.Join(dir, "index")
	x := s.Ordered(t, g)
	for range 2 { // anew, and in the place of the one before
		if err := s.WriteFile(name, x); err != nil {
			t.Fatal(err)
		}
	}
	y, err := s.ReadFile(name, g, indexkit.Options{})
	if err != nil || !bytes.Equal(x.Bytes(), y.Bytes()) {
		t.Fatalf("read again: %v", err)
	}
	o.CheckAnswers(t, y, overflow)
	if _, err := s.ReadFile(name, workload.Build(t, graphtest.Grid(5, 6, 9, 2)), indexkit.Options{}); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("for another graph: %v", err)
	}
	if err := os.WriteFile(name, x.Bytes()[1:], 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{name: csr.ErrMagic, dir: csr.ErrNotRegular, filepath.Join(dir, "none"): fs.ErrNotExist} {
		if _, err := s.ReadFile(name, g, indexkit.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}
