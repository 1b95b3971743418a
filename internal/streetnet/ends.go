package streetnet

import (
	"errors"
	"maps"
	"math"
	"slices"

	"github.com/veltrix/cairn/internal/geo"
)

// ErrEnds: so many ends are within the tolerance of each other that comparing them would
// take too long.
var ErrEnds = errors.New("too many ends within the tolerance")

// ends are the loose ends of streets, in cells of space as wide as the tolerance.
type ends struct {
	*Network
	tolerance float64
	meets     func(u, v Node) bool
	stepOf    map[Node]int // the one step of each
	cells     map[[3]int64][]Node
	nearest   map[Node]near // by end: the nearest node that is no loose end
	joined    map[Node]bool
	work      int64 // steps and nodes that may still be compared
}

// near is a node and how far away it is.
type near struct {
	node   Node
	metres float64
}

// Work returns how many pairs are compared at most on a map of so many steps.
func Work(steps int) int64 { return 1<<20 + 256*int64(steps) }

// JoinEnds joins loose ends of streets to all loose ends at most so many metres away, and
// each group so joined to the nearest other node there; only nodes that meets allows, if it
// is not nil. No street is joined to itself. It renumbers the nodes, and returns how many
// ends were joined. The error is ErrEnds.
func (n *Network) JoinEnds(tolerance float64, meets func(u, v Node) bool) (joined int, err error) {
	e := &ends{Network: n, tolerance: tolerance, meets: meets, stepOf: n.looseEnds(), cells: map[[3]int64][]Node{},
		nearest: map[Node]near{}, joined: map[Node]bool{}, work: Work(len(n.Steps))}
	for v := range Node(len(n.Places)) {
		if _, loose := e.stepOf[v]; loose {
			c := e.cell(v)
			e.cells[c] = append(e.cells[c], v)
		}
	}
	for v := range Node(len(n.Places)) {
		e.look(v)
	}
	if e.joinNearest(); e.work < 0 {
		return 0, ErrEnds
	}
	n.Renumber()
	return len(e.joined), nil
}

// looseEnds returns the nodes with only one neighbour, each with a step to it.
func (n *Network) looseEnds() map[Node]int {
	const several = -1
	loose := map[Node]int{}
	for i, s := range n.Steps {
		for _, v := range [2]Node{s.From, s.To} {
			if only, seen := loose[v]; !seen {
				loose[v] = i
			} else if only != several && !n.Steps[only].parallel(s) {
				loose[v] = several
			}
		}
	}
	maps.DeleteFunc(loose, func(_ Node, step int) bool { return step == several })
	return loose
}

// parallel tells whether two steps are between the same nodes.
func (s Step) parallel(o Step) bool {
	return s.From == o.From && s.To == o.To || s.From == o.To && s.To == o.From
}

// cell returns the cell of a node: its place on the sphere, which has no seam, or in
// the plane, divided by the tolerance.
func (e *ends) cell(v Node) (c [3]int64) {
	p := e.Places[v]
	at, size := [3]float64{p.X, p.Y, 0}, e.tolerance
	if !e.Plane {
		at, size = geo.Sphere(p.X, p.Y), e.tolerance/geo.EarthRadius
	}
	for i, x := range at {
		c[i] = int64(math.Floor(x / size))
	}
	return c
}

// look compares a node with the loose ends around it.
func (e *ends) look(v Node) {
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
func (e *ends) compare(end, v Node) {
	metres := e.Metres(end, v)
	if metres > e.tolerance || e.meets != nil && !e.meets(end, v) || e.sameLine(end, v) {
		return
	}
	if _, loose := e.stepOf[v]; loose {
		e.joined[end], e.joined[v] = true, true
		e.Join(end, v)
	} else if best, ok := e.nearest[end]; !ok || (near{v, metres}).before(best) {
		e.nearest[end] = near{v, metres}
	}
}

// before orders by distance, and equally near nodes by number.
func (a near) before(b near) bool {
	return a.metres < b.metres || a.metres == b.metres && a.node < b.node
}

// sameLine tells whether a node is on the line of an end.
func (e *ends) sameLine(end, v Node) bool {
	i := e.stepOf[end]
	for !e.Steps[i].First {
		i--
	}
	for first := i; i < len(e.Steps) && (i == first || !e.Steps[i].First); i++ {
		if e.work--; e.Steps[i].From == v || e.Steps[i].To == v {
			return true
		}
	}
	return false
}

// joinNearest joins each group of joined ends to the nearest node of any of them that is
// on none of their lines.
func (e *ends) joinNearest() {
	groups, best := map[Node][]Node{}, map[Node]near{}
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
		e.Join(root, c.node)
	}
}

// onLines tells whether a node is on the line of any of the ends.
func (e *ends) onLines(ends []Node, v Node) bool {
	return e.work < 0 || slices.ContainsFunc(ends, func(end Node) bool { return e.sameLine(end, v) })
}
