package dijkstra

import (
	"math"

	"github.com/veltrix/cairn/csr"
)

// split is a position with the arcs of its street, which it divides. Of an arc of weight w,
// the part at the end with the smaller number weighs fraction·w, counted from that end and
// rounded to the nearest, halves up; the other part weighs the rest. So the parts add up,
// also where several positions divide one arc, and both ways to write a position divide it
// alike.
type split struct {
	ends    [2]csr.Node // of the street, the smaller number first; both are the node if it is one
	at      float64     // fraction of the way from ends[0]
	weights [2]uint32   // of the arc into ends[i]; csr.Blocked if there is none
}

// end is a node next to a position, and the cost between the two: of the way to the node,
// its weight included, or of the way from it.
type end struct {
	node csr.Node
	cost uint64
}

// splitAt returns a position under an overlay that is laid on a graph; ok is false if it is
// none.
func splitAt(g *csr.CSRGraph, o *csr.Overlay, p csr.Position) (s split, ok bool) {
	if !g.HasNode(p.From) || !g.HasNode(p.To) || !(p.Fraction >= 0 && p.Fraction <= 1) {
		return s, false
	}
	s = split{ends: [2]csr.Node{p.From, p.To}, at: p.Fraction}
	if p.From > p.To {
		s = split{ends: [2]csr.Node{p.To, p.From}, at: 1 - p.Fraction}
	}
	ok = p.From == p.To
	for i := range s.weights {
		w, found := o.ArcWeightOn(g, s.ends[1-i], s.ends[i])
		if !found {
			w = csr.Blocked
		}
		s.weights[i], ok = w, ok || found
	}
	if v, isNode := p.Node(); isNode {
		s.ends = [2]csr.Node{v, v}
	}
	return s, ok
}

// isNode tells whether the position is a node.
func (s *split) isNode() bool { return s.ends[0] == s.ends[1] }

// before returns the weight of the part of an arc at ends[0].
func (s *split) before(arc uint32) uint64 { return uint64(math.Round(s.at * float64(arc))) }

// part returns the weight of the part of an arc at ends[i].
func (s *split) part(i int, arc uint32) uint64 {
	if i == 0 {
		return s.before(arc)
	}
	return uint64(arc) - s.before(arc)
}

// appendExits appends the nodes at which paths from the position begin.
func (s *split) appendExits(dst []end, g *csr.CSRGraph, o *csr.Overlay) []end {
	if s.isNode() {
		return append(dst, end{s.ends[0], 0})
	}
	for i, v := range s.ends {
		if w, node := s.weights[i], o.NodeWeightOn(g, v); w != csr.Blocked && node != csr.Blocked {
			dst = append(dst, end{v, s.part(i, w) + uint64(node)})
		}
	}
	return dst
}

// appendEntries appends the nodes from which paths come to the position.
func (s *split) appendEntries(dst []end) []end {
	if s.isNode() {
		return append(dst, end{s.ends[0], 0})
	}
	for i, v := range s.ends {
		if w := s.weights[1-i]; w != csr.Blocked {
			dst = append(dst, end{v, s.part(i, w)})
		}
	}
	return dst
}

// along returns the cost of the way to another position that stays on the street, noWay if
// there is none.
func (s *split) along(to *split) uint64 {
	switch {
	case s.isNode() || s.ends != to.ends:
	case s.at == to.at:
		return 0
	case s.at < to.at && s.weights[1] != csr.Blocked:
		return to.before(s.weights[1]) - s.before(s.weights[1])
	case s.at > to.at && s.weights[0] != csr.Blocked:
		return s.before(s.weights[0]) - to.before(s.weights[0])
	}
	return noWay
}

// holds tells whether two nodes are the ends of the street that the position divides.
func (s *split) holds(u, v csr.Node) bool {
	return !s.isNode() && (s.ends == [2]csr.Node{u, v} || s.ends == [2]csr.Node{v, u})
}
