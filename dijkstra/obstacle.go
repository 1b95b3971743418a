package dijkstra

import (
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Where few nodes are raised, an index tells without a walk whether that matters to a
// pair. A node lies on a shortest path of the graph's own weights if its distances
// from the source and to the target add up to that between the two. If no raised node
// does, each such path costs what it did, and none has become cheaper: the distance
// is the same. If one does, it most likely is not, unless there are many shortest
// paths, as where all arcs weigh the same. For a path this is no use: that is walked
// along anyway.

// mostObstacles is how many raised nodes are asked about: those take as long as a
// walk does, at most.
const mostObstacles = 64

// obstacles is raised nodes, and how far they are from the source and from the target
// of a pair.
type obstacles struct {
	nodes    []csr.Node
	from, to []uint32
}

// stands tells whether the distance of the pair at hand is still what the index says,
// d, and otherwise where to search from. It is not sure if that takes a walk.
func (s *Solver) stands(d uint32) (ok bool, dir direction, sure bool) {
	g := &s.guide
	if s.weights.unchanged() {
		return true, backward, true
	}
	if !g.list(&s.weights) {
		return false, backward, false
	}
	dir, met := g.meet(g.bounds, s.engine.ends[forward], d)
	return !met, dir, !met || s.weights.base.all[forward].Values != nil
}

// list makes the obstacles those of some weights, none of which is lower than the
// graph's own; ok is false if there are too many, or changed arcs.
func (o *obstacles) list(p *personal) (ok bool) {
	patches := p.changes()
	if p.array() != nil || len(patches) > mostObstacles || len(p.arcs()) > 0 {
		return false
	}
	o.nodes = o.nodes[:0]
	for _, patch := range patches {
		if patch.Weight != p.base.nodes.At(int(patch.Node)) {
			o.nodes = append(o.nodes, patch.Node)
		}
	}
	return true
}

// meet tells whether an obstacle lies on a shortest path between the ends of the
// pair, which are d apart, and then where to search from: from the end that is nearer
// to one. It keeps only those obstacles that are near enough to.
func (o *obstacles) meet(b Bounds, source csr.Node, d uint32) (dir direction, met bool) {
	o.from = slices.Grow(o.from[:0], len(o.nodes))[:len(o.nodes)]
	b.From(o.from, o.nodes)
	near := 0
	for i, v := range o.nodes {
		if o.from[i] <= d && v != source { // whose weight does not count
			o.nodes[near], o.from[near] = v, o.from[i]
			near++
		}
	}
	o.to = slices.Grow(o.to[:0], near)[:near]
	b.To(o.to, o.nodes[:near])
	nearest := [2]uint32{Unreachable, Unreachable}
	for i, to := range o.to {
		if from := o.from[i]; uint64(from)+uint64(to) == uint64(d) {
			nearest = [2]uint32{min(nearest[forward], from), min(nearest[backward], to)}
			met = true
		}
	}
	if nearest[forward] < nearest[backward] {
		return forward, met
	}
	return backward, met
}
