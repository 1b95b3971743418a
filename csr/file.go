package csr

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
	"github.com/veltrix/cairn/internal/flatfile"
)

// ReadFile reads the named file into memory, aligned so that the graph views it
// in place. It fails as os.Open and FromBytes do.
func ReadFile(name string) (*CSRGraph, error) {
	b, err := flatfile.ReadFile(name)
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
