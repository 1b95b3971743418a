package csr

import (
	"fmt"
	"math"
	"slices"

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
	g := gathering{want: want, at: l.place(x, y), all: dst, first: len(dst), bound: l.squared(want.Radius)}
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

// squared returns a squared straight distance beyond which nothing lies within the
// radius. It is a little too large, so that rounding loses nothing; finish compares the
// distances themselves.
func (l *Locator) squared(radius float64) float64 {
	if l.lonLat {
		radius = geo.Chord(radius)
	}
	return radius * radius * (1 + 1e-9)
}

// finish sorts the places that were found and turns their squares into distances.
func (l *Locator) finish(g *gathering) []Place {
	found := g.found()
	slices.SortFunc(found, byDistance)
	for i := range found {
		found[i].Distance = l.length(found[i].Distance)
		if found[i].Distance > g.want.Radius {
			return g.all[:g.first+i]
		}
	}
	return g.all
}

// gathering is the places that a search found so far, behind those that were in the
// slice before. Until it is finished, distances are squared. As soon as there are as
// many places as are wanted, they are a heap with the farthest at its top.
type gathering struct {
	want  Near
	at    [3]float64
	all   []Place
	first int     // index of the first place that was found
	bound float64 // nothing beyond is wanted
}

func (g *gathering) found() []Place { return g.all[g.first:] }

// farther compares by distance, and by number where that is equal.
func farther(p, q Place) bool {
	return p.Distance > q.Distance || p.Distance == q.Distance && p.Node > q.Node
}

// byDistance is farther for sorting.
func byDistance(p, q Place) int {
	switch {
	case farther(p, q):
		return 1
	case farther(q, p):
		return -1
	}
	return 0
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
	if p.Distance > g.bound {
		return
	}
	full := len(g.found()) == g.want.K
	if full && farther(p, g.found()[0]) || g.want.leavesOut(p.Node) {
		return
	}
	if full {
		g.found()[0] = p
		g.sink(0)
	} else {
		g.all = append(g.all, p)
		g.heap()
	}
	if len(g.found()) == g.want.K {
		g.bound = g.found()[0].Distance
	}
}

// leavesOut tells whether a node is not wanted, however near it is.
func (n *Near) leavesOut(v Node) bool {
	return n.Overlay != nil && n.Overlay.NodeWeight(v) == Blocked || n.Skip != nil && n.Skip(v)
}

// heap makes a heap of the places, once there are as many as are wanted.
func (g *gathering) heap() {
	if len(g.found()) < g.want.K {
		return
	}
	for i := len(g.found())/2 - 1; i >= 0; i-- {
		g.sink(i)
	}
}

// sink moves the place at i of the heap down until none below it is farther.
func (g *gathering) sink(i int) {
	heap := g.found()
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && farther(heap[child+1], heap[child]) {
			child++
		}
		if !farther(heap[child], heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
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
