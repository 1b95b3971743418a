package indextest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// everything is the number of changes of overlays in which each node, or each arc, has a weight
// of its own.
const everything = -1

// changes is what the overlays of a benchmark change.
//
// Of the weights that are raised, half are closed and half cost 100 more. Of everything, none
// is closed: each costs up to 100 more or, if they are mixed, something up to twice as much
// or up to a hundred.
type changes struct {
	kind  string // nodes and arcs: patches of these; arrays: whole arrays of node weights
	count int    // changed nodes, or arcs
	mixed bool   // half of them are lowered, each to anything below its own weight
}

// allChanges yields those that benchmarks and tests make.
func allChanges(yield func(changes) bool) {
	for _, kind := range []string{"nodes", "arcs", "arrays"} {
		for _, count := range []int{0, 16, 64, 256, 810, everything} {
			for _, mixed := range []bool{false, true} {
				if (count != 0 || !mixed) && !yield(changes{kind, count, mixed}) {
					return
				}
			}
		}
	}
}

func (c changes) String() string {
	count, way := fmt.Sprint(c.count), "raised"
	if c.count == everything {
		count = "all"
	}
	if c.mixed {
		way = "mixed"
	}
	return strings.Join([]string{c.kind, count, way}, "/")
}

// overlays returns so many overlays, each with changes in other places.
func (c changes) overlays(tb testing.TB, g *csr.CSRGraph, n int) (all []*csr.Overlay) {
	d := &drawer{changes: c, tb: tb, r: rand.New(rand.NewPCG(2, uint64(c.count))), g: g, into: arcsInto(g)}
	places := g.NumNodes()
	if c.kind == "arcs" {
		places = g.NumArcs()
	}
	random, _ := graphtest.Pairs(places, n*max(c.count, 0), 2)
	for ; n > 0; n-- {
		if d.overlay = csr.NewOverlay(g); c.count == everything {
			d.changeAll(places)
		} else {
			d.change(random[:c.count])
			random = random[c.count:]
		}
		all = append(all, d.whole())
	}
	return all
}

// bytes returns about how much memory one of the overlays takes.
func (c changes) bytes(g *csr.CSRGraph) int {
	switch {
	case c.kind == "arrays":
		return 4 * g.NumNodes()
	case c.count == everything && c.kind == "arcs":
		return 8 * g.NumArcs()
	case c.count == everything:
		return 8 * g.NumNodes()
	}
	return 8 * c.count
}

// drawer makes one overlay after the other.
type drawer struct {
	changes
	tb      testing.TB
	r       *rand.Rand
	g       *csr.CSRGraph
	into    [][]uint32 // the arcs into each node
	overlay *csr.Overlay
}

func arcsInto(g *csr.CSRGraph) [][]uint32 {
	into := make([][]uint32, g.NumNodes())
	for a := range uint32(g.NumArcs()) {
		_, to, _ := g.ArcEnds(a)
		into[to] = append(into[to], a)
	}
	return into
}

// change changes some nodes, or arcs.
func (d *drawer) change(places []uint32) {
	for i, place := range places {
		lower := d.mixed && i%2 == 1
		if d.mixed {
			i /= 2
		}
		switch {
		case lower && d.kind == "arcs":
			d.lowerArc(place)
		case lower:
			d.lowerNode(place)
		case i%2 == 0:
			d.set(place, func(uint32) uint32 { return csr.Blocked })
		default:
			d.set(place, func(own uint32) uint32 { return own + 100 })
		}
	}
}

// changeAll changes all nodes, or arcs.
func (d *drawer) changeAll(places int) {
	weight := func(own uint32) uint32 { return own + d.r.Uint32N(100) }
	if d.mixed {
		weight = func(own uint32) uint32 { return d.r.Uint32N(2 * max(own, 50)) }
	}
	for place := range uint32(places) {
		d.set(place, weight)
	}
}

// set gives a node, or an arc, a weight that depends on its own.
func (d *drawer) set(place uint32, weight func(own uint32) uint32) {
	if d.kind == "arcs" {
		_, own := d.arc(place)
		d.setArc(place, weight(own))
	} else {
		d.setNode(place, weight(d.g.NodeWeight(place)))
	}
}

// lowerNode lowers a node or, where its weight is 0, as all are on a street map, the arcs
// into it.
func (d *drawer) lowerNode(v csr.Node) {
	if own := d.g.NodeWeight(v); own > 0 {
		d.setNode(v, d.r.Uint32N(own))
		return
	}
	for _, a := range d.into[v] {
		if _, own := d.arc(a); own > 0 {
			d.setArc(a, d.r.Uint32N(own))
		}
	}
}

// lowerArc lowers an arc or, where its weight is 0, as all are on the grid, the node that it
// leads to.
func (d *drawer) lowerArc(a uint32) {
	to, own := d.arc(a)
	if own > 0 {
		d.setArc(a, d.r.Uint32N(own))
	} else if node := d.g.NodeWeight(to); node > 0 {
		d.setNode(to, d.r.Uint32N(node))
	}
}

// arc returns where an arc leads, and its own weight.
func (d *drawer) arc(a uint32) (to csr.Node, own uint32) {
	from, to, _ := d.g.ArcEnds(a)
	own, _ = d.g.ArcWeight(from, to)
	return to, own
}

func (d *drawer) setArc(a, w uint32) {
	from, to, _ := d.g.ArcEnds(a)
	d.must(d.overlay.SetArc(from, to, w))
}

func (d *drawer) setNode(v csr.Node, w uint32) { d.must(d.overlay.SetNode(v, w)) }

func (d *drawer) must(err error) {
	if err != nil {
		d.tb.Fatal(err)
	}
}

// whole returns the overlay, with the node weights in an array if the kind is that.
func (d *drawer) whole() *csr.Overlay {
	if d.kind != "arrays" {
		return d.overlay
	}
	weights := make([]uint32, d.g.NumNodes())
	for v := range weights {
		weights[v] = d.g.NodeWeight(csr.Node(v))
	}
	patches, _ := d.overlay.Changes()
	for _, p := range patches {
		weights[p.Node] = p.Weight
	}
	arcs := slices.Clone(d.overlay.ArcPatches())
	var err error
	d.overlay, err = csr.OverlayFrom(d.g, weights)
	d.must(err)
	for _, p := range arcs {
		d.setArc(p.Arc, p.Weight)
	}
	return d.overlay
}

// renew has an overlay look like another that nobody has seen: its generation is a new one.
func renew(tb testing.TB, o *csr.Overlay) {
	tb.Helper()
	var err error
	if patches := o.ArcPatches(); len(patches) > 0 {
		from, to, _ := o.Graph().ArcEnds(patches[0].Arc)
		err = o.SetArc(from, to, patches[0].Weight)
	} else if patches, _ := o.Changes(); len(patches) > 0 {
		err = o.SetNode(patches[0].Node, patches[0].Weight)
	} else if o.Weights() != nil {
		err = o.SetNode(0, o.NodeWeight(0))
	} else {
		err = o.ResetNode(0)
	}
	if err != nil {
		tb.Fatal(err)
	}
}
