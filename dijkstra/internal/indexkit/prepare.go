package indexkit

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/dissect"
	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// ErrDamaged: the costs in an index file are not those of its weights.
var ErrDamaged = errors.New("index is damaged")

// ErrOptions: an option makes no sense.
var ErrOptions = errors.New("options make no sense")

// DamageError reports an index that differs from what its graph, order and weights give. It
// wraps ErrDamaged.
type DamageError struct {
	Package  string   // of the index
	From, To csr.Node // the ends of the way whose cost is wrong; both 0 if none is
	Detail   string   // what was found there
}

// Error names the nodes, if there are some, and says what was found.
func (e *DamageError) Error() string {
	if e.From == e.To {
		return fmt.Sprintf("%s: %v: %s", e.Package, ErrDamaged, e.Detail)
	}
	return fmt.Sprintf("%s: %v: from node %d to node %d: %s", e.Package, ErrDamaged, e.From, e.To, e.Detail)
}

// Unwrap returns ErrDamaged.
func (e *DamageError) Unwrap() error { return ErrDamaged }

// SizeError reports an index that would take more memory than Options.MaxBytes allows.
type SizeError struct {
	Package    string // of the index
	Bytes, Max int64  // what it would take at least, and what is allowed
}

// Error gives both sizes, and says what to do.
func (e *SizeError) Error() string {
	return fmt.Sprintf("%s: the index would take %d bytes or more, Options.MaxBytes allows %d: raise it, or use a dijkstra.Solver if the graph has no small separators",
		e.Package, e.Bytes, e.Max)
}

// Options is the Options of both index packages, which document the fields.
type Options struct {
	Context  context.Context                     // nil: never done
	Progress func(stage string, done, total int) // nil: nobody is told
	MaxBytes int64                               // 0: a default
	Order    []csr.Node                          // nil: one is found
}

// WithDefaults returns a copy of opts, which may be nil, with defaults for what is not set.
// The error wraps ErrOptions.
func (opts *Options) WithDefaults(maxBytes int64) (o Options, err error) {
	if opts != nil {
		o = *opts
	}
	if o.MaxBytes < 0 {
		return o, fmt.Errorf("%w: MaxBytes is %d", ErrOptions, o.MaxBytes)
	}
	o.Context = Context(o.Context)
	if o.MaxBytes == 0 {
		o.MaxBytes = maxBytes
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	return o, nil
}

// Context returns ctx, or for nil a context that is never done.
func Context(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}

// MaxArcs returns how many shortcuts of so many bytes an index may have.
func MaxArcs(maxBytes, arcBytes int64) int { return int(min(maxBytes/arcBytes, math.MaxInt32)) }

// Prepare returns the topology of a graph, for an index of the named package that takes so
// many bytes a shortcut. The error is a *SizeError if the index would be too large, the
// context's, or csr.ErrClosed, or wraps ErrOptions if Order is not an order of the nodes.
func Prepare(name string, g *csr.CSRGraph, o Options, arcBytes int64) (*hierarchy.Topology, error) {
	if g == nil {
		return nil, dijkstra.ErrNoGraph
	}
	if err := g.Err(); err != nil {
		return nil, err
	}
	neighbours, order := hierarchy.Undirected(g.Layout()), o.Order
	if order == nil {
		var err error
		if order, err = dissect.Order(o.Context, shape(g, neighbours), func(done, total int) { o.Progress("order", done, total) }); err != nil {
			return nil, err
		}
	}
	o.Progress("shortcuts", 0, 1)
	t, err := hierarchy.New(o.Context, g.Layout(), neighbours, order, MaxArcs(o.MaxBytes, arcBytes))
	o.Progress("shortcuts", 1, 1)
	var large *elimination.SizeError
	if errors.As(err, &large) {
		return nil, &SizeError{Package: name, Bytes: int64(large.Arcs) * arcBytes, Max: o.MaxBytes}
	}
	if errors.Is(err, elimination.ErrOrder) {
		return nil, fmt.Errorf("%w: Order: %w", ErrOptions, err)
	}
	return t, err
}

// Customize returns the metric of the weights of a graph on its topology.
func Customize(t *hierarchy.Topology, g *csr.CSRGraph, o Options) (hierarchy.Customized, error) {
	o.Progress("costs", 0, 1)
	m, err := t.Customize(o.Context, Own(g))
	if err == nil {
		o.Progress("costs", 1, 1)
	}
	return m, err
}

// shape returns the graph as dissect takes it.
func shape(g *csr.CSRGraph, n hierarchy.Neighbours) *dissect.Graph {
	s := &dissect.Graph{First: n.First, Heads: n.Heads}
	if g.HasPoints() {
		s.X, s.Y = make([]float64, g.NumNodes()), make([]float64, g.NumNodes())
		for v := range s.X {
			s.X[v], s.Y[v], _ = g.Point(csr.Node(v))
		}
	}
	return s
}
