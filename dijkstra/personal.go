package dijkstra

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// weights is what a search adds up.
type weights struct {
	nodes layout.Column    // of all nodes
	core  layout.Column    // of the nodes that are searched: junctions, or all
	arcs  [2]layout.Column // of the arcs between those, by direction
	most  uint64           // no path that passes each node once costs more
}

// personal turns an overlay into the weights that the engine reads. An overlay of
// a whole array is read where it lies. Patches are written into an array of the
// Solver's own, made at the first of them, and written back to the graph's
// weights when the overlay is changed or exchanged. What chains cost follows
// them, in arrays that are made then too.
type personal struct {
	g          *csr.CSRGraph
	chains     *chain.Chains
	overlay    *csr.Overlay // nil: the graph's own weights
	generation uint64       // of the overlay that now stands for
	fresh      bool         // now stands for overlay at generation
	base, now  weights
	array      []uint32   // the graph's node weights but at patched
	patched    []csr.Node // the nodes where it differs
	own        weights    // of the core under the overlay: its arrays are the Solver's
	whole      bool       // own is under a whole array, not under patches
}

func newPersonal(g *csr.CSRGraph, chains *chain.Chains) personal {
	l := g.Layout()
	core := l
	if chains != nil {
		core = chains.Core
	}
	base := weights{
		nodes: l.NodeWeights, core: core.NodeWeights,
		arcs: [2]layout.Column{core.ArcWeights, core.Reverse().ArcWeights},
		most: uint64(l.Nodes)*uint64(l.ArcWeights.Largest()) + l.NodeWeights.Sum(l.Nodes),
	}
	return personal{g: g, chains: chains, base: base, now: base}
}

// use makes o the overlay of the queries that follow.
func (p *personal) use(o *csr.Overlay) {
	p.overlay, p.fresh = o, false
}

// current tells whether nothing has changed since refresh.
func (p *personal) current() bool {
	return p.fresh && (p.overlay == nil || p.overlay.Generation() == p.generation)
}

// refresh makes now stand for the overlay as it is now, in O(patches) times the
// length of a chain, or O(nodes) for a whole array where there are chains.
func (p *personal) refresh() error {
	p.fresh = false
	if p.overlay == nil {
		p.now, p.fresh = p.base, true
		return nil
	}
	if !sameGraph(p.overlay.Graph(), p.g) {
		return fmt.Errorf("dijkstra: overlay: %w", csr.ErrWrongGraph)
	}
	switch values, patches := p.overlay.Weights(), p.overlay.Patches(); {
	case values != nil:
		p.wear(layout.Column{Values: values})
	case len(patches) == 0:
		p.now = p.base
	default:
		p.patch(patches)
	}
	p.generation, p.fresh = p.overlay.Generation(), true
	return nil
}

// wear makes now stand for a whole array.
func (p *personal) wear(nodes layout.Column) {
	p.now = p.base
	p.now.nodes, p.now.core = nodes, nodes
	p.now.most = unreached // nobody has looked
	if p.chains != nil {
		p.spread(nodes)
		p.whole = true
		p.now.core, p.now.arcs = p.own.core, p.own.arcs
	}
}

// patch undoes the patches before and applies these.
func (p *personal) patch(patches []csr.Patch) {
	if p.array == nil {
		p.array = make([]uint32, p.g.NumNodes())
		for v := range p.array {
			p.array[v] = p.base.nodes.At(v)
		}
	}
	if p.chains != nil && (p.whole || p.own.arcs[0].Values == nil) {
		p.spread(p.base.nodes)
		p.whole = false
	}
	for _, v := range p.patched {
		p.set(v, p.base.nodes.At(int(v)))
	}
	p.patched = p.patched[:0]
	most := p.base.most
	for _, patch := range patches {
		p.set(patch.Node, patch.Weight)
		p.patched = append(p.patched, patch.Node)
		if patch.Weight != csr.Blocked {
			most += uint64(patch.Weight)
		}
	}
	p.now = weights{nodes: layout.Column{Values: p.array}, core: p.own.core, arcs: p.own.arcs, most: most}
	if p.chains == nil {
		p.now.core, p.now.arcs = p.now.nodes, p.base.arcs
	}
}

// set gives one node a weight of its own.
func (p *personal) set(v csr.Node, w uint32) {
	p.array[v] = w
	if p.chains == nil {
		return
	}
	core, slot, junction := p.chains.Place(v)
	if junction {
		p.own.core.Values[core] = w
		return
	}
	p.chain(p.chains.List[p.chains.Of[slot]], layout.Column{Values: p.array})
}

// chain writes what a chain costs under the given weights.
func (p *personal) chain(q chain.Chain, nodes layout.Column) {
	p.chains.SetCost(q, p.chains.Costs(q, nodes), p.own.arcs[forward].Values, p.own.arcs[backward].Values)
}

// spread writes the weights of the whole core under those of all nodes.
func (p *personal) spread(nodes layout.Column) {
	if p.own.core.Values == nil {
		p.own.core.Values = make([]uint32, len(p.chains.Junctions))
		for dir, column := range p.base.arcs {
			p.own.arcs[dir].Values = append([]uint32{}, column.Values...)
		}
		if p.chains.Symmetric() {
			p.own.arcs[backward] = p.own.arcs[forward]
		}
	}
	for i, v := range p.chains.Junctions {
		p.own.core.Values[i] = nodes.At(int(v))
	}
	for _, q := range p.chains.List {
		p.chain(q, nodes)
	}
}

// sameGraph tells whether two graphs are one, or the same file opened twice.
func sameGraph(a, b *csr.CSRGraph) bool {
	return a == b || a.Hash() == b.Hash() && a.NumNodes() == b.NumNodes()
}
