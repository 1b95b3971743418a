// Package textbook is the Dijkstra that most programs write for themselves: slices of
// edges, container/heap, and outdated queue entries that are skipped when popped. It
// stops at the target, and allocates its memory for each query, as such programs do.
// Benchmarks compare with it.
package textbook

import (
	"container/heap"
	"math"
)

// Inf is the distance of a node that is not reached.
const Inf int64 = math.MaxInt64

// Graph holds the edges that leave each node.
type Graph [][]Edge

// Edge is an edge to a node; its cost includes the node's weight.
type Edge struct {
	To   uint32 // the node
	Cost int64  // of going there
}

// Everywhere is the target of a search to all nodes.
const Everywhere = -1

// Search returns distances from a source: all of them for Everywhere, otherwise those up
// to the target.
func (g Graph) Search(source uint32, target int64) []int64 {
	dist := make([]int64, len(g))
	for v := range dist {
		dist[v] = Inf
	}
	dist[source] = 0
	queue := &nearest{{source, 0}}
	for queue.Len() > 0 {
		at := heap.Pop(queue).(place)
		if at.dist > dist[at.node] {
			continue
		}
		if int64(at.node) == target {
			break
		}
		for _, e := range g[at.node] {
			if d := at.dist + e.Cost; d < dist[e.To] {
				dist[e.To] = d
				heap.Push(queue, place{e.To, d})
			}
		}
	}
	return dist
}

// place is a queue entry.
type place struct {
	node uint32
	dist int64
}

// nearest is the queue, a heap.Interface.
type nearest []place

func (q nearest) Len() int           { return len(q) }
func (q nearest) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q nearest) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *nearest) Push(x any)        { *q = append(*q, x.(place)) }
func (q *nearest) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}
