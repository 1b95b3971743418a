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

// named is FromBytes with the file's name in the error.
func named(name string, b []byte) (*CSRGraph, error) {
	g, err := FromBytes(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return g, nil
}

// Open returns the graph in the named file, mapped into memory where the
// operating system can do that, so that processes share its pages and nothing
// is read before it is needed; elsewhere it is ReadFile. It fails as os.Open and
// FromBytes do, and at once on what is no regular file.
//
// A file that is mapped must not be written into or cut short by anyone. What is
// written shows in the graph at once, unchecked: answers are wrong then, or a query
// panics. Where the file was cut short, the operating system stops the program at
// the next access to what is gone (SIGBUS, a fatal error in Go), unless the goroutine
// called debug.SetPanicOnFault. Replace a mapped file by rename, as WriteFile does:
// the graph keeps the old one. Where somebody else's programs write the file, use
// ReadFile, which costs a copy.
//
// The mapping lasts as long as the graph is reachable: through the CSRGraph, a
// view, a Solver or an index. Close refuses new queries but never unmaps under
// one that is running, so use after Close is an error and not a crash. The one
// thing that does not keep a mapping alive is the slice that Bytes returns.
func Open(name string) (*CSRGraph, error) {
	b, unmap, err := format.MapFile(name)
	if err != nil {
		return nil, err
	}
	g, err := named(name, b)
	if err != nil {
		unmap(b)
		return nil, err
	}
	// The arrays are what every user of the graph holds on to.
	runtime.AddCleanup(g.arrays, unmap, b)
	return g, nil
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

// Verify checks that the graph's bytes are those that were written: the
// checksum of each section, then the content hash of the whole. It costs about
// a nanosecond a byte. It finds accidents: who changes a file on purpose can make
// sums and hash right, but not equal to a Hash that is known from elsewhere. The error is a *FormatError that wraps ErrChecksum and
// has the offset of the section that is damaged.
func (g *CSRGraph) Verify() error {
	defer runtime.KeepAlive(g)
	return format.Verify(g.Bytes())
}
