package geojson

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// ends are the loose ends of streets, in cells of space as wide as the tolerance.
type ends struct {
	*network
	stepOf  map[csr.Node]int // the one step of each
	cells   map[[3]int64][]csr.Node
	nearest map[csr.Node]near // by end: the nearest node that is no loose end
	joined  map[csr.Node]bool
	storeys []storeys // of each floor; nil without Options.Levels
	work    int64     // steps and nodes that may still be compared
}

// near is a node and how far away it is.
type near struct {
	node   csr.Node
	metres float64
}

// work returns how many pairs are compared at most on a map of so many steps.
func work(steps int) int64 { return 1<<20 + 256*int64(steps) }

// joinEnds joins loose ends of streets to all loose ends within the tolerance, and each
// group so joined to the nearest other node there. No street is joined to itself.
func (n *network) joinEnds() error {
	e := &ends{network: n, stepOf: n.looseEnds(), cells: map[[3]int64][]csr.Node{}, nearest: map[csr.Node]near{},
		joined: map[csr.Node]bool{}, work: work(len(n.steps))}
	if n.opts.Levels {
		e.storeys = n.levelsOfFloors()
	}
	for v := range csr.Node(len(n.places)) {
		if _, loose := e.stepOf[v]; loose {
			c := e.cell(v)
			e.cells[c] = append(e.cells[c], v)
		}
	}
	for v := range csr.Node(len(n.places)) {
		e.look(v)
	}
	e.joinNearest()
	n.stats.Joined = len(e.joined)
	if e.work < 0 {
		return fmt.Errorf("%w: too many ends within a Tolerance of %v", ErrLimit, n.opts.Tolerance)
	}
	return nil
}

// looseEnds returns the nodes with only one neighbour, each with a step to it.
func (n *network) looseEnds() map[csr.Node]int {
	const several = -1
	loose := map[csr.Node]int{}
	for i, s := range n.steps {
		for _, v := range [2]csr.Node{s.from, s.to} {
			if only, seen := loose[v]; !seen {
				loose[v] = i
			} else if only != several && !n.steps[only].parallel(s) {
				loose[v] = several
			}
		}
	}
	maps.DeleteFunc(loose, func(_ csr.Node, step int) bool { return step == several })
	return loose
}

// parallel tells whether two steps are between the same nodes.
func (s step) parallel(o step) bool {
	return s.from == o.from && s.to == o.to || s.from == o.to && s.to == o.from
}

// cell returns the cell of a node: its place on the sphere, which has no seam, or in
// the plane, divided by the tolerance.
func (e *ends) cell(v csr.Node) (c [3]int64) {
	p := e.places[v]
	at, size := [3]float64{p.x, p.y, 0}, e.opts.Tolerance
	if !e.opts.Plane {
		at, size = geo.Sphere(p.x, p.y), e.opts.Tolerance/geo.EarthRadius
	}
	for i, x := range at {
		c[i] = int64(math.Floor(x / size))
	}
	return c
}

// look compares a node with the loose ends around it.
func (e *ends) look(v csr.Node) {
	c := e.cell(v)
	for i := range int64(27) {
		for _, end := range e.cells[[3]int64{c[0] + i%3 - 1, c[1] + i/3%3 - 1, c[2] + i/9 - 1}] {
			if e.work--; e.work < 0 {
				return
			}
			e.compare(end, v)
		}
	}
}

// compare joins an end with v if that is a loose end within the tolerance, and otherwise
// notes v if it is the nearest node so far.
func (e *ends) compare(end, v csr.Node) {
	metres := e.metres(end, v)
	if metres > e.opts.Tolerance || !e.sameFloor(end, v) || e.sameLine(end, v) {
		return
	}
	if _, loose := e.stepOf[v]; loose {
		e.joined[end], e.joined[v] = true, true
		e.join(end, v)
	} else if best, ok := e.nearest[end]; !ok || (near{v, metres}).before(best) {
		e.nearest[end] = near{v, metres}
	}
}

// before orders by distance, and equally near nodes by number.
func (a near) before(b near) bool {
	return a.metres < b.metres || a.metres == b.metres && a.node < b.node
}

func (e *ends) sameFloor(u, v csr.Node) bool {
	return e.storeys == nil || e.storeys[e.places[u].floor].meets(&e.storeys[e.places[v].floor])
}

// sameLine tells whether a node is on the line of an end.
func (e *ends) sameLine(end, v csr.Node) bool {
	i := e.stepOf[end]
	for !e.steps[i].first {
		i--
	}
	for first := i; i < len(e.steps) && (i == first || !e.steps[i].first); i++ {
		if e.work--; e.steps[i].from == v || e.steps[i].to == v {
			return true
		}
	}
	return false
}

// joinNearest joins each group of joined ends to the nearest node of any of them that is
// on none of their lines.
func (e *ends) joinNearest() {
	groups, best := map[csr.Node][]csr.Node{}, map[csr.Node]near{}
	for end := range e.stepOf {
		groups[e.root(end)] = append(groups[e.root(end)], end)
	}
	for root, group := range groups {
		for _, end := range group {
			c, ok := e.nearest[end]
			if b, found := best[root]; ok && (!found || c.before(b)) && !e.onLines(group, c.node) {
				best[root] = c
			}
		}
	}
	for root, c := range best {
		for _, end := range groups[root] {
			e.joined[end] = true
		}
		e.join(root, c.node)
	}
}

// onLines tells whether a node is on the line of any of the ends.
func (e *ends) onLines(ends []csr.Node, v csr.Node) bool {
	return e.work < 0 || slices.ContainsFunc(ends, func(end csr.Node) bool { return e.sameLine(end, v) })
}
