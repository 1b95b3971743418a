package atomicfile

import (
	"os"
	"path/filepath"
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

// leftOver checks how many entries a folder has.
func leftOver(t *testing.T, dir string, want int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != want {
		t.Errorf("%d entries, %v; want %d: %v", len(entries), err, want, entries)
	}
}
