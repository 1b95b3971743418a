package flatfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
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
		for range 2 {
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
	short, foreign := filepath.Join(dir, "short"), filepath.Join(dir, "foreign")
	file := mustEncode(t, full())
	for name, data := range map[string][]byte{short: file[:len(file)-1], foreign: []byte("x")} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for how, read := range readers {
		for name, want := range map[string]error{
			filepath.Join(dir, "none"): fs.ErrNotExist, dir: flatfile.ErrNotRegular, os.DevNull: flatfile.ErrNotRegular,
			short: flatfile.ErrLength, foreign: flatfile.ErrMagic,
		} {
			if runtime.GOOS == "windows" && want == flatfile.ErrNotRegular {
				continue // which has errors of its own for these
			}
			if _, _, err := read(name); !errors.Is(err, want) {
				t.Errorf("%s of %s: %v, want %v", how, name, err, want)
			}
		}
	}
}

// TestSparseFile claims a terabyte, of which the header knows nothing: it is refused
// before memory is taken.
func TestSparseFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sparse")
	if err := os.WriteFile(name, mustEncode(t, full()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, 1<<40); err != nil {
		t.Skip("no sparse files here:", err)
	}
	for how, read := range readers {
		_, _, err := read(name)
		var fault *flatfile.FormatError
		if tooLarge := math.MaxInt < 1<<40; !errors.As(err, &fault) && !tooLarge || err == nil {
			t.Errorf("%s: %v", how, err)
		}
	}
}
