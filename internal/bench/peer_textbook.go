package main

import (
	"container/heap"
	"math"
)

// textbook is the solver that most programs have of their own: a slice of edges
// a node, container/heap, and outdated entries of the queue skipped as they come
// up. It stops at the target. Its memory is made anew each time, as it is there.
type textbook struct {
	edges [][]edge
	last  []int64
}

type edge struct {
	to   uint32
	cost int64
}

func newTextbook(n *network) (solver, error) {
	t := &textbook{edges: make([][]edge, n.nodes)}
	for _, a := range n.arcs {
		t.edges[a.from] = append(t.edges[a.from], edge{a.to, int64(a.cost)})
	}
	return t, nil
}

func (t *textbook) pair(from, to uint32) (int64, error) {
	return finite(t.search(from, int64(to))[to]), nil
}

func (t *textbook) tree(source uint32) error {
	t.last = t.search(source, -1)
	return nil
}

func (t *textbook) at(v uint32) (int64, error) { return finite(t.last[v]), nil }

// search returns distances from a source, all of them or, where there is a
// target, those up to it.
func (t *textbook) search(source uint32, target int64) []int64 {
	dist := make([]int64, len(t.edges))
	for v := range dist {
		dist[v] = math.MaxInt64
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
		for _, e := range t.edges[at.node] {
			if d := at.dist + e.cost; d < dist[e.to] {
				dist[e.to] = d
				heap.Push(queue, place{e.to, d})
			}
		}
	}
	return dist
}

// place is a node as the queue holds it.
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

// finite turns a distance into one of the exchange.
func finite(d int64) int64 {
	if d == math.MaxInt64 {
		return unknown
	}
	return d
}
