package gridmap

import "github.com/veltrix/cairn/csr"

// line is the straight line between the middles of two cells. It gives one after another the
// steps between the cells that the line crosses: a straight step where it crosses an edge
// between two cells, a diagonal one where it passes exactly through a corner (Amanatides and
// Woo 1987, in integers).
type line struct {
	dx, dy       int // how far it leads; neither below 0
	signX, signY int // which way
	edgesX       int // between columns, crossed so far
	edgesY       int // between rows
}

func newLine(x, y, toX, toY int) line {
	l := line{dx: toX - x, dy: toY - y, signX: 1, signY: 1}
	if l.dx < 0 {
		l.dx, l.signX = -l.dx, -1
	}
	if l.dy < 0 {
		l.dy, l.signY = -l.dy, -1
	}
	return l
}

// next returns the next step; ok is false at the end. The next edges are crossed at the parts
// (edgesX+½)/dx and (edgesY+½)/dy of the line, and the smaller comes first.
func (l *line) next() (s step, ok bool) {
	if l.edgesX == l.dx && l.edgesY == l.dy {
		return step{}, false
	}
	dx, dy := 0, 0
	order := (2*l.edgesX+1)*l.dy - (2*l.edgesY+1)*l.dx
	if order <= 0 {
		l.edgesX, dx = l.edgesX+1, l.signX
	}
	if order >= 0 {
		l.edgesY, dy = l.edgesY+1, l.signY
	}
	return stepBy(dx, dy), true
}

// crosses tells whether the line passes the inside of a cell so many columns and rows from
// its start: corners of the cell lie on both sides of it, and the cell not beyond its ends.
func (l *line) crosses(x, y int) bool {
	x, y = x*l.signX, y*l.signY
	off := 2 * (x*l.dy - y*l.dx)
	return 0 <= x && x <= l.dx && 0 <= y && y <= l.dy && max(off, -off) < l.dx+l.dy
}

// stepBy returns the step that changes column and row by −1, 0 or 1 each, not both by 0.
func stepBy(dx, dy int) step { return steps[stepIndex[3*dy+dx+4]] }

// stepIndex holds the place in steps of a step, by 3·dy + dx + 4.
var stepIndex = [9]uint8{6, 3, 7, 2, 0, 0, 5, 1, 4}

// rates is what steps cost under an overlay, for their length.
type rates struct {
	m       *Map
	overlay *csr.Overlay // nil: the map's own weights
}

// of returns the rate of a step from the node v in column x and row y: its weight divided by
// Straight, or if it is diagonal by Diagonal; all rates multiplied by both. ok is false if
// there is no such arc, or it is closed.
func (r rates) of(v csr.Node, x, y int, s step) (to csr.Node, rate uint64, ok bool) {
	m := r.m
	to, ok = m.move(x, y, s)
	if !ok {
		return to, 0, false
	}
	arc, node := r.weights(v, to, x, y, s)
	if arc == csr.Blocked || node == csr.Blocked || uint64(arc)+uint64(node) >= uint64(csr.Blocked) {
		return to, 0, false
	}
	other := m.rules.diagonal
	if s.diagonal() {
		other = m.rules.straight
	}
	return to, (uint64(arc) + uint64(node)) * uint64(other), true
}

// weights returns the weights of the arc of a step and of the node that it enters.
func (r rates) weights(v, to csr.Node, x, y int, s step) (arc, node uint32) {
	if r.overlay != nil {
		arc, _ = r.overlay.ArcWeight(v, to)
		return arc, r.overlay.NodeWeight(to)
	}
	if r.m.weights != nil {
		node = r.m.entering(to)
	}
	return r.m.weight(x, y, to, s), node
}

// closed tells whether no path may enter the cell in column x and row y, from wherever.
func (r rates) closed(x, y int) bool {
	v, ok := r.m.Node(x, y)
	return !ok || r.m.isBlocked(v) && r.overlay == nil || r.overlay != nil && r.overlay.NodeWeight(v) == csr.Blocked
}

// cross returns the rate at which a straight line passes from one cell to the next. Where
// the map has no diagonal moves a line that passes through a corner needs both ways round it.
func (r rates) cross(v csr.Node, x, y int, s step) (to csr.Node, rate uint64, ok bool) {
	if !s.diagonal() || r.m.rules.moves&s.move != 0 {
		return r.of(v, x, y, s)
	}
	across, down := stepBy(s.dx, 0), stepBy(0, s.dy)
	to, rate, ok = r.round(v, x, y, across, down)
	if !ok {
		return to, 0, false
	}
	_, other, ok := r.round(v, x, y, down, across)
	return to, max(rate, other), ok
}

// round returns the rate of the second of two steps.
func (r rates) round(v csr.Node, x, y int, first, second step) (to csr.Node, rate uint64, ok bool) {
	beside, _, ok := r.of(v, x, y, first)
	if !ok {
		return beside, 0, false
	}
	return r.of(beside, x+first.dx, y+first.dy, second)
}
