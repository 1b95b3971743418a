package atomicfile

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestWriteReplacesWholeFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "map.csr")
	for _, want := range []string{"first, and longer", "second", ""} {
		if err := Write(name, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("read %q, %v; want %q", got, err, want)
		}
	}
	leftOver(t, filepath.Dir(name), 1)
}

// TestWriteFailsWithoutTrace renames onto a folder, the last step that can
// fail: what was there stays, and no temporary file does.
func TestWriteFailsWithoutTrace(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(name, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("x")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	leftOver(t, dir, 1)
	if err := Write(filepath.Join(dir, "no", "such", "folder"), nil); err == nil {
		t.Error("a file was written into a folder that is not there")
	}
}

func TestWriteIntoTheWorkingFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := Write("bare", []byte("x")); err != nil {
		t.Fatal(err)
	}
	leftOver(t, ".", 1)
}

// TestWriteRemovesLitter finds what a process that was killed has left.
func TestWriteRemovesLitter(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "map.csr")
	if err := os.WriteFile(filepath.Join(dir, ".map.csr.tmp"), []byte("half of a ma"), 0o400); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, name, "whole")
	holds(t, name, "whole")
	leftOver(t, dir, 1)
}

// TestWritersWait has many write the same file: it is always one of theirs.
func TestWritersWait(t *testing.T) {
	name := filepath.Join(t.TempDir(), "map.csr")
	var wait sync.WaitGroup
	for i := range 8 {
		text := bytes.Repeat([]byte{'a' + byte(i)}, 1<<16)
		wait.Go(func() {
			for range 5 {
				if err := Write(name, text); err != nil {
					t.Error(err)
				}
				if got, err := os.ReadFile(name); err != nil || len(got) != len(text) || len(bytes.Trim(got, string(got[:1]))) != 0 {
					t.Errorf("%d bytes, %v: not what one writer wrote", len(got), err)
				}
			}
		})
	}
	wait.Wait()
	leftOver(t, filepath.Dir(name), 1)
}

// TestCheckKnowsInputs names one file in several ways.
func TestCheckKnowsInputs(t *testing.T) {
	t.Chdir(t.TempDir())
	mustWrite(t, "map", "x")
	mustWrite(t, "other", "x")
	if err := os.Link("map", "hard"); err != nil {
		t.Log("no hard links here: ", err)
		mustWrite(t, "hard", "x")
	}
	for _, c := range []struct {
		name   string
		inputs []string
		bad    bool
	}{
		{"map", nil, false},
		{"map", []string{"other", "", "none"}, false},
		{"new", []string{"map", "new"}, false},
		{"map", []string{"other", "./map"}, true},
		{"map", []string{"other", "hard"}, linked(t, "map", "hard")},
		{".", nil, true},
	} {
		if err := Check(c.name, c.inputs...); (err != nil) != c.bad {
			t.Errorf("%s of %q: %v; refused should be %v", c.name, c.inputs, err, c.bad)
		}
	}
	leftOver(t, ".", 3)
}

// linked tells whether two names are of one file.
func linked(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := os.Stat(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.Stat(b)
	if err != nil {
		t.Fatal(err)
	}
	return os.SameFile(x, y)
}

func mustWrite(t *testing.T, name, text string) {
	t.Helper()
	if err := Write(name, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// holds checks the contents of a file.
func holds(t *testing.T, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s: read %q, %v; want %q", name, got, err, want)
	}
}

// leftOver checks how many entries a folder has.
func leftOver(t *testing.T, dir string, want int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != want {
		t.Errorf("%d entries, %v; want %d: %v", len(entries), err, want, entries)
	}
}
