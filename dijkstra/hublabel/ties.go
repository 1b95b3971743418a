package hublabel

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// tieBreaker finds the canonical one of several shortest paths from a hub down to a node. Up to
// the last node but one it is the canonical path to there. So the paths over the nodes that may
// be that one are traced back until they meet. The canonical one goes on from there to the
// smaller node.
type tieBreaker[E entry] struct {
	*hopMaker[E]
	depth uint32 // of the hub, in the block
	hops  []hop  // at that depth
}

// Two paths are traced back farthest steps together, enough for most. Ties are broken if they
// are at fewTies nodes or one in mostTies at the most: where all paths tie it would take
// milliseconds.
const (
	farthest = 64
	fewTies  = 64
	mostTies = 8
)

// breakTies writes the way down at some nodes, the nearest to the hub first, since the others
// need it.
func (t *tieBreaker[E]) breakTies(nodes []csr.Node) {
	slices.SortFunc(nodes, func(v, u csr.Node) int { return cmp.Compare(t.left(v), t.left(u)) })
	for _, v := range nodes {
		t.hops[v] = hopOf(t.hops[v].up(), t.lastStep(v))
	}
}

// left returns what is left from a node to the hub.
func (t *tieBreaker[E]) left(v csr.Node) uint32 { return uint32(t.entries[t.rows[v]+t.depth]) }

// lastStep returns the place of the step at a node that is the last one, backwards, on the
// canonical path down from the hub to the node, or unknown.
func (t *tieBreaker[E]) lastStep(v csr.Node) (place uint32) {
	lo, hi := t.first[v], t.first[v+1]
	best := hi
	for s := lo; s < hi; s++ {
		switch {
		case !t.isTight(v, s):
		case best == hi:
			best = s
		default:
			before, ok := t.before(t.all[s].node, t.all[best].node, v)
			if !ok {
				return unknown
			}
			if before {
				best = s
			}
		}
	}
	return best - lo
}

// isTight tells whether a step at a node is tight.
func (t *tieBreaker[E]) isTight(v csr.Node, step uint32) bool {
	to := t.all[step].node
	return t.rows[to] != absent && uint64(t.left(to))+uint64(t.costs[step]) == uint64(t.left(v))
}

// before tells whether the canonical path to v over a comes before that over b. ok is false if
// that cannot be told.
func (t *tieBreaker[E]) before(a, b, v csr.Node) (before, ok bool) {
	afterA, afterB := v, v
	swapped := false
	for range farthest {
		if a == b {
			return afterA < afterB != swapped, true
		}
		if t.left(a) < t.left(b) {
			a, b, afterB, swapped = b, a, afterA, !swapped
		}
		place := t.hops[a].down()
		if place == unknown {
			return false, false
		}
		a, afterA = t.all[t.first[a]+place].node, a
	}
	return false, false
}
