package dijkstra

import (
	"slices"

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

// Costs works out the costs of a Customizer under the weights of one user at a time. They lie in
// memory of the caller's.
type Costs interface {
	// Size returns how many numbers the costs take, if they are those of other weights of arcs,
	// or if they are not.
	Size(arcs bool) int
	// Customize works out the costs for other weights of all nodes and of all arcs, and uses
	// them; nil is those of the graph of the index. Memory has the Size of these costs. The arrays
	// are not kept. ok is false if a path might cost too much; then nothing else may be asked.
	Customize(memory, nodes, arcs []uint32) (ok bool)
	// Use makes costs that Customize left in memory, of this index, those that are asked about.
	Use(costs []uint32)
	// Toward makes a node the target of the distances that are asked for next, and To
	// returns the distance of a node to it, or math.MaxUint64 if there is no path.
	Toward(target csr.Node)
	To(v csr.Node) uint64
}

// Costs are worked out at once for an overlay under which a search has little use of the index,
// if overlays are asked about often enough. Otherwise they are when searches under it have taken
// about as long: so neither an overlay that is asked about once, nor one that is asked about ten
// times, takes longer than by searches alone.
const (
	large   = 16  // more than one in so many weights are patched
	enough  = 8   // A* searches have settled more than one in so many nodes
	plenty  = 3   // searches from both ends have
	fewest  = 128 // the least number at which any of these counts
	repeats = 6   // questions that pay for costs
)

// customized is how a Solver has costs worked out.
type customized struct {
	customizer Customizer // nil: there is none, or customising takes too long
	costs      Costs      // nil before they are first needed
	own        KeptCosts  // where the host keeps none
	kept       *KeptCosts // the host's
	now        *KeptCosts // of the overlay in use; nil if it changes nothing
	usual      int        // about how many questions overlays were asked
}

// uses makes an index the one that is customised, if it can be.
func (c *customized) uses(x Index) {
	c.customizer, _ = x.(Customizer)
	c.usual = repeats
}

// follow finds what is known of the overlay in use.
func (c *customized) follow(o *csr.Overlay) {
	if c.now = nil; c.customizer == nil || o == nil {
		return
	}
	if c.now = &c.own; c.kept != nil {
		c.now = c.kept
	}
	k, of := c.now, weighing{c.customizer, stampOf(o)}
	if k.of != of {
		if k.asked > 0 {
			c.usual = (c.usual + k.asked + 1) / 2
		}
		*k = KeptCosts{memory: k.memory, of: of}
	}
	k.asked++
}

// searched notes how many nodes were settled for a question about the overlay in use.
func (c *customized) searched(settled int) {
	if c.now != nil {
		c.now.settled += settled
	}
}

// by tells whether there are costs of the overlay in use, and works them out if that pays.
func (c *customized) by(s *Solver) bool {
	c.follow(s.engine.Overlay())
	k := c.now
	if k == nil {
		return false
	}
	if !k.tried && c.pays(s, k) {
		k.tried, k.ok = true, c.allocate() && c.customize(k, s.engine)
	}
	if !k.ok || !c.allocate() {
		return false
	}
	c.costs.Use(k.memory) // which another Solver may have changed since
	return true
}

// pays tells whether costs of the overlay in use are to be worked out now.
func (c *customized) pays(s *Solver, k *KeptCosts) bool {
	n := s.g.NumNodes()
	if s.hasUse(max(n/large, fewest)) {
		return k.settled > max(n/enough, fewest)
	}
	return k == c.kept || c.usual >= repeats || k.settled > max(n/plenty, fewest)
}

// hasUse tells whether a search has much use of the index, if the overlay has at most so many
// patches: more would have to be taken in first.
func (s *Solver) hasUse(most int) bool {
	e := s.engine
	return !e.IsDense() && len(e.Sparse())+len(e.ArcPatches()) <= most &&
		s.guide.lowered.list(e, s.guide.atMost(mostPassages))
}

// allocate makes what works out the costs.
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

// customize works out the costs of the overlay in use in the memory of k. If they do not fit,
// there are none.
func (c *customized) customize(k *KeptCosts, e *search.Engine) (ok bool) {
	arcs := e.PersonalArcs()
	size := c.costs.Size(arcs != nil)
	if k == &c.own {
		k.memory = slices.Grow(k.memory[:0], size)[:size]
	}
	return len(k.memory) >= size && c.costs.Customize(k.memory, e.PersonalNodes(), arcs)
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
