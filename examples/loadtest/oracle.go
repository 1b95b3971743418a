package main

import (
	"container/heap"
	"math"

	"github.com/veltrix/cairn/csr"
)

// oracle is the algorithm of Dijkstra as in a textbook: slow, and with nothing in
// common with what it checks.
type oracle struct {
	g         *csr.CSRGraph
	weights   []uint64 // of entering a node; closed if that is not allowed
	distances []uint64
	queue     frontier
}

// closed is further than any node.
const closed = math.MaxUint64

func newOracle(g *csr.CSRGraph) *oracle {
	o := &oracle{g: g, weights: make([]uint64, g.NumNodes()), distances: make([]uint64, g.NumNodes())}
	for v := range o.weights {
		o.weights[v] = passable(g.NodeWeight(csr.Node(v)))
	}
	return o
}

// passable returns a weight to add up.
func passable(w uint32) uint64 {
	if w == csr.Blocked {
		return closed
	}
	return uint64(w)
}

// apply gives some nodes other weights; undo gives them those of the map again.
func (o *oracle) apply(changes []csr.Patch) (undo func()) {
	for _, p := range changes {
		o.weights[p.Node] = passable(p.Weight)
	}
	return func() {
		for _, p := range changes {
			o.weights[p.Node] = passable(o.g.NodeWeight(p.Node))
		}
	}
}

// step returns what it costs to go along an arc and enter its end, or closed.
func (o *oracle) step(arc uint32, to csr.Node) uint64 {
	if arc == csr.Blocked || o.weights[to] == closed {
		return closed
	}
	return uint64(arc) + o.weights[to]
}

// distance returns the cost of the shortest path, or closed if there is none.
func (o *oracle) distance(from, to csr.Node) uint64 {
	for v := range o.distances {
		o.distances[v] = closed
	}
	o.distances[from] = 0
	o.queue = append(o.queue[:0], entry{0, from})
	for len(o.queue) > 0 {
		e := heap.Pop(&o.queue).(entry)
		if e.node == to {
			return e.distance
		}
		if e.distance == o.distances[e.node] {
			o.relax(e)
		}
	}
	return closed
}

// relax offers distances to the neighbours of a node.
func (o *oracle) relax(e entry) {
	for next, arc := range o.g.Arcs(e.node).All() {
		step := o.step(arc, next)
		if step == closed || e.distance+step >= o.distances[next] {
			continue
		}
		o.distances[next] = e.distance + step
		heap.Push(&o.queue, entry{e.distance + step, next})
	}
}

// cost returns what a path costs, or closed if a step of it is not there.
func (o *oracle) cost(path []csr.Node) (sum uint64) {
	for i := range len(path) - 1 {
		arc, ok := o.g.ArcWeight(path[i], path[i+1])
		step := o.step(arc, path[i+1])
		if !ok || step == closed {
			return closed
		}
		sum += step
	}
	return sum
}

// entry is a node in the queue, perhaps with a distance that was since improved.
type entry struct {
	distance uint64
	node     csr.Node
}

// frontier is a heap.Interface of entries, the nearest first.
type frontier []entry

func (f frontier) Len() int           { return len(f) }
func (f frontier) Less(i, j int) bool { return f[i].distance < f[j].distance }
func (f frontier) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)        { *f = append(*f, x.(entry)) }
func (f *frontier) Pop() any {
	last := len(*f) - 1
	e := (*f)[last]
	*f = (*f)[:last]
	return e
}
