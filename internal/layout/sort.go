package layout

// CountingSort returns a copy of items in ascending order of a key below n,
// equal keys in the order they came, in O(items + n).
func CountingSort[E any](items []E, n int, key func(E) uint32) []E {
	next := make([]int, n+1)
	for _, e := range items {
		next[key(e)+1]++
	}
	Offsets(next)
	sorted := make([]E, len(items))
	for _, e := range items {
		sorted[next[key(e)]] = e
		next[key(e)]++
	}
	return sorted
}
