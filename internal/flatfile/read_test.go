package flatfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
)

// readers are the two ways to get a file into memory.
var readers = map[string]func(string) ([]byte, func([]byte), error){
	"ReadFile": func(name string) ([]byte, func([]byte), error) {
		b, err := toyFormat.ReadFile(name)
		return b, func([]byte) {}, err
	},
	"MapFile": toyFormat.MapFile,
}

func TestReadersReturnTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	want := mustEncode(t, full())
	direct, err := decode(want, owner)
	if err != nil {
		t.Fatal(err)
	}
	for how, read := range readers {
		if err := os.WriteFile(name, want, 0o600); err != nil {
			t.Fatal(err)
		}
		b, unmap, err := read(name)
		if err != nil || !bytes.Equal(b, want) {
			t.Fatalf("%s: %d bytes, %v; want %d", how, len(b), err, len(want))
		}
		if x, err := decode(b, owner); err != nil || x.inPlace != direct.inPlace {
			t.Errorf("%s: %v, or viewed in place; want %v", how, err, direct.inPlace)
		}
		unmap(b)
	}
}

func TestReadersFail(t *testing.T) {
	dir := t.TempDir()
	for how, read := range readers {
		if _, _, err := read(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of a file that is not there: %v", how, err)
		}
		if _, _, err := read(dir); err == nil {
			t.Errorf("%s of a folder succeeded", how)
		}
	}
}

// TestReadFileLooksAtTheHeadFirst gives files that are cut short, longer than their
// header says, or damaged in header and table: the error is that of Open, and where
// the file is a hole of a terabyte, no memory is taken for it.
func TestReadFileLooksAtTheHeadFirst(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	whole := mustEncode(t, full())
	for cut := range len(whole) {
		sameError(t, name, whole[:cut])
	}
	for at := range 64 + 5*32 {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0x10
		sameError(t, name, damaged)
	}
	if strconv.IntSize == 32 {
		return // no file of a terabyte can be told to be one
	}
	for _, b := range [][]byte{whole, {}, []byte("x")} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, 1<<40); err != nil {
			t.Log("no file of a terabyte here: ", err)
			continue
		}
		if _, err := toyFormat.ReadFile(name); !errors.Is(err, flatfile.ErrLength) && !errors.Is(err, flatfile.ErrMagic) {
			t.Errorf("a terabyte that starts with %d bytes: %v", len(b), err)
		}
	}
}

// sameError checks that a file and its bytes fail alike, if those fail by their head.
func sameError(t *testing.T, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	_, want := toyFormat.Open(b)
	var head *flatfile.FormatError
	got, err := toyFormat.ReadFile(name)
	if err == nil {
		if !bytes.Equal(got, b) {
			t.Fatalf("read %d bytes that are not those of the file", len(got))
		}
		_, err = toyFormat.Open(got)
	}
	if !errors.As(err, &head) || !strings.HasSuffix(err.Error(), want.Error()) {
		t.Fatalf("%d bytes: %v; want %v", len(b), err, want)
	}
}
