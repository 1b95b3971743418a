package main

import (
	"errors"

	"github.com/dominikbraun/graph"
)

// dominikbraun answers pairs; the library has no search to all nodes. Its ShortestPath
// asks the graph for a map of all edges, which its own graph types build for every query.
// That takes half of the time, so the map is kept here.
type dominikbraun struct {
	graph.Graph[int, int]
	edges map[int]map[int]graph.Edge[int]
}

func newDominikbraun(n *network) (solver, error) {
	g := graph.New(graph.IntHash, graph.Directed(), graph.Weighted())
	for v := range n.nodes {
		if err := g.AddVertex(v); err != nil {
			return nil, err
		}
	}
	for _, a := range n.arcs {
		if err := g.AddEdge(int(a.from), int(a.to), graph.EdgeWeight(int(a.cost))); err != nil {
			return nil, err
		}
	}
	edges, err := g.AdjacencyMap()
	return &dominikbraun{g, edges}, err
}

// AdjacencyMap returns the kept map.
func (d *dominikbraun) AdjacencyMap() (map[int]map[int]graph.Edge[int], error) { return d.edges, nil }

// pair adds up the path's weights, since the library returns only the path.
func (d *dominikbraun) pair(from, to uint32) (int64, error) {
	path, err := graph.ShortestPath(d, int(from), int(to))
	if errors.Is(err, graph.ErrTargetNotReachable) {
		return unknown, nil
	}
	sum := 0
	for i := 1; i < len(path); i++ {
		sum += d.edges[path[i-1]][path[i]].Properties.Weight
	}
	return int64(sum), err
}
