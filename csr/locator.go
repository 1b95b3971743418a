package csr

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/internal/geo"
)

// Locator finds the nodes nearest to a point, such as a player's GPS position.
// It is a k-d tree (Bentley 1975) with leaves of a few points. Longitude and
// latitude are put on the unit sphere first, so that nearest means by
// great-circle distance everywhere, also at the poles and across the 180th meridian.
// Longitudes may go beyond 180 degrees, as far as 360: 180.001 is -179.999.
//
// NewLocator takes all nodes. The nearest may then lie in a part of the map that cannot
// be left, such as a piece of path that no street leads to. LocatorOf takes only the
// nodes that are wanted.
//
// A Locator is immutable and safe for concurrent use. It takes 32 bytes a node
// and does not view the graph's bytes.
type Locator struct {
	lonLat bool
	nodes  int    // of the graph
	hash   uint64 // of the graph's origin
	spots  []spot // a range is split at its middle; see search
}

// spot is a node's place in the tree.
type spot struct {
	at   [3]float64
	node Node
	axis uint8 // along which the range with this spot in its middle is split
}

// leafSize is the largest range that is looked through rather than split.
const leafSize = 8

// NewLocator returns a Locator of all nodes of g. It costs O(n log² n), some ms
// for 8,000 nodes. The error is ErrNoPoints if g has none, and ErrNoGraph if it
// is nil.
func NewLocator(g *CSRGraph) (*Locator, error) {
	if g == nil {
		return nil, ErrNoGraph
	}
	nodes := make([]Node, g.NumNodes())
	for v := range nodes {
		nodes[v] = Node(v)
	}
	return LocatorOf(g, nodes)
}

// LocatorOf returns a Locator of some nodes of g, given in any order. With
// LargestComponent it finds only nodes that can all reach each other:
//
//	places, err := csr.LocatorOf(g, csr.LargestComponent(g))
//
// It costs what NewLocator does of a graph of so many nodes. The error is
// ErrNoPoints if g has none, ErrNoGraph if it is nil, and a *NodeError if a number is no
// node of g.
func LocatorOf(g *CSRGraph, nodes []Node) (*Locator, error) {
	if g == nil {
		return nil, ErrNoGraph
	}
	if !g.HasPoints() {
		return nil, ErrNoPoints
	}
	if err := g.CheckNodes(nodes, "nodes"); err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(g)
	nodes = slices.Compact(slices.Sorted(slices.Values(nodes)))
	l := &Locator{lonLat: g.meta.LonLat, nodes: g.NumNodes(), hash: g.Origin().Hash(), spots: make([]spot, len(nodes))}
	for i, v := range nodes {
		l.spots[i] = spot{at: l.place(g.points[2*int(v)], g.points[2*int(v)+1]), node: v}
	}
	split(l.spots)
	return l, nil
}

// place returns where a point lies in the tree's space.
func (l *Locator) place(x, y float64) [3]float64 {
	return space(l.lonLat, x, y)
}

// split orders a range so that what lies below the middle one's coordinate,
// along the axis where the range is widest, comes before it.
func split(spots []spot) {
	if len(spots) <= leafSize {
		return
	}
	axis := widest(spots)
	slices.SortFunc(spots, func(p, q spot) int {
		return cmp.Or(cmp.Compare(p.at[axis], q.at[axis]), cmp.Compare(p.node, q.node))
	})
	middle := len(spots) / 2
	spots[middle].axis = axis
	split(spots[:middle])
	split(spots[middle+1:])
}

func widest(spots []spot) (axis uint8) {
	best := math.Inf(-1)
	for a := range uint8(3) {
		lo, hi := math.Inf(1), math.Inf(-1)
		for i := range spots {
			lo, hi = min(lo, spots[i].at[a]), max(hi, spots[i].at[a])
		}
		if hi-lo > best {
			axis, best = a, hi-lo
		}
	}
	return axis
}

// Nearest returns the node nearest to x, y, the one with the smallest number if
// several are equally near, and its distance: in metres along the great circle
// if the graph's points are longitude and latitude, else in plane units. x is the
// longitude, y the latitude. There is a nearest node however far away x, y is: look at
// the distance, or use AppendNear with a Radius, which finds several nodes and can leave
// out closed ones. Nearest costs O(log n), some hundred ns on a city map, and allocates
// nothing. It is an error if x, y is no point or the Locator has no node.
func (l *Locator) Nearest(x, y float64) (v Node, distance float64, err error) {
	if err := l.check(x, y); err != nil {
		return 0, 0, err
	}
	if len(l.spots) == 0 {
		return 0, 0, fmt.Errorf("csr: nearest node to %v, %v: there are no nodes", x, y)
	}
	best := nearest{squared: math.Inf(1), node: math.MaxUint32}
	at := l.place(x, y)
	best.search(l.spots, &at)
	return best.node, l.length(best.squared), nil
}

func (l *Locator) check(x, y float64) error { return checkPoint(l.lonLat, x, y) }

// checkPoint returns an error if x, y is no point of a map.
func checkPoint(lonLat bool, x, y float64) error {
	if math.IsNaN(x-x) || math.IsNaN(y-y) || lonLat && (math.Abs(x) > 360 || math.Abs(y) > 90) {
		return fmt.Errorf("csr: %v, %v is not a point of the map", x, y)
	}
	return nil
}

// length returns the distance of two points from the square of their straight distance
// in the tree's space.
func (l *Locator) length(squared float64) float64 { return length(l.lonLat, squared) }

func length(lonLat bool, squared float64) float64 {
	if lonLat {
		return geo.ChordMetres(math.Sqrt(squared))
	}
	return math.Sqrt(squared)
}

// nearest is the best spot seen so far. It does what a gathering of one would, but
// stays on the stack.
type nearest struct {
	squared float64
	node    Node
}

// search looks for a better spot in a range. The half on the point's own side
// comes first; the other is skipped if it lies beyond the best.
func (n *nearest) search(spots []spot, at *[3]float64) {
	for len(spots) > leafSize {
		middle := len(spots) / 2
		s := &spots[middle]
		n.see(s, at)
		across := at[s.axis] - s.at[s.axis]
		near, far := spots[:middle], spots[middle+1:]
		if across > 0 {
			near, far = far, near
		}
		n.search(near, at)
		if across*across > n.squared {
			return
		}
		spots = far
	}
	for i := range spots {
		n.see(&spots[i], at)
	}
}

func (n *nearest) see(s *spot, at *[3]float64) {
	squared := squaredDistance(&s.at, at)
	if squared < n.squared || squared == n.squared && s.node < n.node {
		n.squared, n.node = squared, s.node
	}
}

// squaredDistance rounds each product, so that no processor fuses it with the sum and
// finds another node nearest.
func squaredDistance(p, q *[3]float64) float64 {
	dx, dy, dz := p[0]-q[0], p[1]-q[1], p[2]-q[2]
	return float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
}
