package chain

import "github.com/veltrix/cairn/internal/layout"

// coreGraph returns the graph of sorted arcs, in the narrowest widths.
func coreGraph(arcs []coreArc, nodes layout.Column, n int) *layout.Graph {
	g := &layout.Graph{Nodes: n, Arcs: len(arcs), NodeWeights: nodes}
	g.ArcWeights.Values = make([]uint32, len(arcs)) // even if all are equal: an overlay changes some
	for i, a := range arcs {
		g.ArcWeights.Values[i] = a.weight
	}
	switch narrow := n <= 1<<16; {
	case narrow && len(arcs) < 1<<16:
		g.Out = rows[uint16, uint16](arcs, n)
	case narrow:
		g.Out = rows[uint32, uint16](arcs, n)
	default:
		g.Out = rows[uint32, uint32](arcs, n)
	}
	return g
}

func rows[O, T layout.Width](arcs []coreArc, n int) *layout.CSR[O, T] {
	c := &layout.CSR[O, T]{Offsets: make([]O, n+1), Targets: make([]T, len(arcs))}
	for i, a := range arcs {
		c.Offsets[a.from+1]++
		c.Targets[i] = T(a.to)
	}
	layout.Offsets(c.Offsets)
	return c
}

// reverseArcs returns the number of each arc of g in its reverse. It reverses g once
// more, with the arc numbers as weights.
func reverseArcs(g *layout.Graph) []uint32 {
	numbered := &layout.Graph{Nodes: g.Nodes, Arcs: g.Arcs, Out: g.Out}
	numbered.ArcWeights.Values = make([]uint32, g.Arcs)
	for a := range numbered.ArcWeights.Values {
		numbered.ArcWeights.Values[a] = uint32(a)
	}
	places := make([]uint32, g.Arcs)
	for place, a := range numbered.Reverse().ArcWeights.Values {
		places[a] = uint32(place)
	}
	return places
}
