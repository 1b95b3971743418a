package hublabel

import (
	"context"
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// Options says how to build an index. The zero Options, and nil, are the defaults.
type Options struct {
	// Context ends Build early when it is done; nil is never done.
	Context context.Context
	// Progress, if not nil, is called now and then from the goroutine that builds, with
	// the stage and how much of it is done.
	Progress func(stage string, done, total int)
	// MaxBytes is how large the rows may be that are built or opened; 0 is 128 MiB, and
	// 16 GiB are the most. An entry counts 4 bytes, also where it takes 2.
	MaxBytes int64
	// Order is the nodes from the first that is contracted to the last; nil has Build find
	// a nested dissection order. FromBytesOptions takes the order of the file.
	Order []csr.Node
}

// defaultMaxBytes is how large the rows may be if nobody says.
const defaultMaxBytes = 128 << 20

// maxEntries is how many entries rows may have together: their numbers, and where a
// row ends, have 32 bits.
const maxEntries = 1<<32 - 1

// estimated is how many bytes an entry has in estimates.
const estimated = 4

// Build returns an index for the graph's own weights, by all processors; its bytes do not
// depend on how many there are. It costs some 5 to 11 µs a node on a map for one of them,
// most of it for the order. The error is a *SizeError if the rows would be too
// large, the context's, or csr.ErrClosed, or wraps ErrOptions if an option makes no sense.
func Build(g *csr.CSRGraph, opts *Options) (*Index, error) {
	o, err := (*indexkit.Options)(opts).WithDefaults(defaultMaxBytes)
	if err != nil {
		return nil, err
	}
	topology, err := indexkit.Prepare("hublabel", g, o, estimated) // there is an entry for each shortcut
	if err != nil {
		return nil, err
	}
	if err := affordable(topology, topology.KindOf(indexkit.Own(g)), o.MaxBytes); err != nil {
		return nil, err
	}
	m, err := indexkit.Customize(topology, g, o)
	if err != nil {
		return nil, err
	}
	return labelled(o.Context, g, m, shapeOf(m), o.Progress)
}

// affordable returns a *SizeError if rows for some weights would be too large: for the
// caller, for the numbers of entries, or for the lengths of rows.
func affordable(t *hierarchy.Topology, k hierarchy.Kind, maxBytes int64) error {
	sides := int64(1)
	if k == hierarchy.TwoSided {
		sides = 2
	}
	size, most := int64(0), min(maxBytes, maxEntries*estimated)
	for _, depth := range t.Tree.Depth {
		size += sides * estimated * int64(padded(uint64(depth+1), minplus.Block16))
	}
	if size > most || t.Tree.Height > longest {
		return &SizeError{Package: "hublabel", Bytes: size, Max: most}
	}
	return nil
}

// Customize returns an index on the same order for other weights: those of an overlay as
// it is now, laid on the weights of the graph that x was built for, whatever x was
// customised with; nil stands for that graph's own weights. The Graph of the new index is
// csr.CSRGraph.Under of the overlay, which holds the one copy of the weights. Few changes
// are followed alone: the rows are copied, and only the parts of them made again that the
// changes reach. The error wraps
// csr.ErrWrongGraph if the overlay is of another graph, and is a *DamageError if x is from
// a file whose rows are not those of its order.
func (x *Index) Customize(o *csr.Overlay) (*Index, error) {
	return x.CustomizeContext(context.Background(), o)
}

// CustomizeContext is Customize that ends early, with the context's error, when ctx is
// done. Use it for an index from a file of unknown origin, whose hierarchy can have as many
// shortcuts as the file has entries.
func (x *Index) CustomizeContext(ctx context.Context, o *csr.Overlay) (*Index, error) {
	defer runtime.KeepAlive(x)
	ctx = indexkit.Context(ctx)
	g, err := x.ask.Under(o)
	if err != nil {
		return nil, err
	}
	if err := x.base.get(ctx); err != nil {
		return nil, err
	}
	m, delta, err := hierarchy.Recustomize(ctx, x.base.metric, indexkit.Own(g))
	if err != nil {
		return nil, err
	}
	if err := affordable(m.Base(), m.Model().Kind, math.MaxInt64); err != nil {
		return nil, err
	}
	labels, err := x.followed(ctx, m, delta)
	if err != nil {
		return nil, err
	}
	return based(g, labels, m, x.base.shape), nil
}

// followed returns the labels of a metric that has followed the changes of a delta, or was
// made anew if that is nil.
func (x *Index) followed(ctx context.Context, m hierarchy.Customized, delta *hierarchy.Delta) (labels, error) {
	if delta != nil {
		trusted, err := x.base.trusts(ctx, x.labels)
		if err != nil {
			return nil, err
		}
		if trusted {
			if l := x.labels.follow(ctx, m, delta); l != nil {
				return l, nil
			}
		}
	}
	return read(ctx, m, x.base.shape, untold)
}

// untold is a Progress that does nothing.
func untold(string, int, int) {}

// labelled returns the index of a metric, with labels of a shape.
func labelled(ctx context.Context, g *csr.CSRGraph, m hierarchy.Customized, s *shape, progress func(stage string, done, total int)) (*Index, error) {
	labels, err := read(ctx, m, s, progress)
	if err != nil {
		return nil, err
	}
	return based(g, labels, m, s), nil
}

// based returns the index of labels that were read off a metric.
func based(g *csr.CSRGraph, l labels, m hierarchy.Customized, s *shape) *Index {
	x := newIndex(g, l)
	x.base.metric, x.base.shape = m, s
	return x
}

// newIndex returns the index of labels, which has no base yet.
func newIndex(g *csr.CSRGraph, l labels) *Index {
	x := &Index{labels: l}
	x.ask = indexkit.NewQuestions("hublabel", g, l, x.base.hierarchy)
	return x
}
