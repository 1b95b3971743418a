package dijkstra

import (
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// direction says which way a search goes along the arcs.
type direction int

const (
	forward  direction = iota // from the source: distances from it
	backward                  // from the target: distances to it
)

// tooFar is the distance of nodes that are reached at a cost of more than 32
// bits hold. Sums stop there instead of wrapping round.
const tooFar = math.MaxUint32

// kernel is one search over arcs of one pair of widths, with all the memory it
// needs: Dijkstra's algorithm (1959). The same loop serves both directions,
// because it charges the weight of a node when it leaves the node:
//
//   - backward from target t, label(v) is the cost from v to t: an arc (v, u)
//     costs its own weight and that of u, which the search is leaving. That is
//     the distance itself.
//   - forward from source s, label(v) is the cost from s up to v, without v's
//     own weight. Leaving s costs nothing, and the distance is label(v) plus the
//     weight of v.
//
// Charging on leaving also means that a node's weight is read once, when it is
// settled, and not once an arc.
type kernel[O, T layout.Width] struct {
	graph      *layout.Graph // whose arrays the rest views: what reads them keeps it alive
	sides      [2]side[O, T] // arcs as stored for forward, turned round for backward
	nodeWeight layout.Column
	queue      *queue.Heap
	labels     []uint32 // of nodes that the queue has reached
	goals      []bool   // that the search still has to settle; all false between searches

	dir  direction // of the last search
	root csr.Node
	ties
}

// side is the arcs that one direction walks along.
type side[O, T layout.Width] struct {
	offsets   []O
	targets   []T
	arcWeight layout.Column
}

// newKernel returns a kernel of the widths of rows.
func newKernel[O, T layout.Width](g *layout.Graph, rows *layout.CSR[O, T]) *kernel[O, T] {
	reverse := g.Reverse()
	back := reverse.Out.(*layout.CSR[O, T]) // of the same widths: there are as many nodes and arcs
	return &kernel[O, T]{
		graph: g,
		sides: [2]side[O, T]{
			forward:  {rows.Offsets, rows.Targets, g.ArcWeights},
			backward: {back.Offsets, back.Targets, reverse.ArcWeights},
		},
		nodeWeight: g.NodeWeights,
		queue:      queue.NewHeap(g.Nodes),
		labels:     make([]uint32, g.Nodes),
		goals:      make([]bool, g.Nodes),
	}
}

// search settles nodes from root on, nearest first, until all goals are
// settled, or all that can be reached if there is no goal. It then goes on to
// settle every other node with the label of the last goal: all nodes up to that
// label are settled, however ties fell, so what is derived from their labels
// does not depend on the order of the queue.
func (k *kernel[O, T]) search(dir direction, root csr.Node, goals []csr.Node) {
	k.begin(dir, root)
	open := k.mark(goals)
	limit := uint32(math.MaxUint32)
	for {
		v, label, ok := k.queue.Pop()
		if !ok || label > limit {
			break
		}
		if k.goals[v] {
			k.goals[v] = false
			if open--; open == 0 {
				limit = label
			}
		}
		if cost := k.leaving(v); cost != csr.Blocked {
			k.relax(v, uint64(label)+uint64(cost))
		}
	}
	for _, v := range goals { // those that cannot be reached are still marked
		k.goals[v] = false
	}
	runtime.KeepAlive(k.graph)
}

func (k *kernel[O, T]) begin(dir direction, root csr.Node) {
	k.queue.Reset()
	k.dir, k.root = dir, root
	k.labels[root] = 0
	k.queue.Push(root, 0)
}

// mark marks the goals and returns how many different ones there are.
func (k *kernel[O, T]) mark(goals []csr.Node) (open int) {
	for _, v := range goals {
		if !k.goals[v] {
			k.goals[v] = true
			open++
		}
	}
	return open
}

// leaving returns what it costs to leave v: its weight, which is Blocked where
// no path may have entered it; or nothing at the source, which no path enters.
func (k *kernel[O, T]) leaving(v csr.Node) uint32 {
	if v == k.root && k.dir == forward {
		return 0
	}
	return k.nodeWeight.At(int(v))
}

// relax offers the arcs of a settled node to the nodes they lead to; base is
// the cost up to and with leaving the node. This is the one relaxation loop.
func (k *kernel[O, T]) relax(v csr.Node, base uint64) {
	s := &k.sides[k.dir]
	lo, hi := s.offsets[v], s.offsets[v+1]
	for a, to := range s.targets[lo:hi] {
		u, weight := csr.Node(to), s.arcWeight.At(int(lo)+a)
		label := base + uint64(weight)
		if label >= tooFar {
			if weight == csr.Blocked {
				continue
			}
			label = tooFar
		}
		switch {
		case !k.queue.Reached(u):
			k.labels[u] = uint32(label)
			k.queue.Push(u, uint32(label))
		case uint32(label) < k.labels[u]:
			k.labels[u] = uint32(label)
			k.queue.Decrease(u, uint32(label))
		}
	}
}

// distance returns the distance between root and v that the last search found,
// and whether there is a path; a distance of tooFar or more does not fit.
func (k *kernel[O, T]) distance(v csr.Node) (d uint64, ok bool) {
	if !k.queue.Reached(v) {
		return 0, false
	}
	d = uint64(k.labels[v])
	if k.dir == backward || v == k.root {
		return d, true
	}
	weight := k.nodeWeight.At(int(v))
	runtime.KeepAlive(k.graph)
	return d + uint64(weight), weight != csr.Blocked
}

func (k *kernel[O, T]) setNodeWeights(c layout.Column) { k.nodeWeight = c }
