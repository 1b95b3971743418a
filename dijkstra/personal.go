package dijkstra

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
}

// personal turns an overlay into the weights that the engine reads. A whole array
// with many changes is read where it lies. Few are written into arrays of
// the Solver's own, made at the first of them, and taken out again when the
// overlay is changed or exchanged. The core follows when a search starts, which
// is not for every query where there is an index.
type personal struct {
	g          *csr.CSRGraph
	chains     *chain.Chains
	overlay    *csr.Overlay // nil: the graph's own weights
	generation uint64       // of the overlay that now stands for
	fresh      bool         // now stands for overlay at generation
	base, now  weights
	judged     bool // whether raised and lowers tell about now
	raised     int  // how many weights are above those of base
	lowers     bool // one is below

	own     weights    // the Solver's own arrays: base but for what is patched
	patched []csr.Node // the nodes in own that are not as in base
	turned  []uint32   // the arcs that are not
	behind  bool       // the core has yet to follow these
	bent    []csr.Node // the patched nodes that it follows, and the ends of patched arcs
	whole   bool       // it follows a whole array with many changes
}

func newPersonal(g *csr.CSRGraph, chains *chain.Chains) personal {
	l := g.Layout()
	p := personal{g: g, chains: chains, base: weights{
		nodes: l.NodeWeights, all: [2]layout.Column{l.ArcWeights, l.Reverse().ArcWeights},
		most: uint64(l.Nodes)*uint64(l.ArcWeights.Largest()) + l.NodeWeights.Sum(l.Nodes),
	}}
	p.base.core, p.base.arcs = p.base.nodes, p.base.all
	if chains != nil {
		p.base.core, p.base.steps = chains.Core.NodeWeights, chains.Steps
		p.base.arcs = [2]layout.Column{chains.Core.ArcWeights, chains.Core.Reverse().ArcWeights}
	}
	p.now = p.base
	return p
}

// use makes o the overlay of the queries that follow.
func (p *personal) use(o *csr.Overlay) {
	p.overlay, p.fresh = o, false
}

// current tells whether nothing has changed since refresh.
func (p *personal) current() bool {
	return p.fresh && (p.overlay == nil || p.overlay.Generation() == p.generation)
}

// refresh makes now stand for the overlay as it is now, in O(patches), but for the
// core where there are chains: see catchUp.
func (p *personal) refresh() error {
	p.fresh, p.judged, p.behind = false, false, false
	if p.overlay == nil {
		p.now, p.fresh = p.base, true
		return nil
	}
	if err := p.g.CheckSame(p.overlay.Graph(), "dijkstra: overlay"); err != nil {
		return err
	}
	p.now = p.base
	values, nodes, arcs := array(p.overlay), changes(p.overlay), p.overlay.ArcPatches()
	if len(nodes) > 0 || len(arcs) > 0 || values != nil && p.chains != nil {
		p.apply(nodes, arcs)
		p.behind = p.chains != nil
		p.wear(len(nodes) > 0 || values != nil, len(arcs) > 0)
	}
	if values != nil {
		p.now.nodes = layout.Column{Values: values}
		p.now.most += unreached // nobody has looked how large they are
		if p.chains == nil {
			p.now.core = p.now.nodes
		}
	}
	p.generation, p.fresh = p.overlay.Generation(), true
	return nil
}

// apply takes the patches before out of own and writes these.
func (p *personal) apply(nodes []csr.Patch, arcs []csr.ArcPatch) {
	p.make(len(arcs) > 0)
	for _, v := range p.patched {
		p.own.nodes.Values[v] = p.base.nodes.At(int(v))
	}
	for _, arc := range p.turned {
		p.setArc(arc, p.base.all[forward].At(int(arc)))
	}
	p.patched, p.turned = p.patched[:0], p.turned[:0]
	for _, patch := range nodes {
		p.own.nodes.Values[patch.Node] = patch.Weight
		p.patched = append(p.patched, patch.Node)
		p.now.most += uint64(layout.Passable(patch.Weight))
	}
	for _, patch := range arcs {
		p.setArc(patch.Arc, patch.Weight)
		p.turned = append(p.turned, patch.Arc)
		p.now.most += uint64(layout.Passable(patch.Weight))
	}
}

// catchUp has the core follow the nodes and the steps of now, in O(patches) times
// the length of a chain, or O(nodes) for a whole array: all of it if there is one,
// or was when it followed last, and otherwise what patches then and now change.
func (p *personal) catchUp() {
	if !p.behind {
		return
	}
	p.behind = false
	whole := array(p.overlay) != nil
	if whole || p.whole {
		p.cover()
	}
	p.bend()
	p.bent, p.whole = append(p.bent[:0], p.patched...), whole
	for _, arc := range p.turned {
		from, to, _ := p.g.ArcEnds(arc)
		p.bent = append(p.bent, from, to)
	}
	p.bend()
}

