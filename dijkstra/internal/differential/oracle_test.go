package differential

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// oracle answers for one graph under one set of weights, and caches its answers.
type oracle struct {
	*graphtest.Graph
	from  map[csr.Node][]uint64
	paths map[[2]csr.Node][]csr.Node
}

func newOracle(g *graphtest.Graph) *oracle {
	return &oracle{g, map[csr.Node][]uint64{}, map[[2]csr.Node][]csr.Node{}}
}

// distances returns the distances from a node.
func (o *oracle) distances(from csr.Node) []uint64 {
	dist, ok := o.from[from]
	if !ok {
		dist = o.DistancesFrom(from)
		o.from[from] = dist
	}
	return dist
}

// want returns the right answer for a pair.
func (o *oracle) want(from, to csr.Node) (uint32, error) { return want(o.distances(from)[to]) }

func want(d uint64) (uint32, error) { return graphtest.Want(d, dijkstra.ErrOverflow) }

// path returns the canonical path of a pair, or nil if its distance does not exist or
// fit.
func (o *oracle) path(from, to csr.Node) []csr.Node {
	if o.distances(from)[to] >= uint64(dijkstra.Unreachable) {
		return nil
	}
	pair := [2]csr.Node{from, to}
	path, ok := o.paths[pair]
	if !ok {
		path = o.CanonicalPath(from, to)
		o.paths[pair] = path
	}
	return path
}

// nearest returns for each node the distance from the nearest of some sources, and the
// smallest of the nearest.
func (o *oracle) nearest(sources []csr.Node) (dist []uint64, root []csr.Node) {
	dist, root = slices.Repeat([]uint64{graphtest.Inf}, o.N), make([]csr.Node, o.N)
	for _, s := range slices.Sorted(slices.Values(sources)) {
		for v, d := range o.distances(s) {
			if d < dist[v] {
				dist[v], root[v] = d, s
			}
		}
	}
	return dist, root
}

// hits returns the nodes within a distance, nearest first.
func hits(dist []uint64, nodes []csr.Node, limit uint64) (hits []dijkstra.Hit) {
	for _, v := range nodes {
		if dist[v] <= limit {
			hits = append(hits, dijkstra.Hit{Node: v, Distance: uint32(dist[v])})
		}
	}
	slices.SortFunc(hits, func(a, b dijkstra.Hit) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Node, b.Node))
	})
	return slices.Compact(hits)
}
