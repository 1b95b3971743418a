//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// contents fails unless a file holds what it should, with these permissions.
func contents(t *testing.T, name, want string, mode os.FileMode) {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil || info.Mode() != mode {
		t.Fatalf("%s: %v, %v; want %v", name, info.Mode(), err, mode)
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s: %q, %v; want %q", name, got, err, want)
	}
}

// TestPermissions are kept, and those of a new file are what the umask leaves.
func TestPermissions(t *testing.T) {
	dir := t.TempDir()
	defer syscall.Umask(syscall.Umask(0o027))
	name := filepath.Join(dir, "new")
	if err := Write(name, []byte("1")); err != nil {
		t.Fatal(err)
	}
	contents(t, name, "1", 0o640)
	for _, mode := range []os.FileMode{0o600, 0o664, 0o755} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		if err := Write(name, []byte("2")); err != nil {
			t.Fatal(err)
		}
		contents(t, name, "2", mode)
	}
	leftOver(t, dir, 1)
}

// TestLinksStayLinks to a file, to one that is not there, and to a link; a circle is
// an error.
func TestLinksStayLinks(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	file, link, chain, circle := filepath.Join(other, "map"), filepath.Join(dir, "link"), filepath.Join(dir, "chain"), filepath.Join(dir, "circle")
	for name, to := range map[string]string{link: file, chain: "link", circle: "circle"} {
		if err := os.Symlink(to, name); err != nil {
			t.Skip("no links here:", err)
		}
	}
	for _, name := range []string{link, chain, link} {
		if err := Write(name, []byte(name)); err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Lstat(name); info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s became a file", name)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != name {
			t.Errorf("%s leads to %q, %v", name, got, err)
		}
	}
	if err := Write(circle, nil); err == nil {
		t.Error("a link to itself was written to")
	}
	leftOver(t, dir, 3)
	leftOver(t, other, 1)
}

// TestDevicesAndPipes are written through, and stay what they are.
func TestDevicesAndPipes(t *testing.T) {
	if err := Write(os.DevNull, []byte("x")); err != nil {
		t.Errorf("the null device: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Fatalf("the null device is %v, %v", info.Mode(), err)
	}
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	done := make(chan error, 1)
	go func() { done <- Write(pipe, []byte("through")) }()
	r, err := os.Open(pipe)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || string(got) != "through" || <-done != nil {
		t.Errorf("%q, %v", got, err)
	}
	if info, _ := os.Lstat(pipe); info.Mode()&os.ModeNamedPipe == 0 {
		t.Error("the pipe became a file")
	}
	leftOver(t, dir, 1)
}

// TestStaleTemporaries of a writer that was killed are removed by the next one, and no
// other file is, nor one that is being written.
func TestStaleTemporaries(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "map")
	for _, other := range []string{".map.7.tmp", ".mapped.7.tmp", ".map.7", "map.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, other), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	busy, err := create(dir+"/", "map")
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(busy.Name()); err != nil {
		t.Errorf("a file that is being written: %v", err)
	}
	leftOver(t, dir, 5) // all but the stale one
	busy.Close()
	if err := Write(name, []byte("x")); err != nil {
		t.Fatal(err)
	}
	leftOver(t, dir, 4)
}
