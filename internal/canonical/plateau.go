package canonical

import "iter"

// direction is the way that a search follows arcs.
type direction int

const (
	forward  direction = iota // from a node to the ends of its arcs
	backward                  // from a node to the nodes with an arc to it
)

// freeArcs yields the arcs of cost 0 of the nodes in order, from index first on, each as
// the node in order and its neighbour. The loop appends the neighbours that it wants to
// order, which makes it a breadth-first search of a plateau: of nodes at the same
// distance that such arcs connect.
func (r *rule[O, T]) freeArcs(d direction, first int) iter.Seq2[uint32, uint32] {
	return func(yield func(v, neighbour uint32) bool) {
		adjacency, weights := r.out, r.Out
		if d == backward {
			adjacency, weights = r.in, r.In
		}
		for i := first; i < len(r.order); i++ {
			v := r.order[i]
			lo, hi := adjacency.Row(v)
			for a := lo; a < hi; a++ {
				u := uint32(adjacency.Targets[a])
				entered := u
				if d == backward {
					entered = v
				}
				if sum(weights.At(a), r.Nodes.At(int(entered))) == 0 && !yield(v, u) {
					return
				}
			}
		}
	}
}
