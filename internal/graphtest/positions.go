package graphtest

import (
	"math"
	"slices"
)

// Position is a place part of the way from one node to another, or a node: From is To then.
type Position struct {
	From, To uint32  // the ends of the street
	Fraction float64 // 0 is at From, 1 at To
}

// IsNode tells whether the position is a node, and which.
func (p Position) IsNode() (v uint32, ok bool) {
	if p.From == p.To || 1-p.Fraction == 1 {
		return p.From, true
	}
	return p.To, p.Fraction == 1
}

// share returns how far the position is from the smaller end of its street.
func (p Position) share() float64 {
	if p.From < p.To {
		return p.Fraction
	}
	return 1 - p.Fraction
}

// isOn tells whether the position divides an arc.
func (p Position) isOn(a Arc) bool {
	_, isNode := p.IsNode()
	return !isNode && (p.From == a.From && p.To == a.To || p.From == a.To && p.To == a.From)
}

// WithPositions returns the graph with positions put in as nodes of weight 0, and the number
// of the node that each one is. Of an arc of weight w, the part at its smaller end gets the
// share of w, rounded, and the other part the rest; of parallel arcs only the cheapest counts.
// Positions at one place are one node.
func (g *Graph) WithPositions(positions ...Position) (*Graph, []uint32) {
	other := &Graph{Name: g.Name, N: g.N, NodeWeights: slices.Clone(g.NodeWeights)}
	nodes := make([]uint32, len(positions))
	for i, p := range positions {
		nodes[i] = other.put(p, positions[:i], nodes)
	}
	for _, a := range g.Arcs {
		if !slices.ContainsFunc(g.Arcs, func(b Arc) bool { return b.From == a.From && b.To == a.To && b.Weight < a.Weight }) {
			other.divide(a, positions, nodes)
		}
	}
	return other, nodes
}

// put returns the node of a position, which it adds unless it is there.
func (g *Graph) put(p Position, before []Position, nodes []uint32) uint32 {
	if v, ok := p.IsNode(); ok {
		return v
	}
	for i, q := range before {
		if q.isOn(Arc{From: p.From, To: p.To}) && q.share() == p.share() {
			return nodes[i]
		}
	}
	if g.NodeWeights != nil {
		g.NodeWeights = append(g.NodeWeights, 0)
	}
	g.N++
	return uint32(g.N - 1)
}

// divide adds the parts of an arc, from its smaller end to its larger one or the other way.
func (g *Graph) divide(a Arc, positions []Position, nodes []uint32) {
	type stop struct {
		share float64
		node  uint32
	}
	stops := []stop{{0, min(a.From, a.To)}, {1, max(a.From, a.To)}}
	for i, p := range positions {
		if s := (stop{p.share(), nodes[i]}); p.isOn(a) && !slices.Contains(stops, s) {
			stops = append(stops, s)
		}
	}
	slices.SortFunc(stops, func(s, t stop) int {
		if s.share < t.share {
			return -1
		}
		return 1
	})
	for i := 1; i < len(stops); i++ {
		part := Arc{stops[i-1].node, stops[i].node, a.Weight}
		if a.Weight != Blocked {
			part.Weight = rounded(stops[i].share, a.Weight) - rounded(stops[i-1].share, a.Weight)
		}
		if a.From > a.To {
			part.From, part.To = part.To, part.From
		}
		g.Arcs = append(g.Arcs, part)
	}
}

func rounded(share float64, w uint32) uint32 { return uint32(math.Floor(share*float64(w) + 0.5)) }
