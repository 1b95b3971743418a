package csr

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
)

// ReadFile reads the named file into memory, aligned so that the graph views it
// in place. What becomes of the file later does not matter. It fails as os.Open and
// FromBytes do, and at once on what is no regular file, such as a pipe; it takes no
// memory before the header is sound and tells the file's own length.
func ReadFile(name string) (*CSRGraph, error) {
	b, err := format.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return named(name, b)
}

// WriteFile writes the graph to the named file, as ReplaceFile does.
func WriteFile(name string, g *CSRGraph) error {
	if g == nil {
		return ErrNoGraph
	}
	defer runtime.KeepAlive(g)
	return ReplaceFile(name, g.Bytes())
}

// ReplaceFile makes data the contents of the named file: the bytes of an index,
// say. It writes to a temporary file beside it first, which is synced and renamed,
// so that the name never stands for half a file, and who has the old one open or
// mapped keeps that.
//
// A new file gets the mode that the umask leaves of 0666; one that is replaced
// keeps its mode, and its owner where the system allows it. A file that the
// process may not write is not replaced. A link stays a link, and what it leads to
// is replaced. Pipes and character devices are written to; folders, sockets and
// disks are refused.
//
// The temporary file of city.csr is .city.csr.tmp. Only a process that is killed
// leaves it behind, and the next write of city.csr removes it. Writers into one
// folder wait for each other.
func ReplaceFile(name string, data []byte) error { return atomicfile.Write(name, data) }

// CheckOutput returns why ReplaceFile and WriteFile would refuse the named file, or
// that it is one of the inputs, under whatever name. A program asks it before it
// works for what it could not write, or must not. Inputs that are empty names, or
// not there, do not count.
func CheckOutput(name string, inputs ...string) error { return atomicfile.Check(name, inputs...) }

// named is FromBytes with the file's name in the error.
func named(name string, b []byte) (*CSRGraph, error) {
	g, err := FromBytes(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return g, nil
}
