package csr

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
)

// ReadFile reads the named file into memory, aligned so that the graph views it
// in place. Whatever happens to the file afterwards, the graph stays as it is: use
// this unless several processes share the memory of one large map. It fails as os.Open
// and FromBytes do, and wraps ErrNotRegular for a folder, a pipe, a socket or a device.
// Memory is taken once the length in the header is known to be the file's.
func ReadFile(name string) (*CSRGraph, error) {
	b, err := format.ReadFile(name)
	if err != nil {
		return nil, inFile(name, err)
	}
	return named(name, b)
}

// WriteFile writes the graph to the named file: to a temporary file beside it
// first, which is synced and renamed, so that the name never stands for half a
// graph, and who has mapped the file before keeps what that was.
//
// A file that is there keeps its permissions; a new one has 0666 less the umask. A
// symbolic link stays one: what it leads to is replaced. A pipe or a device is written
// through, and a folder or a socket is an error. A process that is killed while it writes
// leaves ".NAME.NUMBER.tmp" beside the file; the next WriteFile of the name removes it.
func WriteFile(name string, g *CSRGraph) error {
	if g == nil {
		return ErrNoGraph
	}
	defer runtime.KeepAlive(g)
	return atomicfile.Write(name, g.Bytes())
}

// named is FromBytes with the file's name in the error.
func named(name string, b []byte) (*CSRGraph, error) {
	g, err := FromBytes(b)
	if err != nil {
		return nil, inFile(name, err)
	}
	return g, nil
}

// inFile names the file that a format error is about; errors of the file system do.
func inFile(name string, err error) error {
	var fault *FormatError
	if errors.As(err, &fault) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return err
}
