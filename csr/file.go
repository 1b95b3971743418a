package csr

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
)

// ReadFile reads the named file into memory, aligned so that the graph views it
// in place. The graph does not depend on the file afterwards. ReadFile fails as os.Open
// and FromBytes do, and at once on anything but a regular file, such as a pipe. It takes
// no memory before it knows that the header is sound and states the file's length.
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
// operating system can do that: processes share its pages, and nothing is read before
// it is needed. Elsewhere it is ReadFile. It fails as os.Open and FromBytes do, and at
// once on anything but a regular file.
//
// Nobody may write into a mapped file or cut it short. A write shows in the graph at
// once, unchecked: answers are wrong then, or a query panics. After a cut, the
// operating system stops the program at the next access to the missing part (SIGBUS, a
// fatal error in Go), unless the goroutine called debug.SetPanicOnFault. Replace a
// mapped file by rename, as WriteFile does: the graph keeps the old one. If other
// people's programs write the file, use ReadFile, which costs a copy.
//
// The mapping lasts as long as the graph is reachable: through the CSRGraph, a
// view, a Solver or an index. Close refuses new queries but never unmaps under
// one that is running, so use after Close is an error and not a crash. Only the slice
// that Bytes returns does not keep the mapping alive.
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
	// Every user of the graph holds on to the arrays.
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
// say. It writes a temporary file beside it, syncs it and renames it. So the name never
// stands for half a file, and programs that have the old file open or mapped keep it.
//
// A new file gets the mode that the umask leaves of 0666. A file that is replaced
// keeps its mode, and its owner where the system allows it; one that the process may
// not write is not replaced. A link stays a link, and the file that it leads to is
// replaced. Pipes and character devices are written to; folders, sockets and disks are
// refused.
//
// The temporary file of city.csr is .city.csr.tmp. Only a process that is killed
// leaves it behind, and the next write of city.csr removes it. Writers into one
// folder wait for each other.
func ReplaceFile(name string, data []byte) error { return atomicfile.Write(name, data) }

// CheckOutput returns an error if ReplaceFile and WriteFile would refuse the named
// file, or if it is one of the inputs, under whatever name. Ask it before long work
// whose result could not be written. Inputs that are empty names, or not there, do not
// count.
func CheckOutput(name string, inputs ...string) error { return atomicfile.Check(name, inputs...) }

// Verify checks that the graph's bytes are those that were written: the
// checksum of each section, then the content hash of the whole. It costs about
// a nanosecond a byte. It finds accidents; a deliberate change can make checksums and
// hash right, but not equal to a Hash that is known from elsewhere. The error is a
// *FormatError that wraps ErrChecksum and has the offset of the damaged section.
func (g *CSRGraph) Verify() error {
	defer runtime.KeepAlive(g)
	return format.Verify(g.Bytes())
}
