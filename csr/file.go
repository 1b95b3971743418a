package csr

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// ReadFile reads the named file into memory, aligned so that the graph views it
// in place. It fails as os.Open and FromBytes do.
func ReadFile(name string) (*CSRGraph, error) {
	b, err := readAligned(name)
	if err != nil {
		return nil, err
	}
	return named(name, b)
}

// WriteFile writes the graph to the named file: to a temporary file beside it
// first, which is synced and renamed, so that the name never stands for half a
// graph.
func WriteFile(name string, g *CSRGraph) error {
	defer runtime.KeepAlive(g)
	return atomicfile.Write(name, g.Bytes())
}

// named is FromBytes with the file's name in the error.
func named(name string, b []byte) (*CSRGraph, error) {
	g, err := FromBytes(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return g, nil
}

// readAligned reads a whole file into aligned memory.
func readAligned(name string) ([]byte, error) {
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
