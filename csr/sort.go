package csr

import "github.com/veltrix/cairn/internal/layout"

// distinctArcs returns the arcs in order of source and target, without loops
// and with the cheapest of parallel ones, and counts what it leaves out.
func (b *Builder) distinctArcs() []arc {
	arcs := layout.CountingSort(b.arcs, b.nodes, func(a arc) Node { return a.to })
	arcs = layout.CountingSort(arcs, b.nodes, func(a arc) Node { return a.from })
	b.stats = BuildStats{}
	kept := arcs[:0]
	for _, a := range arcs {
		last := len(kept) - 1
		switch {
		case a.from == a.to:
			b.stats.Loops++
		case last >= 0 && kept[last].from == a.from && kept[last].to == a.to:
			b.stats.Parallel++
			kept[last].weight = min(kept[last].weight, a.weight)
		default:
			kept = append(kept, a)
		}
	}
	return kept
}
