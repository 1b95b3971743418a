package csr

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/veltrix/cairn/internal/layout"
)

// Builder collects a graph arc by arc and makes its file. It remembers mistakes, and
// Build reports them all. The order of the arcs does not matter: the same arcs make the
// same bytes, always. A Builder is not safe for concurrent use.
//
// Arcs take 12 bytes each while they are collected, 16 if they have streets; Build needs
// as much again for a moment, and the size of the file.
type Builder struct {
	nodes       int
	arcs        []arc
	nodeWeights []uint32  // nil until one is set
	points      []float64 // nil until one is set; NaN where there is none yet
	streets     builderStreets
	meta        Meta
	maxBytes    int64
	tooLarge    bool // the mistake of more than maxBytes is among the others
	mistakes    []error
	stats       BuildStats
}

// defaultMaxBytes is how much the nodes of a graph may take by default: enough for
// 85 million with weights and points.
const defaultMaxBytes = 2 << 30

// BuildStats counts what Build left out.
type BuildStats struct {
	Loops    int // arcs from a node to itself: no shortest path uses one
	Parallel int // arcs beside a cheaper or equal one between the same nodes
}

// arc is an arc as it was added.
type arc struct {
	from, to Node
	weight   uint32
}

// NewBuilder returns a Builder of a graph with so many nodes, numbered from 0. Node
// weights are 0 until set. It takes no memory for the nodes: a negative number, or one
// above MaxNodes or what SetMaxBytes allows, is a mistake that Build reports.
func NewBuilder(nodes int) *Builder {
	b := &Builder{nodes: nodes}
	if nodes < 0 || int64(nodes) > MaxNodes {
		b.mistake("%d nodes: a graph has 0 to %d", nodes, int64(MaxNodes))
		b.nodes = 0
	}
	return b
}

func (b *Builder) mistake(format string, args ...any) {
	b.mistakes = append(b.mistakes, fmt.Errorf(format, args...))
}

// hasNode tells whether v is a node.
func (b *Builder) hasNode(v Node) bool { return int64(v) < int64(b.nodes) }

// notANode notes that a call named a node that is not one. It is apart from the
// check, so that correct calls allocate nothing.
func (b *Builder) notANode(v Node, call string, args ...any) {
	place := fmt.Sprintf(call, args...)
	b.mistakes = append(b.mistakes, &NodeError{Node: v, Nodes: b.nodes, Place: place})
}

// hasPair tells whether both ends of an arc are nodes, and notes it if not.
func (b *Builder) hasPair(call string, u, v Node, w uint32) bool {
	switch {
	case !b.hasNode(u):
		b.notANode(u, "%s(%d, %d, %d)", call, u, v, w)
	case !b.hasNode(v):
		b.notANode(v, "%s(%d, %d, %d)", call, u, v, w)
	default:
		return true
	}
	return false
}

// Grow makes room for so many more arcs, at once where they would make room bit by bit.
func (b *Builder) Grow(arcs int) {
	if arcs > 0 {
		b.arcs = slices.Grow(b.arcs, arcs)
	}
}

// AddArc adds an arc of weight w, which may be Blocked. Loops are dropped, and
// of parallel arcs the cheapest is kept.
func (b *Builder) AddArc(from, to Node, w uint32) {
	if b.hasPair("AddArc", from, to, w) {
		b.arcs = append(b.arcs, arc{from, to, w})
	}
}

// AddEdge adds an arc of weight w each way.
func (b *Builder) AddEdge(u, v Node, w uint32) {
	if b.hasPair("AddEdge", u, v, w) {
		b.arcs = append(b.arcs, arc{u, v, w}, arc{v, u, w})
	}
}

// SetNodeWeight sets the cost of entering v, which may be Blocked. The last
// call for a node counts.
func (b *Builder) SetNodeWeight(v Node, w uint32) {
	if !b.hasNode(v) {
		b.notANode(v, "SetNodeWeight(%d, %d)", v, w)
		return
	}
	if b.nodeWeights == nil {
		if !b.room(weightBytes) {
			return
		}
		b.nodeWeights = make([]uint32, b.nodes)
	}
	b.nodeWeights[v] = w
}

// SetPoint sets where v lies: longitude and latitude in degrees if the graph's
// Meta says LonLat, plane units otherwise. Either all nodes have points or none.
// The last call for a node counts.
func (b *Builder) SetPoint(v Node, x, y float64) {
	if !b.hasNode(v) {
		b.notANode(v, "SetPoint(%d, %v, %v)", v, x, y)
		return
	}
	if math.IsNaN(x-x) || math.IsNaN(y-y) { // NaN or infinite
		b.mistake("SetPoint(%d, %v, %v): not a point", v, x, y)
		return
	}
	if b.points == nil {
		if !b.room(pointBytes) {
			return
		}
		b.points = make([]float64, 2*b.nodes)
		for i := range b.points {
			b.points[i] = math.NaN()
		}
	}
	b.points[2*int(v)], b.points[2*int(v)+1] = x, y
}

