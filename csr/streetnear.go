package csr

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
)

// StreetPlace is a place on a street that was found near a point.
type StreetPlace struct {
	Position Position // on the street; at an end of it the fraction is 0 or 1
	Arc      uint32   // the number of the arc from Position.From to Position.To
	X, Y     float64  // the point of the place
	Distance float64  // from the given point, in metres along the great circle, or in plane units
}

// NearStreets says which places on streets are wanted: the zero value, the nearest one of
// each street that is open.
type NearStreets struct {
	// K is how many streets are wanted at most; 0 is no limit.
	K int

	// Radius is how far away they may lie, in metres if the graph's points are longitude
	// and latitude, else in plane units; 0 is no limit.
	Radius float64

	// Overlay says which arcs are open: those that are not Blocked and lead to a node that
	// is not. It is an overlay of the StreetLocator's graph, laid on its weights. Nil
	// stands for those weights.
	Overlay *Overlay

	// Skip leaves out the arcs for which it returns true, such as those of steps for who
	// rides a bicycle. Nil leaves out none.
	Skip func(arc uint32) bool
}

// ErrNoStreet: a StreetLocator has no open street.
var ErrNoStreet = errors.New("csr: there is no open street")

// Nearest returns the place on an open street that is nearest to x, y; x is the longitude, y
// the latitude. There is one however far away x, y is: look at the distance, or use
// AppendNear, which also leaves out what an overlay closes. It costs O(log m), one or two
// microseconds on a city map, and allocates nothing. It is an error if x, y is no point, and
// ErrNoStreet if there is none.
//
// The place is exact up to rounding, some nanometres on the Earth. Where streets are
// equally near, as at a corner, it is on the one with the smallest arc.
func (l *StreetLocator) Nearest(x, y float64) (StreetPlace, error) {
	g, err := l.gather(nil, x, y, NearStreets{K: 1})
	switch {
	case err != nil:
		return StreetPlace{}, err
	case !g.isOne:
		return StreetPlace{}, ErrNoStreet
	}
	defer runtime.KeepAlive(l.g)
	return g.completed(g.one), nil
}

// AppendNear appends the places near x, y on the wanted streets to dst, one a street,
// nearest first and equally near ones by the number of the arc; fewer, or none, if there are
// not so many. Of a street with arcs both ways that are wanted, the arc is the one with the
// smaller number. It costs O(log m + found), some four microseconds for eight of them on a
// city map, and as much again for every nearer street that is left out. It allocates only to
// grow dst. It is an error if x, y is no point, or if K or Radius is negative or not a
// number. The error wraps ErrWrongGraph if the overlay is of another graph, and is ErrClosed
// if the graph was closed.
func (l *StreetLocator) AppendNear(dst []StreetPlace, x, y float64, want NearStreets) ([]StreetPlace, error) {
	defer runtime.KeepAlive(l.g)
	g, err := l.gather(dst, x, y, want)
	if err != nil {
		return dst, err
	}
	return g.finish(), nil
}

// gather searches for the wanted places, to be put behind those in dst.
func (l *StreetLocator) gather(dst []StreetPlace, x, y float64, want NearStreets) (g streetGathering, err error) {
	if err := l.check(x, y, &want); err != nil {
		return g, err
	}
	defer runtime.KeepAlive(l.g)
	g = streetGathering{l: l, want: want, at: space(l.g.meta.LonLat, x, y)}
	g.nearby = nearby[StreetPlace]{all: dst, first: len(dst), k: cmp.Or(want.K, len(l.streets)), bound: math.Inf(1)}
	if want.Radius > 0 {
		g.bound = squaredRadius(l.g.meta.LonLat, want.Radius)
	}
	if len(l.leaves) > 0 {
		g.search(0, len(l.leaves))
	}
	return g, nil
}

