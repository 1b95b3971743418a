package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// weights is what a search adds up.
type weights struct {
	nodes layout.Column    // of all nodes
	all   [2]layout.Column // of all arcs, by direction
	core  layout.Column    // of the nodes that are searched: junctions, or all
	arcs  [2]layout.Column // of the arcs between those, by direction
	steps [2][]uint32      // within chains, by way
	most  uint64           // no path that passes each node once costs more
	step  uint64           // no arc and the node it leads to cost more
	shift uint32           // of the buckets that suit them: see bucketShift
}

// overlayWeights turns an overlay into the weights that the engine reads. A whole array
// with many changes is read where it lies: such an overlay is dense. Few changes are
// written into scratch arrays, made at the first of them, and taken out again when the
// overlay is changed or exchanged. The core follows when a search starts, which is not
// for every query where there is an index.
type overlayWeights struct {
	g            *csr.CSRGraph
	chains       *chain.Chains
	overlay      *csr.Overlay // nil: the graph's own weights
	generation   uint64       // of the overlay that active stands for
	state        state        // of active
	rebased      bool         // the overlay is a whole array that was compared with other weights than base
	base, active weights
	raised       int  // how many weights are above those of base, once classified
	lowers       bool // one is below, once classified
	addedUp      bool // active.most and active.step are those of a dense overlay

	scratch      weights      // base but for what is patched
	patchedNodes []csr.Node   // the nodes in scratch that are not as in base
	patchedArcs  []uint32     // the arcs that are not, forward
	isHead       []bool       // by node: one of these leads there
	arcsStale    bool         // the rest of scratch has yet to follow these: see spreadArcs
	spread       []patchedArc // those that they follow
	coreStale    bool         // the core has yet to follow these
	coreNodes    []csr.Node   // the patched nodes that it follows one by one, and the ends of patched arcs
	coreIsWhole  bool         // it follows all nodes
}

// state is how much is known of the active weights.
type state uint8

const (
	stale      state = iota // they are of another overlay
	installed               // they stand for the overlay at its generation
	classified              // and it is known how they compare with base
)

func newOverlayWeights(g *csr.CSRGraph, chains *chain.Chains) overlayWeights {
	l := g.Layout()
	p := overlayWeights{g: g, chains: chains, base: weights{
		nodes: l.NodeWeights, all: [2]layout.Column{l.ArcWeights, l.Reverse().ArcWeights},
		most: uint64(l.Nodes)*uint64(l.ArcWeights.Largest()) + l.NodeWeights.Sum(l.Nodes),
		step: uint64(l.ArcWeights.Largest()) + uint64(l.NodeWeights.Largest()),
	}}
	p.base.core, p.base.arcs = p.base.nodes, p.base.all
	if chains != nil {
		p.base.core, p.base.steps = chains.Core.NodeWeights, chains.Steps
		p.base.arcs = [2]layout.Column{chains.Core.ArcWeights, chains.Core.Reverse().ArcWeights}
	}
	p.base.shift = p.bucketShift(&p.base)
	p.use(nil)
	return p
}

// bucketShift returns the width of buckets for a search that adds up w.
func (p *overlayWeights) bucketShift(w *weights) uint32 {
	l := p.g.Layout()
	if p.chains != nil {
		l = p.chains.Core
	}
	if l.Arcs == 0 {
		return 0
	}
	return bucketShift(w.core, l.Nodes, w.arcs[Forward], l.Arcs)
}

// use makes o the overlay of the queries that follow. Without one, nothing of the last
// is kept but the scratch arrays.
func (p *overlayWeights) use(o *csr.Overlay) {
	p.overlay, p.state = o, stale
	if o == nil {
		p.active, p.state, p.coreStale = p.base, installed, false
	}
}

// current tells whether nothing has changed since refresh.
func (p *overlayWeights) current() bool {
	return p.state != stale && (p.overlay == nil || p.overlay.Generation() == p.generation)
}

// refresh brings active up to date with the overlay, in O(patches), except the core
// where there are chains: see syncCore.
func (p *overlayWeights) refresh() error {
	p.state, p.coreStale = stale, false
	if err := p.g.CheckOrigin(p.overlay.Graph(), "dijkstra: overlay"); err != nil {
		return err
	}
	p.active = p.base
	p.rebased = p.overlay.Weights() != nil && !p.g.Same(p.overlay.Graph())
	array, nodes, arcs := p.dense(), p.sparse(), p.arcs()
	if len(nodes) > 0 || len(arcs) > 0 || array != nil && p.chains != nil {
		p.patch(nodes, arcs)
		p.coreStale = p.chains != nil
		p.install(len(nodes) > 0 || array != nil, len(arcs) > 0)
	}
	if array != nil {
		p.active.nodes = layout.Column{Values: array}
		if p.chains == nil {
			p.active.core = p.active.nodes
		}
	}
	if p.chains == nil {
		p.fitBuckets()
	}
	p.generation, p.state, p.addedUp = p.overlay.Generation(), installed, false
	return nil
}

