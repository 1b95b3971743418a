package graphtest

import "slices"

// CanonicalPath returns the path from s to t that the rule for ties names, or nil if
// there is none.
//
// An arc (u, v) is tight if its cost, with the weight of v, is the difference of the
// distances of u and v to t. From each node u, starting at s: if u has tight arcs of
// positive cost, take the one that leads to the smallest node number. Otherwise take the
// fewest tight arcs, all of cost 0, that lead to t or to a node with a tight arc of
// positive cost; of several such ways, the one whose nodes come first in lexicographic
// order.
func (g *Graph) CanonicalPath(s, t uint32) []uint32 {
	c := canon{g: g, t: t, dist: g.DistancesTo(t)}
	if c.dist[s] == Inf {
		return nil
	}
	path := []uint32{s}
	for u := s; u != t; u = path[len(path)-1] {
		if costly := c.tight(u, true); len(costly) > 0 {
			path = append(path, costly[0])
		} else {
			path = append(path, c.freeWay(u)...)
		}
	}
	return path
}

// canon follows the rule towards one target.
type canon struct {
	g    *Graph
	t    uint32
	dist []uint64
}

// tight returns the ends of the tight arcs of u, ascending: those of positive cost, or
// those of cost 0.
func (c *canon) tight(u uint32, costly bool) (to []uint32) {
	for _, a := range c.g.Arcs {
		cost, ok := c.g.cost(a)
		if ok && a.From == u && c.dist[a.To] != Inf && cost+c.dist[a.To] == c.dist[u] && (cost > 0) == costly {
			to = append(to, a.To)
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}

// freeWay returns the nodes after u in the second case of the rule. All ways of one
// length are kept in lexicographic order, so the first to arrive is the right one.
func (c *canon) freeWay(u uint32) []uint32 {
	seen := map[uint32]bool{u: true}
	for ways := [][]uint32{{u}}; len(ways) > 0; {
		var longer [][]uint32
		for _, way := range ways {
			for _, v := range c.tight(way[len(way)-1], false) {
				if !seen[v] { // a node seen before is on a shorter or earlier way
					seen[v] = true
					longer = append(longer, append(slices.Clip(way), v))
				}
			}
		}
		for _, way := range longer {
			if v := way[len(way)-1]; v == c.t || len(c.tight(v, true)) > 0 {
				return way[1:]
			}
		}
		ways = longer
	}
	panic("graphtest: a shortest path does not go on") // it must, by the distances
}
