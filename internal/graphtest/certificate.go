package graphtest

import "fmt"

// CertifyFrom checks distances from s without computing any. That of s must be 0; no arc
// may be relaxable; and every reached node must be reached from s along tight arcs, so
// that a cycle of arcs of cost 0 cannot vouch for itself. Together these imply that the
// distances are right. The error names an arc or a node.
func (g *Graph) CertifyFrom(s uint32, dist []uint64) error {
	if len(dist) != g.N || dist[s] != 0 {
		return fmt.Errorf("%d distances for %d nodes, or the source is not at 0", len(dist), g.N)
	}
	for _, a := range g.Arcs {
		c, ok := g.cost(a)
		if ok && dist[a.From] != Inf && (dist[a.To] == Inf || dist[a.From]+c < dist[a.To]) {
			return fmt.Errorf("arc %d to %d of cost %d can be relaxed: %d, %d", a.From, a.To, c, dist[a.From], dist[a.To])
		}
	}
	reached := g.reachedTightly(s, dist)
	for v, d := range dist {
		if d != Inf && !reached[v] {
			return fmt.Errorf("node %d is said to be at %d, but no path of that cost leads there", v, d)
		}
	}
	return nil
}

// reachedTightly tells which nodes tight arcs reach from s.
func (g *Graph) reachedTightly(s uint32, dist []uint64) []bool {
	reached := make([]bool, g.N)
	reached[s] = true
	for changed := true; changed; {
		changed = false
		for _, a := range g.Arcs {
			c, ok := g.cost(a)
			if ok && reached[a.From] && !reached[a.To] && dist[a.From]+c == dist[a.To] {
				reached[a.To], changed = true, true
			}
		}
	}
	return reached
}
