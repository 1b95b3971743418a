package dijkstra

import (
	"cmp"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// Measure says how AppendPathNear measures how near a node is to the target.
type Measure uint8

// The measures.
const (
	// ByDistance is the cost of the path from the node to the target without the overlay:
	// walking distance on the map as it is for everyone. If the target is closed for
	// everyone, its own weight does not count. It takes a search backward from the target, as
	// far as the nearest node.
	ByDistance Measure = iota
	// ByPosition is the straight line: in plane units, or in metres along the great
	// circle, where lines are equal that are the same in millimetres. It takes some ns for each node that
	// can be reached.
	ByPosition
	// BySteps is the number of arcs from the node to the target, whatever they and the
	// nodes weigh; closed ones count. It takes a walk backward from the target, as far as
	// the nearest node.
	BySteps
)

var measures = [...]string{"by distance", "by position", "by steps"}

// String returns the measure in words.
func (m Measure) String() string {
	if int(m) < len(measures) {
		return measures[m]
	}
	return "by an unknown measure"
}

// near is what AppendPathNear works with, made at the first question that needs it.
type near struct {
	reached  reached
	labelled []uint64   // by the search from the target: see search.Engine.AppendReached
	seen     []bool     // by the walk from the target; all false between questions
	queue    []csr.Node // those nodes
}

// reached is the nodes that a path may lead to.
type reached struct {
	distances []uint32 // from the source
	source    csr.Node // which is one of them
	below     uint32   // the others are nearer
}

// has tells whether v is one of them.
func (r *reached) has(v csr.Node) bool { return r.distances[v] < r.below || v == r.source }

// candidate is a node that can be reached. The zero candidate is none.
type candidate struct {
	node     csr.Node
	distance uint32  // from the source
	away     float64 // from the target
}

// noCandidate comes after all others.
var noCandidate = candidate{node: csr.Blocked, distance: Unreachable, away: math.Inf(1)}

// see replaces c by a candidate that is better.
func (c *candidate) see(other candidate) {
	if cmp.Or(cmp.Compare(other.away, c.away), cmp.Compare(other.distance, c.distance), cmp.Compare(other.node, c.node)) < 0 {
		*c = other
	}
}

// nearest returns the best of the nodes that can be reached, or noCandidate if none is
// connected to the target.
func (n *near) nearest(s *Solver, to csr.Node, by Measure) (candidate, error) {
	switch by {
	case ByPosition:
		return n.byPosition(s.g, to), nil
	case BySteps:
		return n.bySteps(s.g, to), nil
	default:
		return n.byDistance(s, to)
	}
}

// see offers a node that is so far from the target, if it can be reached.
func (n *near) see(best *candidate, v csr.Node, away float64) {
	if n.reached.has(v) {
		best.see(candidate{v, n.reached.distances[v], away})
	}
}

// bySteps walks backward from the target, level by level, as far as the first with a node that
// can be reached.
func (n *near) bySteps(g *csr.CSRGraph, to csr.Node) candidate {
	if n.seen == nil {
		n.seen, n.queue = make([]bool, g.NumNodes()), make([]csr.Node, 0, g.NumNodes())
	}
	best := noCandidate
	n.queue = n.queue[:0]
	n.visit(to)
	for steps, first := 0, 0; first < len(n.queue) && best == noCandidate; steps++ {
		level := n.queue[first:]
		for _, v := range level {
			n.see(&best, v, float64(steps))
		}
		first = len(n.queue)
		n.visitBefore(g, level)
	}
	for _, v := range n.queue {
		n.seen[v] = false
	}
	return best
}

// visitBefore visits the nodes from which arcs lead to some nodes.
func (n *near) visitBefore(g *csr.CSRGraph, nodes []csr.Node) {
	in := g.Layout().Reverse().Out
	for _, v := range nodes {
		lo, hi := in.Row(v)
		for a := lo; a < hi; a++ {
			n.visit(in.Target(a))
		}
	}
}

func (n *near) visit(v csr.Node) {
	if !n.seen[v] {
		n.seen[v] = true
		n.queue = append(n.queue, v)
	}
}

// byDistance searches backward from the target without the overlay, until the nearest nodes
// that can be reached are known.
func (n *near) byDistance(s *Solver, to csr.Node) (candidate, error) {
	e := s.engine
	o := e.Overlay()
	e.Use(nil)
	e.BeginUpTo(to)
	best := noCandidate
	for more := true; more && best == noCandidate; {
		more = e.Advance()
		if below := e.FinalBelow(); below > 0 {
			n.labelled = e.AppendReached(n.labelled[:0], below-1)
		}
		for _, l := range n.labelled {
			n.see(&best, csr.Node(l), float64(l>>32))
		}
	}
	n.labelled = n.labelled[:0]
	if w := e.BaseNodeWeights().At(int(to)); w != csr.Blocked {
		best.away += float64(w)
	}
	e.Use(o)
	return best, e.Prepare()
}

// byPosition looks at all nodes that can be reached.
func (n *near) byPosition(g *csr.CSRGraph, to csr.Node) candidate {
	x, y, _ := g.Point(to)
	best := noCandidate
	if g.Meta().LonLat {
		for v := range n.reached.distances {
			n.seeOnEarth(&best, g, csr.Node(v), x, y)
		}
		best.away /= perMetre
		return best
	}
	for v := range n.reached.distances {
		vx, vy, _ := g.Point(csr.Node(v))
		dx, dy := vx-x, vy-y
		n.see(&best, csr.Node(v), float64(dx*dx)+float64(dy*dy)) // rounded, not fused
	}
	best.away = math.Sqrt(best.away)
	return best
}

const (
	perMetre  = 1000                                       // lengths are compared in millimetres, since sines differ by processor
	perDegree = geo.EarthRadius * math.Pi / 180 * perMetre // along a meridian
)

// seeOnEarth offers a node of a map in degrees. A node whose latitude alone is too far is not
// measured.
func (n *near) seeOnEarth(best *candidate, g *csr.CSRGraph, v csr.Node, lon, lat float64) {
	vLon, vLat, _ := g.Point(v)
	if n.reached.has(v) && math.Abs(vLat-lat)*perDegree <= best.away+1 {
		n.see(best, v, math.Round(float64(geo.Metres(vLon, vLat, lon, lat)*perMetre)))
	}
}
