package flatfile

import (
	"fmt"
	"io"
	"math"
	"os"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// ReadFile reads the named file into memory, aligned so that its sections are
// viewed in place. It fails as os.Open does, and on what is not a regular file.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size, err := fileSize(f)
	if err != nil {
		return nil, err
	}
	b := unsafecast.Aligned(size)
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// fileSize returns the size of a regular file that fits in memory.
func fileSize(f *os.File) (int, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("%s: not a regular file", f.Name())
	}
	if info.Size() > math.MaxInt-alignment {
		return 0, fmt.Errorf("%s: %d bytes are more than this machine can address", f.Name(), info.Size())
	}
	return int(info.Size()), nil
}
