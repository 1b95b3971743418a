//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package flatfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestReadersRefusePipes opens a pipe that nobody writes to: a reader that waited would
// wait for ever.
func TestReadersRefusePipes(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if err := os.Symlink("pipe", link); err != nil {
		t.Fatal(err)
	}
	for how, read := range readers {
		for _, name := range []string{pipe, link, os.DevNull, "/dev/zero", dir} {
			if _, _, err := read(name); err == nil || !strings.HasSuffix(err.Error(), "not a regular file") {
				t.Errorf("%s of %s: %v", how, name, err)
			}
		}
	}
}
