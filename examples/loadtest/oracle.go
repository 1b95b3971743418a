package main

import (
	"container/heap"
	"math"

	"github.com/veltrix/cairn/csr"
)

// oracle is the algorithm of Dijkstra as in a textbook: slow, and with nothing in
// common with what it checks.
type oracle struct {
	*world
	weights   []uint64               // of entering a node; closed if that is not allowed
	streets   map[[2]csr.Node]uint32 // other weights of arcs
	distances []uint64
	queue     frontier
}

// closed is further than any node.
const closed = math.MaxUint64

func newOracle(w *world) *oracle {
	n := len(w.base)
	return &oracle{world: w, weights: make([]uint64, n), streets: map[[2]csr.Node]uint32{}, distances: make([]uint64, n)}
}

// passable returns a weight to add up.
func passable(w uint32) uint64 {
	if w == csr.Blocked {
		return closed
	}
	return uint64(w)
}

// apply makes the weights those of a hunt.
func (o *oracle) apply(hunt uint32, changes []change) {
	for v := range o.weights {
		o.weights[v] = passable(o.terrain(hunt, csr.Node(v)))
	}
	clear(o.streets)
	for _, c := range changes {
		if from, to, ok := c.street(o.g); ok {
			o.streets[[2]csr.Node{from, to}], o.streets[[2]csr.Node{to, from}] = c.weight, c.weight
		} else {
			o.weights[c.place] = passable(c.weight)
		}
	}
}

// step returns what it costs to go along an arc, of which the map says the weight, and
// enter its end, or closed.
func (o *oracle) step(from, to csr.Node, arc uint32) uint64 {
	if arc == csr.Blocked || o.weights[to] == closed {
		return closed
	}
	if lowered, ok := o.streets[[2]csr.Node{from, to}]; ok {
		arc = lowered
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
		step := o.step(e.node, next, arc)
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
		step := o.step(path[i], path[i+1], arc)
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
