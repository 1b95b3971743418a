package csr

import (
	"errors"
	"fmt"
	"strings"

	"github.com/veltrix/cairn/internal/flatfile"
)

// What is wrong with a file: each is wrapped by a FormatError, and is the same
// value for graph files and for those of indexes; test for it with errors.Is.
var (
	// ErrMagic: the bytes are not a file of the kind that is read.
	ErrMagic = flatfile.ErrMagic
	// ErrByteOrder: the file was written with its bytes in the other order.
	ErrByteOrder = flatfile.ErrByteOrder
	// ErrVersion: the file is of a version this module does not read.
	ErrVersion = flatfile.ErrVersion
	// ErrFeature: the file requires a feature this module does not have.
	ErrFeature = flatfile.ErrFeature
	// ErrMisaligned: a section does not lie where its elements need it.
	ErrMisaligned = flatfile.ErrMisaligned
	// ErrLength: the file is cut short, has bytes to spare, or a part of it has
	// another size than the counts say.
	ErrLength = flatfile.ErrLength
	// ErrStructure: the arrays do not make a graph, or an index.
	ErrStructure = flatfile.ErrStructure
	// ErrChecksum: the bytes are not those that were written.
	ErrChecksum = flatfile.ErrChecksum
)

// Other reasons that errors of this package wrap; test for them with errors.Is.
var (
	// ErrWrongGraph: an overlay or index was made for another graph. Overlay.MoveTo takes
	// an overlay to the other graph; an index has to be built again.
	ErrWrongGraph = errors.New("wrong graph")
	// ErrWeights: an array does not have one weight for each node.
	ErrWeights = errors.New("not one weight for each node")
	// ErrFactor: weights are to be multiplied by what is negative, infinite or not a number.
	ErrFactor = errors.New("want a factor of 0 or more")
	// ErrNoArc: no arc leads from the one node to the other.
	ErrNoArc = errors.New("no such arc")
	// ErrNoGraph: a graph is nil.
	ErrNoGraph = errors.New("csr: no graph")
	// ErrClosed: the graph was closed.
	ErrClosed = errors.New("csr: graph is closed")
	// ErrNotRegular: the name of a map stands for a folder, a pipe, a socket or a device.
	ErrNotRegular = flatfile.ErrNotRegular
	// ErrNoPoints: the graph holds no points.
	ErrNoPoints = errors.New("csr: graph has no points")
	// ErrOtherPoints: points are longitude and latitude where plane units are wanted,
	// or the other way round.
	ErrOtherPoints = errors.New("csr: points are in other units")
)

// FormatError reports bytes that are not a sound file of a graph, or of an index
// over one. Its fields are the Package that was reading, the Offset of the first wrong
// byte in the file, a Detail of what was found there, and Err: one of the sentinels
// above, which it wraps.
type FormatError = flatfile.FormatError

// NodeError reports a number that is not a node of the graph.
type NodeError struct {
	Node  Node   // the number
	Nodes int    // how many nodes there are; their numbers are below it
	Place string // the argument that held it, such as "from" or "targets[3]"
}

// Error names the number, its place and the range.
func (e *NodeError) Error() string {
	return fmt.Sprintf("%s: node %d is out of range: the graph has %d nodes", e.Place, e.Node, e.Nodes)
}

// GraphError reports something that was made for another graph than the one it is
// used with. It wraps ErrWrongGraph.
type GraphError struct {
	What  string // such as "dijkstra: overlay"
	Hash  uint64 // content hash of the graph that it was made for
	Graph uint64 // content hash of the graph that it is used with
}

// Error names both graphs by their content hashes.
func (e *GraphError) Error() string {
	return fmt.Sprintf("%s is of graph %016x, this graph is %016x: move an overlay by Overlay.MoveTo, make anything else again", e.What, e.Hash, e.Graph)
}

// Unwrap returns ErrWrongGraph.
func (e *GraphError) Unwrap() error { return ErrWrongGraph }

// ArcError reports two nodes of the graph with no arc from the one to the other;
// there may be one the other way. It wraps ErrNoArc.
type ArcError struct {
	From, To Node // the ends of what is not there
}

// Error names the two nodes.
func (e *ArcError) Error() string {
	return fmt.Sprintf("csr: %v: from node %d to node %d", ErrNoArc, e.From, e.To)
}

// Unwrap returns ErrNoArc.
func (e *ArcError) Unwrap() error { return ErrNoArc }

// BuildError reports every mistake made while a graph was built, in the order
// they were made; a mistake in a node number is a *NodeError.
type BuildError struct {
	Mistakes []error
}

// shownMistakes is how many of them the message spells out.
const shownMistakes = 10

// Error says how many mistakes there are and spells out the first ten.
func (e *BuildError) Error() string {
	var s strings.Builder
	fmt.Fprintf(&s, "csr: %d mistakes in the graph", len(e.Mistakes))
	for _, m := range e.Mistakes[:min(len(e.Mistakes), shownMistakes)] {
		fmt.Fprintf(&s, "\n\t%v", m)
	}
	if more := len(e.Mistakes) - shownMistakes; more > 0 {
		fmt.Fprintf(&s, "\n\tand %d more", more)
	}
	return s.String()
}

// Unwrap returns the mistakes, for errors.Is and errors.As.
func (e *BuildError) Unwrap() []error { return e.Mistakes }
