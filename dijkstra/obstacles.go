package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// If few nodes are raised, an index tells without a walk whether they change the distance
// of a pair. A node lies on a shortest path of the graph's own weights if its distances
// from the source and to the target add up to that between the two. If no raised node
// does, each such path costs what it did, and none has become cheaper: the distance
// is the same. If one does, the distance is most likely another, unless there are many
// shortest paths, as where all arcs weigh the same. A query for a path does not ask: it
// walks along the path anyway.

// mostObstacles is how many raised nodes are asked about: more take longer than a walk.
const mostObstacles = 64

// obstacles is raised nodes, and how far they are from the source and from the target
// of a pair.
type obstacles struct {
	nodes    []csr.Node
	from, to []uint32
	ends     [2]csr.Node
}

// verdict is whether the distance of a pair is still what the index says.
type verdict struct {
	unchanged bool
	dir       search.Direction // otherwise: where to search from
	sure      bool             // false if it takes a walk to know
}

// distanceUnchanged returns what the index says that the distance of a pair is, and whether
// it still is, if the obstacles are all that has changed.
func (s *Solver) distanceUnchanged(from, to csr.Node) (d uint32, v verdict) {
	g := &s.guide
	d, err := g.index.Distance(from, to)
	if err != nil || d == Unreachable || len(g.nodes) == 0 {
		return d, verdict{unchanged: true, sure: err == nil}
	}
	dir, met, ok := g.meet(g.index, from, to, d)
	return d, verdict{unchanged: !met, dir: dir, sure: ok && (!met || s.engine.BaseArcWeights().Values != nil)}
}

// list makes the obstacles those of the overlay in use, which has no weight below the
// graph's own, but for the source, whose weight does not count; ok is false if there are too
// many, or changed arcs.
func (o *obstacles) list(e *search.Engine, source csr.Node) (ok bool) {
	patches, base := e.Sparse(), e.BaseNodeWeights()
	if e.IsDense() || len(patches) > mostObstacles || len(e.ArcPatches()) > 0 {
		return false
	}
	o.nodes = o.nodes[:0]
	for _, patch := range patches {
		if patch.Weight != base.At(int(patch.Node)) && patch.Node != source {
			o.nodes = append(o.nodes, patch.Node)
		}
	}
	return true
}

// meet tells whether an obstacle lies on a shortest path between two nodes, which are d
// apart, and then where to search from: from the end that is nearer
// to one. It keeps only those obstacles that are near enough to. ok is false if the index
// does not answer.
func (o *obstacles) meet(x Index, source, target csr.Node, d uint32) (dir search.Direction, met, ok bool) {
	var errFrom, errTo error
	o.ends = [2]csr.Node{source, target}
	o.from, errFrom = x.Matrix(o.from[:0], o.ends[:1], o.nodes)
	near := 0
	for i, from := range o.from {
		if from <= d {
			o.nodes[near], o.from[near] = o.nodes[i], from
			near++
		}
	}
	o.nodes = o.nodes[:near]
	o.to, errTo = x.Matrix(o.to[:0], o.nodes, o.ends[1:])
	nearest := [2]uint32{Unreachable, Unreachable}
	for i, to := range o.to {
		if from := o.from[i]; uint64(from)+uint64(to) == uint64(d) {
			nearest = [2]uint32{min(nearest[search.Forward], from), min(nearest[search.Backward], to)}
			met = true
		}
	}
	if dir = search.Backward; nearest[search.Forward] < nearest[search.Backward] {
		dir = search.Forward
	}
	return dir, met, errFrom == nil && errTo == nil
}
