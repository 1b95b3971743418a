package csr

import (
	"fmt"
	"math"
	"runtime"
	"sync/atomic"

	"github.com/veltrix/cairn/internal/layout"
)

// Node is a node's number: 0 up to the number of nodes.
type Node = uint32

// Blocked is the weight of what no path may enter: a node or an arc that is
// closed.
const Blocked uint32 = math.MaxUint32

// MaxNodes is the largest number of nodes that a graph can have.
const MaxNodes = math.MaxUint32

// Meta is what a graph file says about itself, beyond the graph. All of it is
// optional.
type Meta struct {
	Name        string // of the map: "Göteborg, walking"
	Unit        string // of one unit of weight: "dm", "s"
	Attribution string // whom the data's licence asks to name
	LonLat      bool   // points are longitude and latitude in degrees, not plane units
}

// CSRGraph is a directed graph with weights on nodes, arcs, both or neither, in
// compressed sparse row form over the bytes of a file. It is immutable and safe
// for concurrent use by any number of goroutines.
//
// Methods that take a node treat a number that is no node of the graph as a
// node without arcs, weight or point.
type CSRGraph struct {
	// A mapping ends when the graph is unreachable, so methods that read the arrays
	// keep the graph alive until they return.

	data    []byte // the file; of a derived graph, once it is asked for
	copied  bool
	hash    uint64 // likewise
	arrays  *layout.Graph
	points  []float64 // x, y of each node; nil if there are none
	meta    Meta
	streets *streets // nil if there are none
	closed  atomic.Bool
	origin  *CSRGraph // of a graph that is derived, see Under; otherwise nil
	late    late
}

// Bytes returns the graph as a file: the bytes that FromBytes was given, that Build
// made, or that are mapped. Those of a graph from Under are made at the first call and
// kept. The bytes must not be changed. Mapped ones are valid only while g is reachable
// (see Open).
func (g *CSRGraph) Bytes() []byte {
	if g.origin != nil {
		g.late.file.Do(func() { g.data = g.encode() })
	}
	return g.data
}

// InPlace tells whether the graph's arrays are the bytes themselves. It is
// false if they had to be copied because the bytes were misaligned, the host is
// big-endian or the build is purego; all answers are the same then, and the
// graph takes its size in memory a second time.
func (g *CSRGraph) InPlace() bool { return !g.copied }

// NumNodes returns the number of nodes.
func (g *CSRGraph) NumNodes() int { return g.arrays.Nodes }

// NumArcs returns the number of arcs; an edge is two.
func (g *CSRGraph) NumArcs() int { return g.arrays.Arcs }

// Hash returns the content hash that the file states. If Verify finds it right, equal
// files have equal hashes, and two others have equal ones by a chance of 1 in 2⁶⁴.
// Indexes carry it to name their graph. The hash of a graph from Under is found at the
// first call, in some 0.1 µs a node.
func (g *CSRGraph) Hash() uint64 {
	if g.origin != nil {
		g.late.hash.Do(func() { g.hash = hashOf(g.encode()) })
	}
	return g.hash
}

// Same tells whether two graphs are one, or one file opened twice. Then an overlay or
// an index of the one fits the other. It compares hashes.
func (g *CSRGraph) Same(other *CSRGraph) bool {
	return g == other || other != nil && g.NumNodes() == other.NumNodes() && g.NumArcs() == other.NumArcs() && g.Hash() == other.Hash()
}

// Meta returns what the file says of itself.
func (g *CSRGraph) Meta() Meta { return g.meta }

// HasNode tells whether v is a node of the graph.
func (g *CSRGraph) HasNode(v Node) bool { return int64(v) < int64(g.arrays.Nodes) }

// CheckNode returns a *NodeError that names v and its place, if v is not a node
// of the graph, ErrNoGraph if g is nil, and otherwise nil. Every query checks its own nodes so; a program
// can do the same with those of a request, before it asks.
func (g *CSRGraph) CheckNode(v Node, place string) error {
	if g == nil {
		return ErrNoGraph
	}
	if g.HasNode(v) {
		return nil
	}
	return &NodeError{Node: v, Nodes: g.NumNodes(), Place: place}
}

// CheckNodes is CheckNode for each of a list; the place in the error is name[i].
func (g *CSRGraph) CheckNodes(nodes []Node, name string) error {
	for i, v := range nodes {
		if !g.HasNode(v) {
			return g.CheckNode(v, fmt.Sprintf("%s[%d]", name, i))
		}
	}
	return nil
}

// CheckPoint returns an error if x, y is no point of g's kind: not a number or infinite,
// or, of longitudes and latitudes, a longitude beyond 360 degrees or a latitude beyond 90.
func (g *CSRGraph) CheckPoint(x, y float64) error { return checkPoint(g.meta.LonLat, x, y) }

// Degree returns the number of arcs that leave v.
func (g *CSRGraph) Degree(v Node) int { return g.Arcs(v).Len() }

// NodeWeight returns the cost of entering v, 0 in a graph without node weights.
func (g *CSRGraph) NodeWeight(v Node) uint32 {
	if !g.HasNode(v) {
		return 0
	}
	defer runtime.KeepAlive(g)
	return g.arrays.NodeWeights.At(int(v))
}

// ArcWeight returns the weight of the arc from one node to another, and whether
// there is such an arc. It costs O(log degree).
func (g *CSRGraph) ArcWeight(from, to Node) (w uint32, ok bool) {
	defer runtime.KeepAlive(g)
	arc, ok := g.Arc(from, to)
	if !ok {
		return 0, false
	}
	return g.arrays.ArcWeights.At(int(arc)), true
}

// HasPoints tells whether the nodes have points.
func (g *CSRGraph) HasPoints() bool { return g.points != nil }

// Point returns the point of v, in the units that Meta names, and whether it
// has one: either every node does or none.
func (g *CSRGraph) Point(v Node) (x, y float64, ok bool) {
	if g.points == nil || !g.HasNode(v) {
		return 0, 0, false
	}
	defer runtime.KeepAlive(g)
	return g.points[2*int(v)], g.points[2*int(v)+1], true
}

// Layout is for this module's own packages, as its type is internal: the graph's
// arrays in the widths that they are stored in, which search kernels read.
func (g *CSRGraph) Layout() *layout.Graph { return g.arrays }

// Close makes queries that start afterwards fail with ErrClosed. Queries that run, and
// views, keep their memory: a mapping goes back to the operating system when the
// garbage collector finds the graph unreachable. Closing again does nothing. It always
// returns nil.
func (g *CSRGraph) Close() error {
	g.closed.Store(true)
	return nil
}

// Err returns ErrClosed if the graph, or the one that it is derived from, was closed,
// ErrNoGraph if g is nil, and nil otherwise.
func (g *CSRGraph) Err() error {
	if g == nil {
		return ErrNoGraph
	}
	if g.closed.Load() || g.Origin().closed.Load() {
		return ErrClosed
	}
	return nil
}
