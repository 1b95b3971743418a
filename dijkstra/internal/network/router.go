package network

import (
	"fmt"
	"reflect"

	"github.com/veltrix/cairn/csr"
)

// Graphed is a Solver or an index: something that answers for a graph.
type Graphed interface{ Graph() *csr.CSRGraph }

// GraphOf returns the graph that r answers for. The error is csr.ErrNoGraph, wrapped with the
// name of a package, if there is none, also if r is a nil pointer; or that the graph is closed.
func GraphOf(name string, r Graphed) (*csr.CSRGraph, error) {
	if isNil(r) || r.Graph() == nil {
		return nil, fmt.Errorf("%s: %w", name, csr.ErrNoGraph)
	}
	g := r.Graph()
	return g, g.Err()
}

func isNil(r Graphed) bool {
	if r == nil {
		return true
	}
	v := reflect.ValueOf(r)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// OverlayOf returns the overlay that r has in use, or nil.
func OverlayOf(r Graphed) *csr.Overlay {
	if s, ok := r.(interface{ Overlay() *csr.Overlay }); ok {
		return s.Overlay()
	}
	return nil
}
