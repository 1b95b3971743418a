package cch

import (
	"context"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Options says how to build an index. The zero Options, and nil, are the defaults.
type Options struct {
	// Context ends Build, or FromBytesOptions, early when it is done; nil never does.
	Context context.Context
	// Progress is called now and then, from the goroutine that builds, with what
	// is being done and how much of it; nil is not.
	Progress func(stage string, done, total int)
	// MaxBytes is how large an index may be, made or opened; 0 is 1 GiB.
	MaxBytes int64
	// Order is the nodes from the first that is contracted to the last; nil is a
	// nested dissection order, which Build finds. FromBytesOptions takes that of the file.
	Order []csr.Node
}

// defaultMaxBytes is how large an index may be if nobody says.
const defaultMaxBytes = 1 << 30

// arcBytes is what a shortcut takes in the topology and one index.
const arcBytes = 24

// Build returns an index for the graph's own weights. It costs some 10 to 20 µs a
// node on a map. The error is a *SizeError if the index would be too large, what
// ended the context, or csr.ErrClosed; it wraps ErrOptions if an option makes no
// sense.
func Build(g *csr.CSRGraph, opts *Options) (*Index, error) {
	o, err := opts.filled()
	if err != nil {
		return nil, err
	}
	topology, err := indexkit.Prepare(g, o, arcBytes)
	if err != nil {
		return nil, err
	}
	o.Progress("costs", 0, 1)
	m, err := topology.Customize(o.Context, indexkit.Own(g))
	if err != nil {
		return nil, err
	}
	o.Progress("costs", 1, 1)
	return newIndex(g, m), nil
}

// filled returns the options with defaults.
func (o *Options) filled() (indexkit.Options, error) {
	if o == nil {
		o = &Options{}
	}
	return indexkit.Options(*o).WithDefaults(defaultMaxBytes)
}

// Customize returns an index on the same topology for the weights of an overlay as
// it is now, laid on those of the graph that x was made of, whatever x was customised
// with; nil stands for that graph's own. Its Graph is csr.CSRGraph.Under of the overlay,
// which holds the one copy of the weights. What has changed from the weights of
// x counts: if little has, that alone is followed. The error wraps
// csr.ErrWrongGraph if the overlay is of another graph.
func (x *Index) Customize(o *csr.Overlay) (*Index, error) {
	return x.CustomizeContext(context.Background(), o)
}

// CustomizeContext is Customize that ends early, with the context's error, when ctx
// is done: for an index from a file that may not be Build's, whose shortcuts can be
// as many as the file has room for.
func (x *Index) CustomizeContext(ctx context.Context, o *csr.Overlay) (*Index, error) {
	g, err := indexkit.Under(x.g, o)
	if err != nil {
		return nil, err
	}
	m, _, err := hierarchy.Recustomize(indexkit.Context(ctx), x.metric, indexkit.Own(g))
	if err != nil {
		return nil, err
	}
	return newIndex(g, m), nil
}
