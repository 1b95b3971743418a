package csr

import (
	"errors"
	"fmt"
	"runtime"
)

// Position is a place on a map: a node, or a point part of the way along the street
// between two neighbours, whichever way its arcs lead. One at fraction 0 or 1 is the node
// there, with all its streets. Position{u, v, f} and Position{v, u, 1 - f} are one place;
// so a fraction f counts as 0 if 1 - f rounds to 1.
type Position struct {
	From, To Node    // the ends of the street; both are the node if it is one
	Fraction float64 // of the way that lies behind: 0 is at From, 1 at To
}

// ErrFraction: the fraction of a Position is not a number from 0 to 1.
var ErrFraction = errors.New("fraction is not from 0 to 1")

// AtNode returns the position that is a node.
func AtNode(v Node) Position { return Position{From: v, To: v} }

// Node returns the node that the position is, and whether it is one.
func (p Position) Node() (v Node, ok bool) {
	switch {
	case p.From == p.To || 1-p.Fraction == 1:
		return p.From, true
	case p.Fraction == 1:
		return p.To, true
	}
	return 0, false
}

// NearestEnd returns a node for questions that take no position, such as those for
// alternatives or for random places: the node that p is, or the nearer end of its street,
// of those that the street can be left by. At half way that is From. It costs O(log degree).
func (g *CSRGraph) NearestEnd(p Position) Node {
	if v, ok := p.Node(); ok {
		return v
	}
	near, far := p.From, p.To
	if p.Fraction > 0.5 {
		near, far = far, near
	}
	if _, ok := g.Arc(far, near); !ok {
		return far
	}
	return near
}

// CheckPosition returns a *PositionError that names p and its place, if p is not a
// position on the graph, ErrNoGraph if g is nil, and otherwise nil. Queries check their own
// positions so. It costs O(log degree).
func (g *CSRGraph) CheckPosition(p Position, place string) error {
	if g == nil {
		return ErrNoGraph
	}
	if err := g.positionFault(p); err != nil {
		return &PositionError{Position: p, Place: place, Err: err}
	}
	return nil
}

// positionFault returns what is wrong with a position.
func (g *CSRGraph) positionFault(p Position) error {
	if err := g.CheckNode(p.From, "From"); err != nil {
		return err
	}
	if err := g.CheckNode(p.To, "To"); err != nil {
		return err
	}
	if !(p.Fraction >= 0 && p.Fraction <= 1) {
		return ErrFraction
	}
	if p.From == p.To {
		return nil
	}
	if _, ok := g.Arc(p.From, p.To); ok {
		return nil
	}
	if _, ok := g.Arc(p.To, p.From); ok {
		return nil
	}
	return &ArcError{From: p.From, To: p.To}
}

// PositionError reports what is not a position on the graph. It wraps a *NodeError,
// ErrFraction, or ErrNoArc if no arc joins the two nodes either way.
type PositionError struct {
	Position Position // that was given
	Place    string   // the argument that held it, such as "from" or "targets[3]"
	Err      error    // what is wrong with it
}

// Error names the position, its place and the reason.
func (e *PositionError) Error() string {
	p := e.Position
	return fmt.Sprintf("%s: position %v of the way from node %d to node %d: %v", e.Place, p.Fraction, p.From, p.To, e.Err)
}

// Unwrap returns the reason.
func (e *PositionError) Unwrap() error { return e.Err }

// PointAt returns the point of a position, in the units that Meta names, and whether it
// has one: p must be a position on a graph with points. Between two nodes it lies on the
// straight line, or on the great circle if points are longitude and latitude.
func (g *CSRGraph) PointAt(p Position) (x, y float64, ok bool) {
	if g == nil || g.points == nil || g.positionFault(p) != nil {
		return 0, 0, false
	}
	defer runtime.KeepAlive(g)
	if v, ok := p.Node(); ok {
		return g.Point(v)
	}
	l := lineOf(g.meta.LonLat, g.spaceOf(p.From), g.spaceOf(p.To))
	x, y = g.pointOf(l.at(p.Fraction))
	return x, y, true
}
