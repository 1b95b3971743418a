package roundtrip

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
	"github.com/veltrix/cairn/internal/queue"
)

// penalty is how many times what it costs a street is taken to cost that was walked before.
const penalty = 4

// tree has ways between its root and other nodes, one for each, that avoid streets that were
// walked before: shortest paths where these cost more.
type tree struct {
	queue   queue.Heap // what a way is taken to cost, above its node
	reached network.Marks
	settled network.Marks
	order   []csr.Node // the settled nodes
	nodes   []branch   // by node
}

// branch is the way of a node.
type branch struct {
	taken    uint32   // what it is taken to cost
	next     csr.Node // towards the root, which is its own
	street   uint32   // of the step there
	length   uint64   // what it costs, and the way before the root
	repeated uint64   // the part of it that was walked before
}

// grow makes the tree that of a root, given by its branch, along the steps of s. A node is in it
// whose way is so short that, with what is left to go from there at least, it costs no more than
// most.
func (t *tree) grow(s *side, root branch, walked *network.Marks, left []uint32, most uint64) {
	n := len(left)
	t.reached.Reset(n)
	t.settled.Reset(n)
	t.queue.Reset()
	t.queue.Reserve(len(s.Ends))
	t.order = slices.Grow(t.order[:0], n)
	t.nodes = slices.Grow(t.nodes[:0], n)[:n]
	t.reach(root.next, root)
	for t.queue.Min() != queue.Empty {
		v := csr.Node(t.queue.Pop())
		if t.settled.Has(v) {
			continue
		}
		t.settled.Add(v)
		t.order = append(t.order, v)
		for a := s.First[v]; a < s.First[v+1]; a++ {
			u, b := s.Ends[a], t.step(s, v, a, walked)
			if left[u] != dijkstra.Unreachable && b.length+uint64(left[u]) <= most {
				t.reach(u, b)
			}
		}
	}
}

// rootLength returns what the way before the root costs.
func (t *tree) rootLength() uint64 { return t.nodes[t.order[0]].length }

// step returns the way of the node that step a of a node leads to.
func (t *tree) step(s *side, v csr.Node, a uint32, walked *network.Marks) branch {
	b, cost := t.nodes[v], s.Costs[a]
	b.next, b.street = v, s.street[a]
	b.length += cost
	if walked.Has(b.street) {
		b.repeated += cost
		cost *= penalty
	}
	b.taken = uint32(min(uint64(b.taken)+cost, uint64(dijkstra.Unreachable)))
	return b
}

// reach gives a node a way, if it is better than the one it has.
func (t *tree) reach(v csr.Node, b branch) {
	if b.taken == dijkstra.Unreachable || t.reached.Has(v) && t.nodes[v].taken <= b.taken {
		return
	}
	t.reached.Add(v)
	t.nodes[v] = b
	t.queue.Push(uint64(b.taken)<<32 | uint64(v))
}

// appendFrom appends the way from the root to a node, both included.
func (t *tree) appendFrom(dst []csr.Node, v csr.Node) []csr.Node {
	start := len(dst)
	dst = t.appendTo(append(dst, v), v)
	slices.Reverse(dst[start:])
	return dst
}

// appendTo appends the way from a node to the root, without the node.
func (t *tree) appendTo(dst []csr.Node, v csr.Node) []csr.Node {
	for t.nodes[v].next != v {
		v = t.nodes[v].next
		dst = append(dst, v)
	}
	return dst
}
