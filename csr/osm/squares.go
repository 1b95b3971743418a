package osm

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/streetnet"
)

// maxEntrances is how many nodes of a square may be joined by lines across.
const maxEntrances = 64

// crossSquares adds the lines across squares.
func (n *network) crossSquares() error {
	squares := n.outlines()
	n.stats.Squares = len(squares)
	if !n.opts.CrossSquares {
		return nil
	}
	meeting := n.meeting(squares)
	for _, ways := range squares {
		o, ok := n.outline(ways, meeting)
		if !ok {
			n.stats.Uncrossed++
			continue
		}
		if err := n.cross(o); err != nil {
			return err
		}
	}
	return nil
}

// outlines returns the numbers of the ways of each square. A way that is missing is left
// out.
func (n *network) outlines() (squares [][]uint32) {
	for i := range n.ways {
		if n.ways[i].square {
			squares = append(squares, []uint32{uint32(i)})
		}
	}
	for _, q := range n.squares {
		var ways []uint32
		for _, id := range q.ways {
			if i, ok := n.lines.find(id); ok {
				ways = append(ways, uint32(i))
			}
		}
		if len(ways) > 0 {
			squares = append(squares, ways)
		}
	}
	return squares
}

// meeting returns the numbers of the streets at each node of a square.
func (n *network) meeting(squares [][]uint32) map[csr.Node][]uint32 {
	of := map[uint32]bool{}
	for _, ways := range squares {
		for _, w := range ways {
			of[w] = true
		}
	}
	meeting := map[csr.Node][]uint32{}
	for _, s := range n.Steps {
		if of[s.Street] {
			meeting[s.From], meeting[s.To] = nil, nil
		}
	}
	for _, s := range n.Steps {
		for _, v := range [2]csr.Node{s.From, s.To} {
			if streets, on := meeting[v]; on && !slices.Contains(streets, s.Street) {
				meeting[v] = append(streets, s.Street)
			}
		}
	}
	return meeting
}

// outline is the outline of a square.
type outline struct {
	street    uint32
	edges     []edge
	entrances []csr.Node // where other streets meet it
}

// edge is a straight part of an outline.
type edge struct{ u, v csr.Node }

// outline returns the outline that ways make. ok is false if it is not closed, not open both
// ways, or has too many entrances.
func (n *network) outline(ways []uint32, meeting map[csr.Node][]uint32) (o outline, ok bool) {
	o.street = ways[0]
	closed, degrees := true, map[csr.Node]int{}
	for _, number := range ways {
		w := &n.ways[number]
		closed = closed && w.Forward && w.Backward
		n.eachStep(w, func(u, v csr.Node) {
			o.edges = append(o.edges, edge{u, v})
			degrees[u]++
			degrees[v]++
		})
	}
	for v, degree := range degrees {
		closed = closed && degree%2 == 0
		if slices.ContainsFunc(meeting[v], func(street uint32) bool { return !slices.Contains(ways, street) }) {
			o.entrances = append(o.entrances, v)
		}
	}
	slices.Sort(o.entrances)
	return o, closed && len(o.entrances) <= maxEntrances
}

// cross adds a line between any two entrances of a square that see each other.
func (n *network) cross(o outline) error {
	s, crossed := n.measured(&n.ways[o.street]), false
	s.Number = o.street
	for i, u := range o.entrances {
		for _, v := range o.entrances[i+1:] {
			if !n.sees(&o, u, v) {
				continue
			}
			if err := n.AddLine([]csr.Node{u, v}, s); err != nil {
				return err
			}
			crossed = true
		}
	}
	if crossed {
		n.stats.Crossed++
	}
	return nil
}

// sees tells whether the straight line between two nodes of an outline lies within it and
// touches it nowhere else.
func (n *network) sees(o *outline, u, v csr.Node) bool {
	p, q := n.Places[u], n.Places[v]
	middle := streetnet.Place{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2}
	inside := false
	for _, e := range o.edges {
		a, b := n.Places[e.u], n.Places[e.v]
		atU, atV := e.u == u || e.v == u, e.u == v || e.v == v
		switch {
		case atU && atV:
			return false
		case !atU && !atV && streetnet.Cross(p, q, a, b):
			return false
		case (a.Y > middle.Y) != (b.Y > middle.Y) && (streetnet.Side(a, b, middle) > 0) == (b.Y > a.Y):
			inside = !inside
		}
	}
	return inside
}
