// Package canonical is the rule for ties, which the documentation of package
// dijkstra states: of several shortest paths it names one, by distances alone,
// never by the order of a search.
//
// Call an arc tight if it costs the difference between the distances of its ends
// to the target. From each node the path takes the tight arc of positive cost
// that leads to the smallest number. Where all tight arcs cost nothing, it crosses
// the plateau of nodes at the same distance by as few arcs as lead to a node with
// a tight arc of positive cost, or to the target, smallest numbers first.
//
// Two things follow. Any search that knows the distances to a target finds the
// canonical path step by step. And parts of canonical paths are canonical: if a
// path through x had another beginning, the canonical one up to x could be put in
// its place, and would be preferred at the node where the two part. So all
// canonical paths from one source form a tree.
//
// The package applies the rule in four ways, a file each: walker.go to one path,
// tree.go to all paths from some sources, steps.go to all paths to one target, and
// repair.go to those after weights have changed.
package canonical

import (
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// Inf is the distance of a node that no path leads from.
const Inf uint64 = math.MaxUint64

// closed is the cost of a blocked arc: above any other.
const closed = 1 << 33

// Weights is what the cost of a path adds up.
type Weights struct {
	Nodes layout.Column // of the nodes that it enters
	Out   layout.Column // of the arcs as they leave their nodes
	In    layout.Column // of the same arcs turned round: for steps and their repair only
}

// Rule applies the rule to one graph. It is not safe for concurrent use; once warm
// it allocates nothing. Its memory is made when it is first needed.
type Rule interface {
	// Weigh sets the weights of the calls that follow.
	Weigh(w Weights)
	Walker
	Tree
	Stepper
}

// New returns the Rule of a graph: out is its arcs, and in the same arcs turned
// round, or nil for a Rule that is asked for no steps.
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
	crossing map[uint32]uint32 // by node of the plateau that a walk crosses: its parent
	order    []uint32          // nodes of plateaus, each breadth-first
	tree
	repairs
}

func newRule[O, T layout.Width](out *layout.CSR[O, T], in layout.Rows) *rule[O, T] {
	r := &rule[O, T]{out: out}
	r.in, _ = in.(*layout.CSR[O, T]) // of the same widths: it has as many nodes and arcs
	return r
}

func (r *rule[O, T]) Weigh(w Weights) { r.Weights = w }

// row returns where the arcs of v begin and end.
func (r *rule[O, T]) row(v uint32) (lo, hi int) {
	return int(r.out.Offsets[v]), int(r.out.Offsets[int(v)+1])
}

// into returns where the arcs that lead to u begin and end, turned round.
func (r *rule[O, T]) into(u uint32) (lo, hi int) {
	return int(r.in.Offsets[u]), int(r.in.Offsets[int(u)+1])
}

// cost returns what it takes to go along arc a to u, or closed.
func (r *rule[O, T]) cost(a int, u uint32) uint64 { return sum(r.Out.At(a), r.Nodes.At(int(u))) }

// sum adds the weights of an arc and of the node that it enters.
func sum(arc, node uint32) uint64 {
	if arc == layout.Blocked || node == layout.Blocked {
		return closed
	}
	return uint64(arc) + uint64(node)
}