// install makes scratch what active stands for, as far as it differs from base.
func (p *overlayWeights) install(nodes, arcs bool) {
	if p.chains != nil {
		p.active.arcs = p.scratch.arcs
	} else if arcs {
		p.active.arcs = p.scratch.all
	}
	if nodes {
		p.active.nodes, p.active.core = p.scratch.nodes, p.scratch.core
	}
	if arcs {
		p.active.all, p.active.steps = p.scratch.all, p.scratch.steps
	}
}

// syncCore has the core follow the nodes and the steps of active, after spreadArcs: in
// O(patches) times the length of a chain, or O(nodes) if there are many or the overlay is dense,
// or that was so when it followed last. Otherwise it follows what patches then and now change.
func (p *overlayWeights) syncCore() {
	if !p.coreStale {
		return
	}
	p.coreStale = false
	steps := p.isMany(len(p.spread))
	whole := steps || p.dense() != nil || p.isMany(len(p.patchedNodes))
	if whole || p.coreIsWhole {
		p.rebuildCore(steps)
	} else {
		p.updateCore()
	}
	p.coreIsWhole, p.coreNodes = whole, p.coreNodes[:0]
	if !whole {
		p.coreNodes = append(p.coreNodes, p.patchedNodes...)
	}
	if !steps {
		for _, a := range p.spread {
			p.coreNodes = append(p.coreNodes, a.from, a.to)
		}
	}
	p.updateCore()
	p.fitBuckets()
}

// isMany tells whether so many patches are better followed together than one by one.
func (p *overlayWeights) isMany(patches int) bool {
	const share, fewest = 16, 8 // one in so many nodes
	return patches > max(p.g.NumNodes()/share, fewest)
}

// fitBuckets gives buckets the width that suits the active weights, if many may be others
// than those of base.
func (p *overlayWeights) fitBuckets() {
	if p.dense() != nil || p.isMany(len(p.patchedNodes)+len(p.patchedArcs)) {
		p.active.shift = p.bucketShift(&p.active)
	}
}

// updateCore has the core follow coreNodes. Those of one chain mostly follow one another.
func (p *overlayWeights) updateCore() {
	last := uint32(layout.None)
	for _, v := range p.coreNodes {
		core, slot, junction := p.chains.Place(v)
		if junction {
			p.scratch.core.Values[core] = p.active.nodes.At(int(v))
		} else if q := p.chains.Of[slot]; q != last {
			p.updateChain(p.chains.List[q])
			last = q
		}
	}
}

// rebuildCore has all of the core follow the nodes, and steps if many are patched.
func (p *overlayWeights) rebuildCore(steps bool) {
	for i, v := range p.chains.Junctions {
		p.scratch.core.Values[i] = p.active.nodes.At(int(v))
	}
	if !steps {
		p.chains.SetCosts(p.active.nodes, p.scratch.arcs[Forward].Values, p.scratch.arcs[Backward].Values)
		return
	}
	for _, q := range p.chains.List {
		p.updateChain(q)
	}
}

// updateChain writes what a chain costs now.
func (p *overlayWeights) updateChain(q chain.Chain) {
	cost := p.chains.Costs(q, p.active.nodes, p.scratch.steps)
	p.chains.SetCost(q, cost, p.scratch.arcs[Forward].Values, p.scratch.arcs[Backward].Values)
}

// classify compares the active weights with base, once a change: in O(patches), or
// at most O(nodes) for a dense overlay. Of that it counts no more than most of the raised weights,
// and none behind the first that is lowered.
func (p *overlayWeights) classify(most int) {
	if p.state == classified {
		return
	}
	p.state, p.raised, p.lowers = classified, 0, false
	for _, patch := range p.arcs() {
		p.compare(patch.Weight, p.base.all[Forward].At(int(patch.Arc)))
	}
	for _, patch := range p.sparse() {
		p.compare(patch.Weight, p.base.nodes.At(int(patch.Node)))
	}
	for v, w := range p.dense() {
		if p.compare(w, p.base.nodes.At(v)); p.lowers || p.raised > most {
			return
		}
	}
}

