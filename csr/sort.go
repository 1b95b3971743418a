package csr

// distinctArcs returns the arcs in order of source and target, without loops
// and with the cheapest of parallel ones, and counts what it leaves out.
func (b *Builder) distinctArcs() []arc {
	arcs := countingSort(b.arcs, b.nodes, func(a arc) Node { return a.to })
	arcs = countingSort(arcs, b.nodes, func(a arc) Node { return a.from })
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

// countingSort returns a copy of arcs in ascending order of a key below n,
// equal keys in the order they came, in O(arcs + n).
func countingSort(arcs []arc, n int, key func(arc) Node) []arc {
	next := make([]int, n+1)
	for _, a := range arcs {
		next[key(a)+1]++
	}
	for v := range n {
		next[v+1] += next[v]
	}
	sorted := make([]arc, len(arcs))
	for _, a := range arcs {
		sorted[next[key(a)]] = a
		next[key(a)]++
	}
	return sorted
}
