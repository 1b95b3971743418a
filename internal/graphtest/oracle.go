package graphtest

import "slices"

// DistancesFrom returns the distance from s to every node, by Dijkstra's algorithm
// without a queue: each round finds the nearest node among all, then relaxes its arcs.
// O(n² + m), after O(m) to sort the arcs by source.
func (g *Graph) DistancesFrom(s uint32) []uint64 {
	out := make([][]Arc, g.N)
	for _, a := range g.Arcs {
		out[a.From] = append(out[a.From], a)
	}
	dist, done := g.unreached(s), make([]bool, g.N)
	for {
		v, best := 0, Inf
		for u, d := range dist {
			if !done[u] && d < best {
				v, best = u, d
			}
		}
		if best == Inf {
			return dist
		}
		done[v] = true
		for _, a := range out[v] {
			if c, ok := g.cost(a); ok {
				dist[a.To] = min(dist[a.To], best+c)
			}
		}
	}
}

// BellmanFord returns the distance from s to every node: it relaxes all arcs until
// nothing changes. O(n m).
func (g *Graph) BellmanFord(s uint32) []uint64 {
	dist := g.unreached(s)
	for changed := true; changed; {
		changed = false
		for _, a := range g.Arcs {
			if c, ok := g.cost(a); ok && dist[a.From] != Inf && dist[a.From]+c < dist[a.To] {
				dist[a.To], changed = dist[a.From]+c, true
			}
		}
	}
	return dist
}

// DistancesTo returns the distance from every node to t, like BellmanFord.
func (g *Graph) DistancesTo(t uint32) []uint64 {
	dist := g.unreached(t)
	for changed := true; changed; {
		changed = false
		for _, a := range g.Arcs {
			if c, ok := g.cost(a); ok && dist[a.To] != Inf && dist[a.To]+c < dist[a.From] {
				dist[a.From], changed = dist[a.To]+c, true
			}
		}
	}
	return dist
}

// unreached returns distances that are all Inf, except 0 for v.
func (g *Graph) unreached(v uint32) []uint64 {
	dist := slices.Repeat([]uint64{Inf}, g.N)
	dist[v] = 0
	return dist
}

// ShortestPaths returns all paths of least cost from s to t that visit no node twice, by
// trying every path: for graphs of a few nodes.
func (g *Graph) ShortestPaths(s, t uint32) (paths [][]uint32) {
	best := Inf
	var try func(path []uint32, cost uint64)
	try = func(path []uint32, cost uint64) {
		v := path[len(path)-1]
		if v == t {
			if cost < best {
				best, paths = cost, nil
			}
			if cost == best && !slices.ContainsFunc(paths, func(p []uint32) bool { return slices.Equal(p, path) }) {
				paths = append(paths, slices.Clone(path))
			}
			return
		}
		for _, a := range g.Arcs {
			if c, ok := g.cost(a); ok && a.From == v && !slices.Contains(path, a.To) {
				try(append(slices.Clip(path), a.To), cost+c)
			}
		}
	}
	try([]uint32{s}, 0)
	return paths
}
