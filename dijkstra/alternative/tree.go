package alternative

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// tree has shortest paths between its root and the nodes that may lie on a way: one path
// for each node. It is grown from distances, along steps that cost the difference between
// those of their ends, so that it is the same whatever found the distances.
type tree struct {
	next   []csr.Node // by node: towards the root, which is its own; none: not in the tree
	order  []csr.Node // the nodes in the tree, each behind its next
	shared []uint64   // by node: the cost of the part of its path on the best way
}

// reset makes the tree empty, for a graph of n nodes.
func (t *tree) reset(n int) {
	for _, v := range t.order {
		t.next[v] = none
	}
	t.order = t.order[:0]
	if len(t.next) != n {
		*t = tree{next: make([]csr.Node, n), order: make([]csr.Node, 0, n), shared: make([]uint64, n)}
		for v := range t.next {
			t.next[v] = none
		}
	}
}

// grow adds the nodes on ways of at most some cost. The steps s lead away from the root,
// near has the distances to the root, and far those to the other end.
func (t *tree) grow(s *steps, near, far []uint32, most uint64) {
	for i := 0; i < len(t.order); i++ {
		u := t.order[i]
		for a := s.first[u]; a < s.first[u+1]; a++ {
			v := s.ends[a]
			if t.next[v] == none && uint64(near[u])+s.costs[a] == uint64(near[v]) && within(near[v], far[v], most) {
				t.add(v, u, t.shared[u])
			}
		}
	}
}

// within tells whether a way through a node costs at most so much.
func within(near, far uint32, most uint64) bool {
	return near != dijkstra.Unreachable && far != dijkstra.Unreachable && uint64(near)+uint64(far) <= most
}

// add adds a node whose path begins with a step to another.
func (t *tree) add(v, next csr.Node, shared uint64) {
	t.next[v], t.shared[v] = next, shared
	t.order = append(t.order, v)
}
