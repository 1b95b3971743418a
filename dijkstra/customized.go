package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/canonical"
)

// Customizer is an Index whose costs a Solver can have worked out for an overlay, where the
// index as it is tells too little.
type Customizer interface {
	Index
	// Costs returns memory for the costs of one overlay at a time, or nil if working them out
	// takes longer than some searches do. It is called when such costs are first needed.
	Costs() (Costs, error)
}

// Costs is the costs of a Customizer under the weights of one user at a time.
type Costs interface {
	// Customize works the costs out for other weights of all nodes and of all arcs; nil is
	// those of the graph of the index. The arrays are read until the next call. ok is false if
	// a path might cost too much; then nothing else may be asked.
	Customize(nodes, arcs []uint32) (ok bool)
	// Toward makes a node the target of the distances that are asked for next, and To
	// returns the distance of a node to it, or math.MaxUint64 if there is no path.
	Toward(target csr.Node)
	To(v csr.Node) uint64
}

// Costs are worked out at once for a large overlay: a search would have to take it in first,
// which takes as long. Otherwise they are when searches under the overlay have taken about as
// long, so that one that is asked about ten times costs no more.
const (
	large  = 16  // more than one in so many weights are patched
	enough = 8   // searches have settled more than one in so many nodes
	fewest = 128 // the least number at which either begins
)

// customized is the costs of a Customizer, and what they are of.
type customized struct {
	customizer Customizer // nil: there is none, or customising takes too long
	costs      Costs      // nil before they are first needed
	of         stamp
	settled    int  // by searches under the overlay of that
	tried      bool // the costs are those of the overlay, if they are ok
	ok         bool
}

// uses makes an index the one that is customised, if it can be.
func (c *customized) uses(x Index) { c.customizer, _ = x.(Customizer) }

// follow forgets what was of another overlay than that in use.
func (c *customized) follow(o *csr.Overlay) {
	if now := stampOf(o); c.of != now {
		c.of, c.settled, c.tried, c.ok = now, 0, false, false
	}
}

// by tells whether the costs are those of the overlay in use, and works them out if that
// pays.
func (c *customized) by(e *search.Engine) bool {
	o := e.Overlay()
	if c.customizer == nil || o == nil {
		return false
	}
	c.follow(o)
	if !c.tried && c.pays(e, o.Graph().NumNodes()) {
		c.tried, c.ok = true, c.allocate() && c.costs.Customize(e.PersonalNodes(), e.PersonalArcs())
	}
	return c.ok
}

// pays tells whether costs of the overlay in use are to be worked out now, on a graph of n nodes.
func (c *customized) pays(e *search.Engine, n int) bool {
	patches := len(e.Sparse()) + len(e.ArcPatches())
	return e.IsDense() || patches > max(n/large, fewest) || c.settled > max(n/enough, fewest)
}

// allocate makes the memory for the costs.
func (c *customized) allocate() bool {
	if c.costs == nil {
		costs, err := c.customizer.Costs()
		if costs == nil || err != nil {
			c.customizer = nil
			return false
		}
		c.costs = costs
	}
	return true
}

// askCosts answers for a pair by the costs of the overlay. ok is false if they are damaged.
func (s *Solver) askCosts(from, to csr.Node, wantPath bool) (found search.Found, ok bool) {
	g, costs := &s.guide, s.guide.customized.costs
	costs.Toward(to)
	sum := costs.To(from)
	d := Unreachable
	if sum != canonical.Inf {
		d = uint32(sum)
		if wantPath { // which reads no arcs backward: these are written for searches alone
			s.ties.SetWeights(canonical.Weights{Nodes: s.engine.NodeWeights(), Out: s.engine.ArcWeights(search.Forward)})
			if g.path, _, ok = s.ties.Append(g.path[:0], from, to, sum, costs); !ok {
				return found, false
			}
		}
	}
	g.answered = true
	return search.Found{Distance: d, Bound: d, Done: true}, true
}
