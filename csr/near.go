package csr

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/internal/geo"
)

// Place is a node and how far it lies from a position.
type Place struct {
	Node     Node    // which
	Distance float64 // in metres along the great circle, or in plane units
}

// Near says which nodes near a position are wanted: the zero value, all of them.
type Near struct {
	// K is how many nodes are wanted at most; 0 is no limit.
	K int

	// Radius is how far away they may lie, in metres if the graph's points are
	// longitude and latitude, else in plane units; 0 is no limit.
	Radius float64

	// Overlay leaves out the nodes whose weight is Blocked under it: those that it
	// closes, and those that the graph closes and it does not open. It is an overlay
	// of the Locator's graph. Nil leaves out none, closed or not.
	Overlay *Overlay

	// Skip leaves out the nodes for which it returns true, such as those that a
	// player was sent to before. Nil leaves out none.
	Skip func(Node) bool
}

// AppendNear appends the wanted places near x, y to dst, nearest first and equally near
// ones by number; fewer, or none, if there are not so many. It costs O(log n + found),
// about a microsecond for a few of them on a city map, and as much again for every
// nearer node that is left out. It allocates only to grow dst. It is an error if x, y
// is no point, or if K or Radius is negative or not a number. The error wraps
// ErrWrongGraph if the overlay is of another graph.
func (l *Locator) AppendNear(dst []Place, x, y float64, want Near) ([]Place, error) {
	if err := l.check(x, y); err != nil {
		return dst, err
	}
	if err := l.checkNear(&want); err != nil {
		return dst, err
	}
	if want.K == 0 {
		want.K = len(l.spots)
	}
	if want.Radius == 0 {
		want.Radius = math.Inf(1)
	}
	g := gathering{want: want, at: l.place(x, y)}
	g.nearby = nearby[Place]{all: dst, first: len(dst), k: want.K, bound: squaredRadius(l.lonLat, want.Radius)}
	g.search(l.spots)
	return l.finish(&g), nil
}

// checkNear returns an error if want makes no sense.
func (l *Locator) checkNear(want *Near) error {
	switch {
	case want.K < 0:
		return fmt.Errorf("csr: %d nodes near a position: want 0 or more", want.K)
	case !(want.Radius >= 0):
		return fmt.Errorf("csr: nodes within %v of a position: want 0 or more", want.Radius)
	case want.Overlay != nil && (want.Overlay.graph().Origin().Hash() != l.hash || want.Overlay.graph().NumNodes() != l.nodes):
		return fmt.Errorf("csr: nodes that an overlay leaves open: the overlay is of a %w", ErrWrongGraph)
	}
	return nil
}

// squaredRadius returns a squared straight distance beyond which nothing lies within the
// radius. It is a little too large, so that rounding loses nothing; finish compares the
// distances themselves.
func squaredRadius(lonLat bool, radius float64) float64 {
	if lonLat {
		radius = geo.Chord(radius)
	}
	return radius * radius * (1 + 1e-9)
}

// finish sorts the places that were found and turns their squares into distances.
func (l *Locator) finish(g *gathering) []Place {
	found := g.sort()
	for i := range found {
		found[i].Distance = l.length(found[i].Distance)
		if found[i].Distance > g.want.Radius {
			return g.all[:g.first+i]
		}
	}
	return g.all
}

// rank returns what places are ordered by: see nearby.
func (p Place) rank() (squared float64, number uint32) { return p.Distance, p.Node }

// gathering is the places that a search has found so far.
type gathering struct {
	nearby[Place]
	want Near
	at   [3]float64
}

// search looks for places in a range: see nearest.search.
func (g *gathering) search(spots []spot) {
	for len(spots) > leafSize {
		middle := len(spots) / 2
		s := &spots[middle]
		g.see(s)
		across := g.at[s.axis] - s.at[s.axis]
		near, far := spots[:middle], spots[middle+1:]
		if across > 0 {
			near, far = far, near
		}
		g.search(near)
		if across*across > g.bound {
			return
		}
		spots = far
	}
	for i := range spots {
		g.see(&spots[i])
	}
}

// see takes a spot in if it is wanted.
func (g *gathering) see(s *spot) {
	p := Place{s.node, squaredDistance(&s.at, &g.at)}
	if p.Distance <= g.bound && g.wants(p) && !g.want.leavesOut(p.Node) {
		g.add(p)
	}
}

// leavesOut tells whether a node is not wanted, however near it is.
func (n *Near) leavesOut(v Node) bool {
	return n.Overlay != nil && n.Overlay.NodeWeight(v) == Blocked || n.Skip != nil && n.Skip(v)
}

// AppendNearest appends the k nodes nearest to x, y to dst, nearest first and
// equally near ones by number; fewer if there are fewer. It is AppendNear without
// distances, for making maps rather than for serving, since it allocates. It is an
// error if x, y is no point.
func (l *Locator) AppendNearest(dst []Node, x, y float64, k int) ([]Node, error) {
	if err := l.check(x, y); err != nil || k <= 0 {
		return dst, err
	}
	places, err := l.AppendNear(nil, x, y, Near{K: k})
	for _, p := range places {
		dst = append(dst, p.Node)
	}
	return dst, err
}
