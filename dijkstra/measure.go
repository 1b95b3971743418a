package dijkstra

import (
	"cmp"
	"math"
	"slices"

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

// near is what AppendPathNear measures with, in memory made at the first question that needs it.
type near struct {
	reached    reached
	most       int         // candidates that are wanted
	candidates []candidate // the best so far, best first
	labelled   []uint64    // by the search from the target: see search.Engine.AppendReached
	seen       []bool      // by the walk from the target; all false between questions
	queue      []csr.Node  // those nodes
}

// reached is the nodes that count: those that can be reached, or all if distances is nil.
type reached struct {
	distances []uint32 // from the source
	source    csr.Node // which is one of them
	below     uint32   // the others are nearer
}

// distance returns the distance of a node, 0 if all nodes count, and whether it counts.
func (r *reached) distance(v csr.Node) (d uint32, ok bool) {
	if r.distances == nil {
		return 0, true
	}
	d = r.distances[v]
	return d, d < r.below || v == r.source
}

// candidate is a node that the path may lead to.
type candidate struct {
	node     csr.Node
	distance uint32  // from the source
	away     float64 // from the target
}

// compare orders candidates by how near they are to the target.
func (c candidate) compare(other candidate) int {
	return cmp.Or(cmp.Compare(c.away, other.away), cmp.Compare(c.distance, other.distance), cmp.Compare(c.node, other.node))
}

// nearest returns the nodes nearest to the target of those that count, up to so many, nearest
// first. They are valid until the next call.
func (n *near) nearest(s *Solver, to csr.Node, by Measure, of reached, most int) (list []candidate, err error) {
	n.reached, n.most, n.candidates = of, most, n.candidates[:0]
	switch by {
	case ByPosition:
		n.byPosition(s.g, to)
	case BySteps:
		n.bySteps(s.g, to)
	default:
		err = n.byDistance(s, to)
	}
	return n.candidates, err
}

// offer takes a node that is so far from the target among the candidates, if it counts and
// they are fewer or worse.
func (n *near) offer(v csr.Node, away float64) {
	d, ok := n.reached.distance(v)
	if !ok || away > n.farthest() {
		return
	}
	c := candidate{v, d, away}
	i, found := slices.BinarySearchFunc(n.candidates, c, candidate.compare)
	if found || i == n.most { // v has been offered before, or is worse than all
		return
	}
	if n.isFull() {
		n.candidates = n.candidates[:n.most-1]
	}
	n.candidates = slices.Insert(n.candidates, i, c)
}

func (n *near) isFull() bool { return len(n.candidates) == n.most }

// farthest returns how far a candidate may be from the target.
func (n *near) farthest() float64 {
	if n.isFull() {
		return n.candidates[n.most-1].away
	}
	return math.Inf(1)
}

// bySteps walks backward from the target, level by level, until there are enough candidates.
func (n *near) bySteps(g *csr.CSRGraph, to csr.Node) {
	if n.seen == nil {
		n.seen, n.queue = make([]bool, g.NumNodes()), make([]csr.Node, 0, g.NumNodes())
	}
	n.queue = n.queue[:0]
	n.visit(to)
	for steps, first := 0, 0; first < len(n.queue) && !n.isFull(); steps++ {
		level := n.queue[first:]
		for _, v := range level {
			n.offer(v, float64(steps))
		}
		first = len(n.queue)
		n.visitBefore(g, level)
	}
	for _, v := range n.queue {
		n.seen[v] = false
	}
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

// byDistance searches backward from the target without the overlay, until there are enough
// candidates whose distances are final.
func (n *near) byDistance(s *Solver, to csr.Node) error {
	e := s.engine
	o := e.Overlay()
	e.Use(nil)
	e.BeginUpTo(to)
	for more := true; more && !n.isFull(); {
		more = e.Advance()
		if below := e.FinalBelow(); below > 0 {
			n.labelled = e.AppendReached(n.labelled[:0], below-1)
		}
		for _, l := range n.labelled {
			n.offer(csr.Node(l), float64(l>>32))
		}
	}
	n.labelled = n.labelled[:0]
	if w := e.BaseNodeWeights().At(int(to)); w != csr.Blocked {
		for i := range n.candidates {
			n.candidates[i].away += float64(w)
		}
	}
	e.Use(o)
	return e.Prepare()
}

// byPosition looks at all nodes.
func (n *near) byPosition(g *csr.CSRGraph, to csr.Node) {
	x, y, _ := g.Point(to)
	lonLat := g.Meta().LonLat
	for v := range csr.Node(g.NumNodes()) {
		vx, vy, _ := g.Point(v)
		if lonLat {
			n.offerOnEarth(v, vx, vy, x, y)
			continue
		}
		dx, dy := vx-x, vy-y
		n.offer(v, float64(dx*dx)+float64(dy*dy)) // rounded, not fused
	}
	for i := range n.candidates {
		if c := &n.candidates[i]; lonLat {
			c.away /= perMetre
		} else {
			c.away = math.Sqrt(c.away)
		}
	}
}

const (
	perMetre  = 1000                                       // lengths are compared in millimetres, since sines differ by processor
	perDegree = geo.EarthRadius * math.Pi / 180 * perMetre // along a meridian
)

// offerOnEarth offers a node at a point in degrees. A node whose latitude alone is too far is
// not measured.
func (n *near) offerOnEarth(v csr.Node, vLon, vLat, lon, lat float64) {
	if math.Abs(vLat-lat)*perDegree <= n.farthest()+1 {
		n.offer(v, math.Round(float64(geo.Metres(vLon, vLat, lon, lat)*perMetre)))
	}
}
