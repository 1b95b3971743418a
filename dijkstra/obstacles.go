package dijkstra

import (
	"slices"

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
}

// verdict is whether the distance of a pair is still what the index says.
type verdict struct {
	unchanged bool
	dir       search.Direction // otherwise: where to search from
	sure      bool             // false if it takes a walk to know
}

// distanceUnchanged tells whether the distance of the pair at hand is still what the
// index says, d.
func (s *Solver) distanceUnchanged(from csr.Node, d uint32) verdict {
	g, e := &s.guide, s.engine
	if e.Unchanged() {
		return verdict{unchanged: true, sure: true}
	}
	if !g.list(e) {
		return verdict{}
	}
	dir, met := g.meet(g.potential, from, d)
	return verdict{unchanged: !met, dir: dir, sure: !met || e.BaseArcWeights().Values != nil}
}

// list makes the obstacles those of the overlay in use, which has no weight below the
// graph's own; ok is false if there are too many, or changed arcs.
func (o *obstacles) list(e *search.Engine) (ok bool) {
	patches, base := e.Sparse(), e.BaseNodeWeights()
	if e.IsDense() || len(patches) > mostObstacles || len(e.ArcPatches()) > 0 {
		return false
	}
	o.nodes = o.nodes[:0]
	for _, patch := range patches {
		if patch.Weight != base.At(int(patch.Node)) {
			o.nodes = append(o.nodes, patch.Node)
		}
	}
	return true
}

// meet tells whether an obstacle lies on a shortest path between the ends of the
// pair, which are d apart, and then where to search from: from the end that is nearer
// to one. It keeps only those obstacles that are near enough to.
func (o *obstacles) meet(p Potential, source csr.Node, d uint32) (dir search.Direction, met bool) {
	o.from = slices.Grow(o.from[:0], len(o.nodes))[:len(o.nodes)]
	p.From(o.from, o.nodes)
	near := 0
	for i, v := range o.nodes {
		if o.from[i] <= d && v != source { // whose weight does not count
			o.nodes[near], o.from[near] = v, o.from[i]
			near++
		}
	}
	o.to = slices.Grow(o.to[:0], near)[:near]
	p.To(o.to, o.nodes[:near])
	nearest := [2]uint32{Unreachable, Unreachable}
	for i, to := range o.to {
		if from := o.from[i]; uint64(from)+uint64(to) == uint64(d) {
			nearest = [2]uint32{min(nearest[search.Forward], from), min(nearest[search.Backward], to)}
			met = true
		}
	}
	if nearest[search.Forward] < nearest[search.Backward] {
		return search.Forward, met
	}
	return search.Backward, met
}