// SetMaxBytes limits how much the nodes of the graph may take in its file: 4 bytes
// each, 4 more if any has a weight and 16 more if they have points. 0 is 2 GiB, the
// default. It protects against a number of nodes that cannot be trusted. Call it before
// weights and points are set.
func (b *Builder) SetMaxBytes(n int64) { b.maxBytes = n }

// The bytes that a node takes in a file.
const (
	offsetBytes = 4
	weightBytes = 4
	pointBytes  = 16
)

// room tells whether each node may take so many bytes more, and notes a mistake if not.
func (b *Builder) room(more int64) bool {
	each := offsetBytes + more
	if b.nodeWeights != nil {
		each += weightBytes
	}
	if b.points != nil {
		each += pointBytes
	}
	most := min(cmp.Or(b.maxBytes, defaultMaxBytes), math.MaxInt)
	if int64(b.nodes) <= most/each {
		return true
	}
	if !b.tooLarge {
		b.mistake("%d nodes of %d bytes: SetMaxBytes allows %d bytes", b.nodes, each, most)
		b.tooLarge = true
	}
	return false
}

// SetMeta sets what the graph will say of itself.
func (b *Builder) SetMeta(m Meta) { b.meta = m }

// Stats returns what the last Build left out.
func (b *Builder) Stats() BuildStats { return b.stats }

// Build returns the graph of all that was added; its Bytes are the file. It costs
// O(nodes + arcs). If there were mistakes, the error is a *BuildError that holds them
// all, and there is no graph. More can be added afterwards, and built again.
func (b *Builder) Build() (*CSRGraph, error) {
	if !b.room(0) {
		return nil, &BuildError{Mistakes: b.mistakes}
	}
	mistakes := append(b.mistakes[:len(b.mistakes):len(b.mistakes)], b.lateMistakes()...)
	arcs := b.distinctArcs()
	if int64(len(arcs)) > math.MaxUint32 {
		mistakes = append(mistakes, fmt.Errorf("%d arcs: a graph has at most %d", len(arcs), int64(math.MaxUint32)))
	}
	if len(mistakes) > 0 {
		return nil, &BuildError{Mistakes: mistakes}
	}
	file, err := b.encode(arcs)
	if err != nil {
		return nil, err
	}
	return FromBytes(file)
}

// lateMistakes returns the mistakes that show only when everything was added.
func (b *Builder) lateMistakes() (mistakes []error) {
	mostX, mostY := farthest(b.meta.LonLat)
	for i := 0; i < len(b.points); i += 2 {
		x, y := b.points[i], b.points[i+1]
		switch {
		case math.IsNaN(x):
			mistakes = append(mistakes, fmt.Errorf("node %d has no point, though others have", i/2))
		case math.Abs(x) <= mostX && math.Abs(y) <= mostY:
		case b.meta.LonLat:
			mistakes = append(mistakes, fmt.Errorf("node %d: %v, %v are not longitude and latitude", i/2, x, y))
		default:
			mistakes = append(mistakes, fmt.Errorf("node %d: %v, %v are beyond ±%v", i/2, x, y, maxCoordinate))
		}
	}
	for _, text := range []string{b.meta.Name, b.meta.Unit, b.meta.Attribution} {
		if len(text) > maxText || !utf8.ValidString(text) {
			mistakes = append(mistakes, fmt.Errorf("SetMeta: %.20q is not UTF-8 text of at most %d bytes", text, maxText))
		}
	}
	return mistakes
}

// distinctArcs returns the arcs in order of source and target, without loops and
// with only the cheapest of parallel ones. It counts those that it leaves out.
func (b *Builder) distinctArcs() []arc {
	arcs := layout.CountingSort(b.arcs, b.nodes, func(a arc) Node { return a.to })
	arcs = layout.CountingSort(arcs, b.nodes, func(a arc) Node { return a.from })
	b.stats = BuildStats{}
	kept := arcs[:0]
	for _, a := range arcs {
		last := len(kept) - 1
		switch {
		case a.from == a.to:
			b.stats.Loops++
		case last >= 0 && kept[last].from == a.from && kept[last].to == a.to:
			b.stats.Parallel++
			kept[last].weight = min(kept[last].weight, a.weight)
		default:
			kept = append(kept, a)
		}
	}
	return kept
}
