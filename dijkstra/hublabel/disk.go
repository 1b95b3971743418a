package hublabel

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// WriteFile writes the index to the named file, as csr.ReplaceFile does: the name never
// stands for half an index.
func WriteFile(name string, x *Index) error { return csr.ReplaceFile(name, x.Bytes()) }

// ReadFile returns the index in the named file, for the graph that it was made of, read
// into memory that is aligned so that nothing is copied. It fails as os.Open and
// FromBytesOptions do, and at once on what is not a regular file. Verify finds bytes that
// were changed by accident, Prove any that are not the graph's.
func ReadFile(name string, g *csr.CSRGraph, opts *Options) (*Index, error) {
	b, err := format.ReadFile(name)
	if err != nil {
		return nil, err
	}
	x, err := FromBytesOptions(b, g, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return x, nil
}