// check returns an error if a question makes no sense.
func (l *StreetLocator) check(x, y float64, want *NearStreets) error {
	if err := checkPoint(l.g.meta.LonLat, x, y); err != nil {
		return err
	}
	switch {
	case want.K < 0:
		return fmt.Errorf("csr: %d streets near a position: want 0 or more", want.K)
	case !(want.Radius >= 0):
		return fmt.Errorf("csr: streets within %v of a position: want 0 or more", want.Radius)
	case want.Overlay != nil:
		if err := l.g.CheckOrigin(want.Overlay.graph(), "csr: overlay"); err != nil {
			return err
		}
	}
	return l.g.Err()
}

// rank returns what places are ordered by: see nearby.
func (p StreetPlace) rank() (squared float64, number uint32) { return p.Distance, p.Arc }

// streetGathering is the places that a search has found so far. Until it is finished,
// distances are squared, and points are not there.
type streetGathering struct {
	nearby[StreetPlace]
	l    *StreetLocator
	want NearStreets
	at   [3]float64
}

// search looks for places in a range of leaves. The nearer half comes first; either is
// skipped if it lies beyond what is wanted.
func (g *streetGathering) search(lo, hi int) {
	if hi-lo == 1 {
		for _, s := range g.l.inLeaves(lo, hi) {
			g.see(s)
		}
		return
	}
	m := (lo + hi) / 2
	below, above := g.l.box(lo, m).squaredDistance(&g.at), g.l.box(m, hi).squaredDistance(&g.at)
	if below <= above && below <= g.bound {
		g.search(lo, m)
	}
	if above <= g.bound {
		g.search(m, hi)
	}
	if below > above && below <= g.bound {
		g.search(lo, m)
	}
}

// box returns the box of a range of leaves that search comes to.
func (l *StreetLocator) box(lo, hi int) *cuboid {
	if hi-lo == 1 {
		return &l.leaves[lo]
	}
	return &l.inner[(lo+hi)/2]
}

// line returns the line from one node to another.
func (l *StreetLocator) line(from, to Node) line {
	return lineOf(l.g.meta.LonLat, l.at[from], l.at[to])
}

// see takes a street in if it is wanted.
func (g *streetGathering) see(s segment) {
	line := g.l.line(s.from, s.to)
	p := StreetPlace{Arc: s.arc, Distance: line.squaredDistance(&g.at)}
	if p.Distance > g.bound {
		return
	}
	s, ok := g.pick(s)
	p.Position, p.Arc = Position{From: s.from, To: s.to}, s.arc
	if ok && g.wants(p) {
		g.add(p)
	}
}

// pick returns a street with the arc that is wanted of it, if there is one.
func (g *streetGathering) pick(s segment) (segment, bool) {
	if !g.leavesOut(s) {
		return s, true
	}
	arc, ok := g.l.g.Arc(s.to, s.from)
	s = segment{s.to, s.from, arc}
	return s, ok && !g.leavesOut(s)
}

// leavesOut tells whether an arc is not wanted, however near it is.
func (g *streetGathering) leavesOut(s segment) bool {
	o, graph := g.want.Overlay, g.l.g
	return o.weightOn(graph, s.arc) == Blocked || o.NodeWeightOn(graph, s.to) == Blocked ||
		g.want.Skip != nil && g.want.Skip(s.arc)
}

// finish works out what is missing of the places that were found, and sorts them. Squares
// that differ by rounding may have one root, so the order is that of the distances.
func (g *streetGathering) finish() []StreetPlace {
	found := g.collect()
	for i, p := range found {
		found[i] = g.completed(p)
	}
	slices.SortFunc(found, byRank)
	for g.want.Radius > 0 && len(found) > 0 && found[len(found)-1].Distance > g.want.Radius {
		found = found[:len(found)-1]
	}
	return g.all[:g.first+len(found)]
}

// completed returns a place with fraction, point and distance.
func (g *streetGathering) completed(p StreetPlace) StreetPlace {
	graph := g.l.g
	line := g.l.line(p.Position.From, p.Position.To)
	p.Position.Fraction = line.fraction(&g.at)
	p.Distance = length(graph.meta.LonLat, p.Distance)
	if v, ok := p.Position.Node(); ok {
		p.X, p.Y, _ = graph.Point(v)
	} else {
		p.X, p.Y = graph.pointOf(line.foot(line.measure(&g.at)))
	}
	return p
}
