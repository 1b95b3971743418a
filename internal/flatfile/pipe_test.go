//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package flatfile_test

import (
	"errors"
	"net"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
)

// TestPipesAndSockets are refused at once, though nobody writes to the pipe.
func TestPipesAndSockets(t *testing.T) {
	pipe, socket := filepath.Join(t.TempDir(), "pipe"), filepath.Join(t.TempDir(), "socket")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	if l, err := net.Listen("unix", socket); err == nil {
		defer l.Close()
	}
	for how, read := range readers {
		if _, _, err := read(pipe); !errors.Is(err, flatfile.ErrNotRegular) {
			t.Errorf("%s of a pipe: %v", how, err)
		}
		if _, _, err := read(socket); err == nil {
			t.Errorf("%s of a socket succeeded", how)
		}
	}
}
