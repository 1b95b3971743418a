package hublabel

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
)

// WriteFile writes the index to the named file, as csr.ReplaceFile does: the name never
// stands for half an index.
func WriteFile(name string, x *Index) error {
	defer runtime.KeepAlive(x)
	return csr.ReplaceFile(name, x.Bytes())
}

// ReadFile returns the index in the named file, for the graph that it was made of, read
// into memory that is aligned so that nothing is copied. It fails as os.Open and
// FromBytesOptions do, and at once on what is not a regular file. Verify finds bytes that
// were changed by accident, Prove any that are not the graph's.
func ReadFile(name string, g *csr.CSRGraph, opts *Options) (*Index, error) {
	return indexkit.ReadFile(&format, name, decoder(g, opts))
}

// Open returns the index in the named file, for the graph that it was made of, mapped into
// memory where the operating system can do that, so that processes share its pages;
// elsewhere it is ReadFile. It fails as ReadFile does.
//
// A mapped file must not be written into or cut short by anyone: csr.Open says what happens
// then. Replace it by rename, as WriteFile does: the index keeps the old one. Where
// somebody else's programs write the file, use ReadFile, which costs a copy.
//
// The mapping lasts as long as the index is reachable: through the Index, or a Solver or
// Service that uses it. Close refuses new questions but never unmaps under one that is
// running. Graph, and indexes that are customised from this one, hold nothing of the file.
// The one thing that does not keep a mapping alive is the slice that Bytes returns.
func Open(name string, g *csr.CSRGraph, opts *Options) (*Index, error) {
	return indexkit.MapFile(&format, name, decoder(g, opts), (*Index).hold)
}

// decoder returns FromBytesOptions for a graph.
func decoder(g *csr.CSRGraph, opts *Options) func(b []byte) (*Index, error) {
	return func(b []byte) (*Index, error) { return FromBytesOptions(b, g, opts) }
}

// hold keeps a mapping until nothing holds on to the rows any more.
func (x *Index) hold(b []byte, unmap func([]byte)) { x.labels.hold(b, unmap) }
