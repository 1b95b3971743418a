package indexkit

import (
	"context"
	"errors"
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/dissect"
	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// ErrDamaged: the costs in an index file are not those of its weights.
var ErrDamaged = errors.New("index is damaged")

// SizeError reports an index that would take more memory than Options.MaxBytes
// allows, because the graph has no small separators.
type SizeError struct {
	Bytes, Max int64 // what it would take at least, and what is allowed
}

// Error gives both sizes.
func (e *SizeError) Error() string {
	return fmt.Sprintf("an index would take %d bytes or more, and %d are allowed", e.Bytes, e.Max)
}

// Options is what both indexes can be told: see there.
type Options struct {
	Context  context.Context                     // nil: never done
	Progress func(stage string, done, total int) // nil: nobody is told
	MaxBytes int64                               // 0: a default
	Order    []csr.Node                          // nil: one is found
}

// WithDefaults returns o, the defaults in the place of what is not set.
func (o Options) WithDefaults(maxBytes int64) Options {
	if o.Context == nil {
		o.Context = context.Background()
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = maxBytes
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	return o
}

// Prepare returns the topology of a graph, with which an index takes so many bytes
// a shortcut. The error is a *SizeError if that is too much, elimination.ErrOrder,
// what ended the context, or csr.ErrClosed.
func Prepare(g *csr.CSRGraph, o Options, arcBytes int64) (*hierarchy.Topology, error) {
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
	t, err := hierarchy.New(g.Layout(), neighbours, order, int(o.MaxBytes/arcBytes))
	o.Progress("shortcuts", 1, 1)
	var large *elimination.SizeError
	if errors.As(err, &large) {
		return nil, &SizeError{Bytes: int64(large.Arcs) * arcBytes, Max: o.MaxBytes}
	}
	return t, err
}

// shape returns what an order is found from.
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
