package dijkstra

import "github.com/veltrix/cairn/csr"

// A search never labels a node at a cost that does not fit in 32 bits, so such a
// node looks like one that no path leads to. Which of the two it is, is asked
// only where sums can be that large at all, and then found out by walking along
// all arcs that are open, whatever they cost.

// reach is the nodes that can be reached from some roots.
type reach struct {
	query   uint64   // of the Solver, and
	root    csr.Node // the first root in it, that it holds for
	reached []bool
	queue   []csr.Node
}

// doubt returns an *OverflowError if d is Unreachable but a path of some cost
// connects two nodes after all, from being one of roots.
func (s *Solver) doubt(d uint32, roots []csr.Node, from, to csr.Node) error {
	if d != Unreachable || !s.mayOverflow() {
		return nil
	}
	if s.reach.query != s.queries || s.reach.root != roots[0] {
		s.walk(roots)
		s.reach.query, s.reach.root = s.queries, roots[0]
	}
	if s.reach.reached[to] {
		return &OverflowError{From: from, To: to}
	}
	return nil
}

// mayOverflow tells whether a path can cost too much for 32 bits.
func (s *Solver) mayOverflow() bool { return s.weights.now.most >= uint64(Unreachable) }

// walk finds all that can be reached from roots.
func (s *Solver) walk(roots []csr.Node) {
	r, l := &s.reach, s.g.Layout()
	if r.reached == nil {
		r.reached = make([]bool, l.Nodes)
		r.queue = make([]csr.Node, 0, l.Nodes)
	}
	clear(r.reached)
	r.queue = r.queue[:0]
	r.visit(roots...)
	for i := 0; i < len(r.queue); i++ {
		lo, hi := l.Out.Row(r.queue[i])
		for a := lo; a < hi; a++ {
			if u := l.Out.Target(a); l.ArcWeights.At(a) != csr.Blocked && s.weights.now.nodes.At(int(u)) != csr.Blocked {
				r.visit(u)
			}
		}
	}
}

func (r *reach) visit(nodes ...csr.Node) {
	for _, v := range nodes {
		if !r.reached[v] {
			r.reached[v] = true
			r.queue = append(r.queue, v)
		}
	}
}