// bend has the core follow some nodes.
func (p *personal) bend() {
	for _, v := range p.bent {
		core, slot, junction := p.chains.Place(v)
		if junction {
			p.own.core.Values[core] = p.now.nodes.At(int(v))
		} else {
			p.follow(p.chains.List[p.chains.Of[slot]])
		}
	}
}

// cover has all of the core follow the nodes.
func (p *personal) cover() {
	for i, v := range p.chains.Junctions {
		p.own.core.Values[i] = p.now.nodes.At(int(v))
	}
	for _, q := range p.chains.List {
		p.follow(q)
	}
}

// wear makes own what now stands for, as far as it differs from base.
func (p *personal) wear(nodes, arcs bool) {
	if p.chains != nil {
		p.now.arcs = p.own.arcs
	} else if arcs {
		p.now.arcs = p.own.all
	}
	if nodes {
		p.now.nodes, p.now.core = p.own.nodes, p.own.core
	}
	if arcs {
		p.now.all, p.now.steps = p.own.all, p.own.steps
	}
}

// make makes the arrays of own, those of all arcs only when they are wanted.
func (p *personal) make(arcs bool) {
	if p.own.nodes.Values == nil {
		p.own.nodes = p.base.nodes.Spelled(p.g.NumNodes())
		p.own.core = p.own.nodes
		if p.chains != nil {
			p.own.core = p.base.core.Spelled(len(p.chains.Junctions))
			p.own.steps = p.base.steps
			for dir, column := range p.base.arcs {
				p.own.arcs[dir] = column.Spelled(p.chains.Core.Arcs)
			}
		}
	}
	if arcs && p.own.all[forward].Values == nil {
		for dir, column := range p.base.all {
			p.own.all[dir] = column.Spelled(p.g.NumArcs())
		}
		for way, steps := range p.base.steps {
			p.own.steps[way] = append([]uint32{}, steps...)
		}
	}
}

// setArc gives one arc a weight in own, which the chain that it lies in has yet to
// follow.
func (p *personal) setArc(arc, w uint32) {
	from, to, _ := p.g.ArcEnds(arc)
	back, _ := p.g.Layout().Reverse().Out.Find(to, from)
	p.own.all[forward].Values[arc], p.own.all[backward].Values[back] = w, w
	if p.chains == nil {
		return
	}
	if slot, way, ok := p.chains.Step(from, to); ok {
		p.own.steps[way][slot] = w
	} else {
		p.chains.SetDirect(from, to, w, p.own.arcs[forward].Values, p.own.arcs[backward].Values)
	}
}

// follow writes what a chain costs now.
func (p *personal) follow(q chain.Chain) {
	cost := p.chains.Costs(q, p.now.nodes, p.own.steps)
	p.chains.SetCost(q, cost, p.own.arcs[forward].Values, p.own.arcs[backward].Values)
}

// unchanged tells whether now is base.
func (p *personal) unchanged() bool {
	o := p.overlay
	return o == nil || array(o) == nil && len(changes(o))+len(o.ArcPatches()) == 0
}

// changes returns the changes of nodes of an overlay that makes few.
func changes(o *csr.Overlay) []csr.Patch {
	list, _ := o.Changes()
	return list
}

// array returns the whole array of an overlay that makes many.
func array(o *csr.Overlay) []uint32 {
	if _, few := o.Changes(); few {
		return nil
	}
	return o.Weights()
}

// raises returns how many weights are above the graph's own, and whether none is
// below. That takes O(patches) after a change, or O(nodes) for a whole array, which
// is then added up as well.
func (p *personal) raises() (raised int, only bool) {
	if !p.judged {
		p.judged, p.raised, p.lowers = true, 0, false
		if p.overlay != nil {
			p.judge(p.overlay)
		}
	}
	return p.raised, !p.lowers
}

func (p *personal) judge(o *csr.Overlay) {
	for _, patch := range o.ArcPatches() {
		p.compare(patch.Weight, p.base.all[forward].At(int(patch.Arc)))
	}
	for _, patch := range changes(o) {
		p.compare(patch.Weight, p.base.nodes.At(int(patch.Node)))
	}
	whole := array(o)
	for v, w := range whole {
		p.compare(w, p.base.nodes.At(v))
	}
	if whole != nil {
		p.now.most += p.now.nodes.Sum(p.g.NumNodes()) - unreached // now somebody has looked
	}
}

// compare takes in one weight.
func (p *personal) compare(now, base uint32) {
	if now > base {
		p.raised++
	}
	p.lowers = p.lowers || now < base
}
