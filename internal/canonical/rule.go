// Package canonical picks one of several shortest paths: it is the rule for ties that the
// documentation of package dijkstra states. The rule uses distances alone, so the path
// does not depend on the order of a search.
//
// An arc is tight if it costs the difference between the distances of its ends to the
// target. From each node the path takes the tight arc of positive cost that leads to the
// smallest node number. If all tight arcs of a node cost 0, the path crosses the plateau
// of nodes at the same distance: by as few arcs as lead to the target or to a node with a
// tight arc of positive cost, smallest node numbers first.
//
// Two things follow. Any search that knows the distances to a target finds the canonical
// path step by step. And parts of canonical paths are canonical: if a path through x
// began in another way, the canonical path up to x could replace that beginning, and
// would be preferred at the node where the two part. So all canonical paths from one
// source form a tree.
//
// Each file applies the rule in one way: walker.go to one path, tree.go to all paths from
// some sources, steps.go to all paths to some targets, and repair.go to these after weights
// have changed. All of them cross plateaus by the search of plateau.go.
package canonical

import (
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// Inf is the distance of a node that no path leads from.
const Inf uint64 = math.MaxUint64

// blocked is the cost of an arc that is blocked or enters a blocked node: above any other.
const blocked = 1 << 33

// Weights holds the weights that the cost of a path adds up.
type Weights struct {
	Nodes layout.Column // of the nodes that it enters
	Out   layout.Column // of the arcs, in the order of the nodes that they leave
	In    layout.Column // of the same arcs, in the order of the nodes that they enter: for Stepper only
}

// Rule applies the rule to one graph. It is not safe for concurrent use; once warm
// it allocates nothing. Its memory is made when it is first needed.
type Rule interface {
	// SetWeights sets the weights of the calls that follow.
	SetWeights(w Weights)
	Walker
	Tree
	Stepper
}

// New returns the Rule of a graph. out holds its arcs and in the reverse arcs; in may be
// nil if Stepper is not used.
func New(out, in layout.Rows) Rule {
	switch out := out.(type) {
	case *layout.CSR[uint16, uint16]:
		return newRule(out, in)
	case *layout.CSR[uint32, uint16]:
		return newRule(out, in)
	case *layout.CSR[uint16, uint32]:
		return newRule(out, in)
	case *layout.CSR[uint32, uint32]:
		return newRule(out, in)
	}
	panic("canonical: adjacency of unknown widths") // there are these four
}

// rule is a Rule over adjacency in its stored widths.
type rule[O, T layout.Width] struct {
	out, in *layout.CSR[O, T]
	Weights
	crossing []uint32 // by node: its parent on the plateau that a walk crosses, or None
	order    []uint32 // nodes of plateaus, each breadth-first
	tree
	repairs
}

func newRule[O, T layout.Width](out *layout.CSR[O, T], in layout.Rows) *rule[O, T] {
	r := &rule[O, T]{out: out}
	r.in, _ = in.(*layout.CSR[O, T]) // it has as many nodes and arcs, hence the same widths
	return r
}

func (r *rule[O, T]) SetWeights(w Weights) { r.Weights = w }

// cost returns the cost of arc a, which leads to u, or blocked.
func (r *rule[O, T]) cost(a int, u uint32) uint64 { return sum(r.Out.At(a), r.Nodes.At(int(u))) }

// sum adds the weights of an arc and of the node that it enters.
func sum(arc, node uint32) uint64 {
	if arc == layout.Blocked || node == layout.Blocked {
		return blocked
	}
	return uint64(arc) + uint64(node)
}