// addUp finds what paths under a dense overlay cost at most, once a change.
func (p *overlayWeights) addUp() {
	if !p.addedUp {
		p.addedUp = true
		p.active.most += p.active.nodes.Sum(p.g.NumNodes())
		p.active.step += uint64(p.active.nodes.Largest())
	}
}

// compare takes in one weight.
func (p *overlayWeights) compare(active, base uint32) {
	if active > base {
		p.raised++
	}
	p.lowers = p.lowers || active < base
}

// sparse returns the changes of nodes of the overlay, unless it is dense.
func (p *overlayWeights) sparse() []csr.Patch {
	if p.overlay == nil || p.rebased {
		return nil
	}
	list, _ := p.overlay.Changes()
	return list
}

// dense returns the whole array of an overlay that changes many nodes, or that was not
// compared with base; otherwise nil.
func (p *overlayWeights) dense() []uint32 {
	if p.overlay == nil {
		return nil
	}
	if _, sparse := p.overlay.Changes(); sparse && !p.rebased {
		return nil
	}
	return p.overlay.Weights()
}

// arcs returns the changes of arcs of the overlay.
func (p *overlayWeights) arcs() []csr.ArcPatch {
	if p.overlay == nil {
		return nil
	}
	return p.overlay.ArcPatches()
}

// Use sets the overlay of the queries that follow; nil: none.
func (e *Engine) Use(o *csr.Overlay) { e.weights.use(o) }

// Overlay returns the overlay in use, or nil.
func (e *Engine) Overlay() *csr.Overlay { return e.weights.overlay }

// Current tells whether the overlay is as it was when Prepare was called last.
func (e *Engine) Current() bool { return e.weights.current() }

// Prepare gets ready for a query: the weights become those of the overlay as it is
// now. The error wraps csr.ErrWrongGraph.
func (e *Engine) Prepare() error {
	e.known = false
	if e.weights.current() {
		return nil
	}
	return e.weights.refresh()
}

// MayOverflow tells whether a path can cost too much for 32 bits.
func (e *Engine) MayOverflow() bool {
	if e.weights.dense() != nil {
		e.weights.addUp()
	}
	return e.weights.active.most >= layout.Unreachable
}

// Raised returns how many weights are above the graph's own, and whether none is
// below. That takes O(patches) after a change, or at most O(nodes) for a dense overlay, whose
// raised weights are counted up to MaxRaised and one, or up to the first that is below.
func (e *Engine) Raised() (n int, only bool) {
	e.weights.classify(e.MaxRaised)
	return e.weights.raised, !e.weights.lowers
}

// Unchanged tells whether all weights are the graph's own.
func (e *Engine) Unchanged() bool {
	return !e.IsDense() && len(e.Sparse())+len(e.ArcPatches()) == 0
}

// IsDense tells whether the overlay is a whole array of which it is not known that it
// changes few nodes.
func (e *Engine) IsDense() bool { return e.weights.dense() != nil }

// Sparse returns the changes of nodes of the overlay, unless it is dense, and ArcPatches
// those of arcs, both in ascending order.
func (e *Engine) Sparse() []csr.Patch { return e.weights.sparse() }

// ArcPatches returns the changes of arcs of the overlay.
func (e *Engine) ArcPatches() []csr.ArcPatch { return e.weights.arcs() }

// NodeWeights returns the weights of all nodes that are in use, and BaseNodeWeights
// the graph's own.
func (e *Engine) NodeWeights() layout.Column { return e.weights.active.nodes }

// BaseNodeWeights returns the graph's own weights of nodes.
func (e *Engine) BaseNodeWeights() layout.Column { return e.weights.base.nodes }

// ArcWeights returns the weights of all arcs in one direction that are in use.
func (e *Engine) ArcWeights(dir Direction) layout.Column {
	if dir == Backward {
		e.weights.spreadArcs()
	}
	return e.weights.active.all[dir]
}

// BaseArcWeights returns the graph's own weights of arcs, forward.
func (e *Engine) BaseArcWeights() layout.Column { return e.weights.base.all[Forward] }

// PersonalNodes returns the weights of all nodes if they are not the graph's own, and
// PersonalArcs those of all arcs, forward; otherwise nil.
func (e *Engine) PersonalNodes() []uint32 {
	return personal(e.weights.active.nodes, e.weights.base.nodes)
}

// PersonalArcs is PersonalNodes for arcs.
func (e *Engine) PersonalArcs() []uint32 {
	return personal(e.weights.active.all[Forward], e.weights.base.all[Forward])
}

// personal returns the values of a column that is not that of the graph.
func personal(c, base layout.Column) []uint32 {
	if c.Same(base) {
		return nil
	}
	return c.Values
}
