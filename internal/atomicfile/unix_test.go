//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestModes writes new files under two umasks, and over files of other modes.
func TestModes(t *testing.T) {
	dir := t.TempDir()
	defer syscall.Umask(syscall.Umask(0))
	for umask, want := range map[int]fs.FileMode{0o022: 0o644, 0o077: 0o600} {
		syscall.Umask(umask)
		name := filepath.Join(dir, want.String())
		mustWrite(t, name, "new")
		hasMode(t, name, want)
		for _, mode := range []fs.FileMode{0o640, 0o666, 0o700} {
			if err := os.Chmod(name, mode); err != nil {
				t.Fatal(err)
			}
			mustWrite(t, name, "again")
			hasMode(t, name, mode)
		}
	}
}

func hasMode(t *testing.T, name string, want fs.FileMode) {
	t.Helper()
	if info, err := os.Lstat(name); err != nil || info.Mode() != want {
		t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
	}
}

// TestOwners needs to be root, who can give files away.
func TestOwners(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can make a file of somebody else")
	}
	name := filepath.Join(t.TempDir(), "map")
	mustWrite(t, name, "x")
	if err := os.Chown(name, 12, 34); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, name, "y")
	info, err := os.Stat(name)
	if s := info.Sys().(*syscall.Stat_t); err != nil || s.Uid != 12 || s.Gid != 34 {
		t.Errorf("it belongs to %d, %d, %v; want 12, 34", s.Uid, s.Gid, err)
	}
}

func TestWriteProtected(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	name := filepath.Join(t.TempDir(), "map")
	if err := os.WriteFile(name, []byte("x"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("y")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a file that must not be written: %v", err)
	}
	holds(t, name, "x")
}

// TestLinksStayLinks writes through links from one folder into another: to a file,
// to nothing yet, to a link, and out of a folder that is a link itself.
func TestLinksStayLinks(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"real/deep", "names"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, filepath.Join(dir, "real", "map"), "old")
	for _, link := range [][2]string{
		{"../real/map", "names/file"}, {"../real/new", "names/dangling"}, {"file", "names/twice"},
		{"../real/deep", "names/folder"}, {filepath.Join(dir, "real", "map"), "names/absolute"}, {"../map", "real/deep/up"},
	} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Fatal(err)
		}
	}
	for name, meant := range map[string]string{
		"names/file": "real/map", "names/dangling": "real/new", "names/twice": "real/map",
		"names/absolute": "real/map", "names/folder/up": "real/map",
	} {
		mustWrite(t, filepath.Join(dir, name), name)
		holds(t, filepath.Join(dir, meant), name)
		if info, err := os.Lstat(filepath.Join(dir, name)); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", name, err)
		}
	}
	leftOver(t, filepath.Join(dir, "real"), 3)
	leftOver(t, filepath.Join(dir, "names"), 5)
}

func TestLinksInACircle(t *testing.T) {
	name := filepath.Join(t.TempDir(), "circle")
	if err := os.Symlink("circle", name); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, []byte("x")); err == nil {
		t.Error("a link to itself was written")
	}
}

// TestPipesAreWrittenTo reads from the other end, and asks what the name is then.
func TestPipesAreWrittenTo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open(name)
		if err != nil {
			t.Error(err)
		}
		text, _ := io.ReadAll(f)
		got <- string(text)
	}()
	mustWrite(t, name, "through")
	if text := <-got; text != "through" {
		t.Errorf("out of the pipe came %q", text)
	}
	hasMode(t, name, 0o600|fs.ModeNamedPipe)
	leftOver(t, filepath.Dir(name), 1)
}

func TestDevicesStay(t *testing.T) {
	mustWrite(t, os.DevNull, "x")
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		t.Fatalf("%s is no device any more: %v", os.DevNull, err)
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		if err := Write("/dev/full", []byte("x")); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("to a device that is full: %v", err)
		}
	}
}

func TestSocketsAreRefused(t *testing.T) {
	t.Chdir(t.TempDir()) // the name of a socket must be short
	l, err := net.Listen("unix", "socket")
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	defer l.Close()
	for _, err := range []error{Write("socket", []byte("x")), Check("socket")} {
		if err == nil {
			t.Error("a socket was written")
		}
	}
	leftOver(t, ".", 1)
}

// TestFilesWithoutAName writes to a link of /proc that leads to a removed file.
func TestFilesWithoutAName(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	link := filepath.Join("/proc/self/fd", fmt.Sprint(f.Fd()))
	if _, err := os.Stat(link); err != nil {
		t.Skip("no /proc here: ", err)
	}
	if err := os.Remove(f.Name()); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, []byte("x")); err == nil {
		t.Error("a file without a name was replaced")
	}
	leftOver(t, filepath.Dir(f.Name()), 0)
}
