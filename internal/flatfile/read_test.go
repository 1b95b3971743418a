package flatfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
)

// readers are the two ways to get a file into memory.
var readers = map[string]func(string) ([]byte, func([]byte), error){
	"ReadFile": func(name string) ([]byte, func([]byte), error) {
		b, err := flatfile.ReadFile(name)
		return b, func([]byte) {}, err
	},
	"MapFile": flatfile.MapFile,
}

func TestReadersReturnTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	want := mustEncode(t, full())
	direct, err := decode(want, owner)
	if err != nil {
		t.Fatal(err)
	}
	for how, read := range readers {
		for _, want := range [][]byte{want, {}, []byte("x")} {
			if err := os.WriteFile(name, want, 0o600); err != nil {
				t.Fatal(err)
			}
			b, unmap, err := read(name)
			if err != nil || !bytes.Equal(b, want) {
				t.Fatalf("%s: %d bytes, %v; want %d", how, len(b), err, len(want))
			}
			if x, err := decode(b, owner); err == nil && x.inPlace != direct.inPlace {
				t.Errorf("%s: viewed in place is %v; want %v", how, x.inPlace, direct.inPlace)
			}
			unmap(b)
		}
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
