package dissect

import (
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// core is the part of a graph that remains to be dissected.
type core struct {
	adjacency
	node   []uint32 // of the original graph, by node of the core
	weight []uint32 // the number of original nodes that each represents
	points *points  // nil where there are none
}

// adjacency is an undirected graph in adjacency arrays.
type adjacency struct{ first, heads []uint32 }

func (a adjacency) size() int { return len(a.first) - 1 }

func (a adjacency) row(v uint32) []uint32 { return a.heads[a.first[v]:a.first[v+1]] }

// points are node coordinates in whole numbers, so that their sums are the same on every
// machine.
type points struct{ x, y []int32 }

// newCore returns all of g as a core.
func newCore(g *Graph, n int) *core {
	c := &core{adjacency: adjacency{g.First, g.Heads}, node: make([]uint32, n), weight: make([]uint32, n)}
	if n == 0 {
		c.first = []uint32{0}
	}
	for v := range c.node {
		c.node[v], c.weight[v] = uint32(v), 1
	}
	if len(g.X) == n && len(g.Y) == n {
		c.points = inUnits(g.X, g.Y)
	}
	return c
}

// units is the number of units along the longer side of the map.
const units = 1 << 24

// inUnits returns points in whole numbers up to units, or nil if they are not all finite.
func inUnits(x, y []float64) *points {
	west, east := extent(x)
	south, north := extent(y)
	size := max(east-west, north-south)
	if !(size <= math.MaxFloat64) { // or not a number
		return nil
	}
	p := &points{make([]int32, len(x)), make([]int32, len(y))}
	for v := range x {
		p.x[v], p.y[v] = inUnit(x[v]-west, size), inUnit(y[v]-south, size)
	}
	return p
}

func inUnit(distance, size float64) int32 {
	if distance <= 0 {
		return 0
	}
	return int32(distance / size * units)
}

// extent returns the smallest and the largest value.
func extent(values []float64) (least, greatest float64) {
	least, greatest = math.Inf(1), math.Inf(-1)
	for _, f := range values {
		least, greatest = min(least, f), max(greatest, f)
	}
	return least, greatest
}

// pick returns the points of some nodes, in the memory of room; nil for nil.
func (p *points) pick(nodes []uint32, room *points) *points {
	if p == nil {
		return nil
	}
	room.x, room.y = room.x[:0], room.y[:0]
	for _, v := range nodes {
		room.x, room.y = append(room.x, p.x[v]), append(room.y, p.y[v])
	}
	return room
}

// edge is an edge in one direction.
type edge struct{ from, to uint32 }

// adjacencyOf returns the graph of edges that are listed both ways, each once, however
// often it is listed.
func adjacencyOf(edges []edge, n int) adjacency {
	edges = layout.CountingSort(edges, n, func(e edge) uint32 { return e.to })
	edges = layout.CountingSort(edges, n, func(e edge) uint32 { return e.from })
	a := adjacency{first: make([]uint32, n+1), heads: make([]uint32, 0, len(edges))}
	for i, e := range edges {
		if i == 0 || e != edges[i-1] {
			a.heads = append(a.heads, e.to)
			a.first[e.from+1]++
		}
	}
	layout.Offsets(a.first)
	return a
}
