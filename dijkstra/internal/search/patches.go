package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// patch takes the patches before out of scratch and writes these.
func (p *overlayWeights) patch(nodes []csr.Patch, arcs []csr.ArcPatch) {
	p.allocate(len(arcs) > 0)
	for _, v := range p.patchedNodes {
		p.scratch.nodes.Values[v] = p.base.nodes.At(int(v))
	}
	out := p.g.Layout().Out
	for _, arc := range p.patchedArcs {
		p.scratch.all[Forward].Values[arc] = p.base.all[Forward].At(int(arc))
		p.isHead[out.Target(int(arc))] = false
	}
	p.arcsStale = p.arcsStale || len(p.spread)+len(arcs) > 0
	p.patchedNodes, p.patchedArcs = p.patchedNodes[:0], p.patchedArcs[:0]
	for _, patch := range nodes {
		p.scratch.nodes.Values[patch.Node] = patch.Weight
		p.patchedNodes = append(p.patchedNodes, patch.Node)
		p.add(patch.Weight)
	}
	for _, patch := range arcs {
		p.scratch.all[Forward].Values[patch.Arc] = patch.Weight
		p.isHead[out.Target(int(patch.Arc))] = true
		p.patchedArcs = append(p.patchedArcs, patch.Arc)
		p.add(patch.Weight)
	}
}

// add takes a patched weight into the bounds on paths and steps.
func (p *overlayWeights) add(w uint32) {
	p.active.most += uint64(layout.FiniteOrZero(w))
	p.active.step += uint64(layout.FiniteOrZero(w))
}

// allocate makes the scratch arrays, those of all arcs only when they are wanted.
func (p *overlayWeights) allocate(arcs bool) {
	if p.scratch.nodes.Values == nil {
		p.scratch.nodes = p.base.nodes.Materialize(p.g.NumNodes())
		p.scratch.core = p.scratch.nodes
		if p.chains != nil {
			p.scratch.core = p.base.core.Materialize(len(p.chains.Junctions))
			p.scratch.steps = p.base.steps
			for dir, column := range p.base.arcs {
				p.scratch.arcs[dir] = column.Materialize(p.chains.Core.Arcs)
			}
		}
	}
	if arcs && p.scratch.all[Forward].Values == nil {
		p.isHead = make([]bool, p.g.NumNodes())
		for dir, column := range p.base.all {
			p.scratch.all[dir] = column.Materialize(p.g.NumArcs())
		}
		for way, steps := range p.base.steps {
			p.scratch.steps[way] = append([]uint32{}, steps...)
		}
	}
}

// patchedArc is an arc of another weight than its own.
type patchedArc struct {
	arc, back int // its numbers, among those that leave nodes and among those that enter them
	from, to  csr.Node
}

// locate finds an arc of an overlay; before is the source of the patched arc before it.
func (p *overlayWeights) locate(arc int, before csr.Node) patchedArc {
	l := p.g.Layout()
	from, to := l.Out.SourceFrom(before, arc), l.Out.Target(arc)
	back, _ := l.Reverse().Out.Find(to, from)
	return patchedArc{arc, back, from, to}
}

// spreadArcs writes the weights of patched arcs wherever searches read them. That takes a few
// times as long as forward alone.
func (p *overlayWeights) spreadArcs() {
	if !p.arcsStale {
		return
	}
	p.arcsStale = false
	for _, a := range p.spread {
		p.spreadArc(a)
	}
	p.spread = p.spread[:0]
	a := patchedArc{}
	for _, arc := range p.patchedArcs {
		a = p.locate(int(arc), a.from)
		p.spreadArc(a)
		p.spread = append(p.spread, a)
	}
}

// spreadArc does so with one arc; the chain that it lies in has yet to follow.
func (p *overlayWeights) spreadArc(a patchedArc) {
	w := p.scratch.all[Forward].Values[a.arc]
	p.scratch.all[Backward].Values[a.back] = w
	if p.chains == nil {
		return
	}
	if slot, way, ok := p.chains.Step(a.from, a.to); ok {
		p.scratch.steps[way][slot] = w
	} else {
		p.chains.SetDirect(a.from, a.to, w, p.scratch.arcs[Forward].Values, p.scratch.arcs[Backward].Values)
	}
}
