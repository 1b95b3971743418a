package dijkstra

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// personal turns an overlay into the column of weights that the kernel reads.
// An overlay of a whole array already is one. Patches are written into an array
// of the Solver's own, made at the first of them, and written back to the
// graph's weights when the overlay is changed or exchanged.
type personal struct {
	g          *csr.CSRGraph
	overlay    *csr.Overlay // nil: the graph's own weights
	generation uint64       // of the overlay that column stands for
	fresh      bool         // column stands for overlay at generation
	column     layout.Column
	array      []uint32   // the graph's weights but at patched
	patched    []csr.Node // the nodes where it differs
}

// use makes o the overlay of the queries that follow.
func (p *personal) use(o *csr.Overlay) {
	p.overlay, p.fresh = o, false
}

// current tells whether nothing has changed since refresh.
func (p *personal) current() bool {
	return p.fresh && (p.overlay == nil || p.overlay.Generation() == p.generation)
}

// refresh makes column stand for the overlay as it is now, in O(patches).
func (p *personal) refresh() error {
	p.fresh = false
	base := p.g.Layout().NodeWeights
	if p.overlay == nil {
		p.column, p.fresh = base, true
		return nil
	}
	if !sameGraph(p.overlay.Graph(), p.g) {
		return fmt.Errorf("dijkstra: overlay: %w", csr.ErrWrongGraph)
	}
	switch weights, patches := p.overlay.Weights(), p.overlay.Patches(); {
	case weights != nil:
		p.column = layout.Column{Values: weights}
	case len(patches) == 0:
		p.column = base
	default:
		p.patch(base, patches)
		p.column = layout.Column{Values: p.array}
	}
	p.generation, p.fresh = p.overlay.Generation(), true
	return nil
}

// patch undoes the patches before and writes these.
func (p *personal) patch(base layout.Column, patches []csr.Patch) {
	if p.array == nil {
		p.array = make([]uint32, p.g.NumNodes())
		for v := range p.array {
			p.array[v] = base.At(v)
		}
	}
	for _, v := range p.patched {
		p.array[v] = base.At(int(v))
	}
	p.patched = p.patched[:0]
	for _, patch := range patches {
		p.array[patch.Node] = patch.Weight
		p.patched = append(p.patched, patch.Node)
	}
}

// sameGraph tells whether two graphs are one, or the same file opened twice.
func sameGraph(a, b *csr.CSRGraph) bool {
	return a == b || a.Hash() == b.Hash() && a.NumNodes() == b.NumNodes()
}
