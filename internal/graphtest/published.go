package graphtest

import (
	"slices"
	"testing"
)

// Check asks the question of another library's test. It expects the published distance
// from the nearest source, and one of the published paths if there are any.
func (q PeerQuery) Check(t testing.TB, name string, a Answerer, overflow error) {
	t.Helper()
	best, paths := Unreachable, [][]uint32(nil)
	for _, from := range q.Sources {
		path, d, err := a.AppendPath(nil, from, q.Target)
		if err != nil {
			t.Fatal(err)
		}
		best, paths = min(best, d), append(paths, path)
	}
	if d, _ := Want(q.Distance, overflow); best != d {
		t.Errorf("%s: %v to %d: %d, want %d", name, q.Sources, q.Target, best, d)
	}
	if len(q.Paths) > 0 && !slices.ContainsFunc(paths, func(p []uint32) bool {
		return slices.ContainsFunc(q.Paths, func(accepted []uint32) bool { return slices.Equal(p, accepted) })
	}) {
		t.Errorf("%s: %v to %d: none of %v is among %v", name, q.Sources, q.Target, paths, q.Paths)
	}
}

// CheckSeattle asks for the 100,000 pairs of graph_23rd. It expects the published
// distances and their checksum.
func CheckSeattle(t testing.TB, a Answerer, queries []SeattleQuery, overflow error) {
	t.Helper()
	var sources, targets []uint32
	for _, q := range queries {
		sources, targets = append(sources, q.From), append(targets, q.To)
	}
	got, err := a.Batch(nil, sources, targets)
	if err != nil {
		t.Fatal(err)
	}
	var sum, missing uint64
	for i, q := range queries {
		if d, _ := Want(q.Distance, overflow); got[i] != d {
			t.Fatalf("%d to %d: %d, want %d", q.From, q.To, got[i], d)
		}
		if got[i] == Unreachable {
			missing++
		} else {
			sum += uint64(got[i])
		}
	}
	if len(queries) != 100_000 || sum != 19_438_403_873 || missing != 20_421 {
		t.Errorf("%d queries, sum %d, %d not found", len(queries), sum, missing)
	}
}
