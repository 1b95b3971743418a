package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// If few nodes are raised, an index tells without its path whether they change the distance
// of a pair. A node lies on a shortest path of the graph's own weights if its distances
// from the source and to the target add up to that between the two. If no raised node
// does, each such path costs what it did, and none has become cheaper: the distance
// is the same. If one does, the path is asked for, as it is for a query for a path.

// mostObstacles is how many raised nodes are asked about: more take longer than a path.
const mostObstacles = 8

// obstacles is raised nodes, and how far they are from the source and from the target
// of a pair.
type obstacles struct {
	nodes    []csr.Node
	from, to []uint32
	ends     [2]csr.Node
}

// distanceUnchanged returns what the index says that the distance of a pair is, and whether
// it is sure that it still is. No weight may be lower than those that the index knows.
func (s *Solver) distanceUnchanged(from, to csr.Node) (d uint32, sure bool) {
	g := &s.guide
	if !g.obstacles.list(s.engine, from, g.atMost(mostObstacles)) {
		return 0, false
	}
	d, ok := g.ask(from, to, false)
	switch {
	case !ok:
		return 0, false
	case d == Unreachable || len(g.nodes) == 0:
		return d, true
	}
	met, ok := g.meet(g.index, from, to, d)
	return d, ok && !met
}

// list makes the obstacles those of the overlay in use, but for the source, whose weight does
// not count; ok is false if there are more than most, or changed arcs.
func (o *obstacles) list(e *search.Engine, source csr.Node, most int) (ok bool) {
	patches, base := e.Sparse(), e.BaseNodeWeights()
	if e.IsDense() || len(patches) > most || len(e.ArcPatches()) > 0 {
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
// apart. It keeps only those obstacles that are near enough to. ok is false if the index
// does not answer.
func (o *obstacles) meet(x Index, source, target csr.Node, d uint32) (met, ok bool) {
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
	for i, to := range o.to {
		met = met || uint64(o.from[i])+uint64(to) == uint64(d)
	}
	return met, errFrom == nil && errTo == nil
}
