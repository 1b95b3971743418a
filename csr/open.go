package csr

import (
	"runtime"
)

// Open returns the graph in the named file, mapped into memory where the
// operating system can do that, so that processes share its pages and nothing
// is read before it is needed; elsewhere it is ReadFile. It fails as os.Open and
// FromBytes do.
//
// The mapping lasts as long as the graph is reachable: through the CSRGraph, a
// view, a Solver or an index. Close refuses new queries but never unmaps under
// one that is running, so use after Close is an error and not a crash. The one
// thing that does not keep a mapping alive is the slice that Bytes returns.
//
// Nobody may write to a file while it is mapped. If it is overwritten in place, queries
// answer from what is there then, rightly or wrongly; if it is cut short, reading what
// is gone ends the process with SIGBUS. Replace a file by rename, as WriteFile does. If
// others may do otherwise, use ReadFile.
func Open(name string) (*CSRGraph, error) {
	b, unmap, err := format.MapFile(name)
	if err != nil {
		return nil, inFile(name, err)
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
