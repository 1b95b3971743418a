package cch

import (
	"context"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Options says how to build an index. The zero Options, and nil, are the defaults.
type Options struct {
	// Context ends Build, or FromBytesOptions, early when it is done; nil is never done.
	Context context.Context
	// Progress, if not nil, is called now and then from the goroutine that builds, with
	// the stage and how much of it is done.
	Progress func(stage string, done, total int)
	// MaxBytes is how large an index may be that is built or opened; 0 is 1 KiB for each
	// node and arc of the graph, but at least 64 MiB and at most 1 GiB.
	MaxBytes int64
	// Order is the nodes from the first that is contracted to the last; nil has Build find
	// a nested dissection order. FromBytesOptions takes the order of the file.
	Order []csr.Node
}

// defaultMaxBytes is how large an index of a graph may be if nobody says. Maps of up to 90,000
// nodes take less than a sixth of it.
func defaultMaxBytes(g *csr.CSRGraph) int64 {
	if g == nil {
		return 64 << 20
	}
	return min(max(1<<10*int64(g.NumNodes()+g.NumArcs()), 64<<20), 1<<30)
}

// arcBytes is what a shortcut takes in the topology and one index.
const arcBytes = 24

// Build returns an index for the graph's own weights, by all processors; its bytes do not
// depend on how many there are. It costs some 5 to 11 µs a node on a map for one of them.
// The error is a *SizeError if the index would be larger than MaxBytes, the context's,
// or csr.ErrClosed, or wraps ErrOptions if an option makes no sense. An index that is smaller
// need not be faster than a Solver: see the package documentation.
func Build(g *csr.CSRGraph, opts *Options) (*Index, error) {
	o, err := (*indexkit.Options)(opts).WithDefaults(defaultMaxBytes(g))
	if err != nil {
		return nil, err
	}
	topology, err := indexkit.Prepare("cch", g, o, arcBytes)
	if err != nil {
		return nil, err
	}
	m, err := indexkit.Customize(topology, g, o)
	if err != nil {
		return nil, err
	}
	return newIndex(g, m), nil
}

// Customize returns an index on the same topology for other weights: those of an overlay
// as it is now, laid on the weights of the graph that x was built for, whatever x was
// customised with; nil stands for that graph's own weights. The Graph of the new index is
// csr.CSRGraph.Under of the overlay, which holds the one copy of the weights. Where few
// weights differ from those of x, only the shortcuts that these affect are worked out
// again. The error wraps csr.ErrWrongGraph if the overlay is of another graph.
func (x *Index) Customize(o *csr.Overlay) (*Index, error) {
	return x.CustomizeContext(context.Background(), o)
}

// CustomizeContext is Customize that ends early, with the context's error, when ctx is
// done. Use it for an index from a file of unknown origin, which can have as many shortcuts
// as the file has room for.
func (x *Index) CustomizeContext(ctx context.Context, o *csr.Overlay) (*Index, error) {
	defer runtime.KeepAlive(x)
	g, err := x.ask.Under(o)
	if err != nil {
		return nil, err
	}
	m, _, err := hierarchy.Recustomize(indexkit.Context(ctx), x.metric, indexkit.Own(g))
	if err != nil {
		return nil, err
	}
	return newIndex(g, m), nil
}
