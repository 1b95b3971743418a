package dijkstra

import (
	"errors"
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Errors that queries return, wrapped with what they are about; test for them
// with errors.Is. A node out of range is a *csr.NodeError, an overlay of another
// graph csr.ErrWrongGraph, a closed graph csr.ErrClosed.
var (
	// ErrOverflow: there is a path, but its cost does not fit in 32 bits.
	ErrOverflow = errors.New("distance does not fit in 32 bits")
	// ErrLength: there are not as many sources as targets.
	ErrLength = errors.New("sources and targets differ in number")
	// ErrNoNodes: there is no source, or no stop.
	ErrNoNodes = errors.New("no nodes are given")
	// ErrMeasure: a Measure is none of those that there are.
	ErrMeasure = errors.New("no such measure")
	// ErrNoGraph: a Solver or a Service was made, or an index is to be built or opened,
	// for a nil graph.
	// It is csr.ErrNoGraph.
	ErrNoGraph = csr.ErrNoGraph
	// ErrStale: a Tree was read after its Solver went on to another query or its overlay
	// was changed, or a GoalTree after a Repair that failed.
	ErrStale = errors.New("tree is out of date: its solver has been used, or its overlay changed, since")
)

// OverflowError names a pair of nodes whose distance does not fit in 32 bits.
// It wraps ErrOverflow.
type OverflowError struct {
	From, To csr.Node
}

// Error names the pair.
func (e *OverflowError) Error() string {
	return fmt.Sprintf("dijkstra: from node %d to node %d: %v", e.From, e.To, ErrOverflow)
}

// Unwrap returns ErrOverflow.
func (e *OverflowError) Unwrap() error { return ErrOverflow }
