package csr

import "runtime"

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
