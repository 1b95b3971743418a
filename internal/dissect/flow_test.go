package dissect

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// flowOf returns an empty flow of a graph.
func flowOf(g *Graph) *flow {
	f := &flow{}
	f.reset(adjacency{g.First, g.Heads})
	return f
}

// set returns the nodes of a list as bits.
func set(nodes []uint32) (bits uint) {
	for _, v := range nodes {
		bits |= 1 << v
	}
	return bits
}

// reached returns the nodes connected with a set, within another set.
func reached(g *Graph, from, within uint) uint {
	seen := from & within
	for grown := ^seen; grown != seen; {
		grown = seen
		for v := range len(g.First) - 1 {
			if seen>>v&1 == 1 {
				seen |= set(g.Heads[g.First[v]:g.First[v+1]]) & within
			}
		}
	}
	return seen
}

// smallestCut tries all sets of nodes for the smallest that meets each path from a source
// to a sink, paths of one node included.
func smallestCut(g *Graph, sources, sinks uint) int {
	n := len(g.First) - 1
	best := n
	for cut := range uint(1) << n {
		if size := bits.OnesCount(cut); size < best && reached(g, sources, (1<<n-1)&^cut)&sinks == 0 {
			best = size
		}
	}
	return best
}

// Sources and sinks are added a few at a time, so that existing paths must be rerouted.
func TestFlowAgainstEnumeration(t *testing.T) {
	for seed := range uint64(400) {
		r := source(seed)
		n := 1 + r.IntN(9)
		g := random(n, r.IntN(3*n), r)
		f := flowOf(g)
		for range 4 {
			addSome(f, r)
			if !f.augment(n) {
				t.Fatalf("seed %d: more than %d paths", seed, n)
			}
			want := smallestCut(g, set(f.list[fromSources]), set(f.list[fromSinks]))
			if f.size != want {
				t.Fatalf("seed %d: %d paths from %v to %v; the smallest separator has %d nodes",
					seed, f.size, f.list[fromSources], f.list[fromSinks], want)
			}
			checkPaths(t, f)
			checkCuts(t, g, f)
		}
	}
}

func addSome(f *flow, r *rand.Rand) {
	for side := range 2 {
		for range r.IntN(3) {
			f.add(side, r.Uint32N(uint32(f.adjacency.size())))
		}
	}
}

// checkPaths follows each path from its source. No node may be on two paths, or in use
// without a path.
func checkPaths(t *testing.T, f *flow) {
	t.Helper()
	on := map[uint32]bool{}
	paths := 0
	for _, v := range f.list[fromSources] {
		if f.via[0][v] != terminal {
			continue
		}
		paths++
		for before := terminal; v != terminal; before, v = v, f.via[1][v] {
			if on[v] || f.via[0][v] != before {
				t.Fatalf("node %d, reached from %d, is on a path already, or comes from %d", v, before, f.via[0][v])
			}
			if f.via[1][v] == terminal && !f.ends[fromSinks][v] {
				t.Fatalf("a path ends at %d, which is no sink", v)
			}
			on[v] = true
		}
	}
	busy := 0
	for _, v := range f.via[0] {
		if v != idle {
			busy++
		}
	}
	if paths != f.size || busy != len(on) {
		t.Fatalf("%d paths of %d nodes; counted %d of %d", paths, len(on), f.size, busy)
	}
}

// checkCuts checks both separators of a maximum flow: each is no larger than the flow,
// and no edge crosses it.
func checkCuts(t *testing.T, g *Graph, f *flow) {
	t.Helper()
	for side := range 2 {
		f.reach(side)
		size := 0
		for v := range len(g.First) - 1 {
			own := f.sideOf(v, side)
			if own == onSeparator {
				size++
			}
			if own == uint8(1-side) && f.ends[side][v] && f.via[side][v] != terminal {
				t.Fatalf("node %d is an end of its own and on the other side", v)
			}
			for _, u := range g.Heads[g.First[v]:g.First[v+1]] {
				if own != onSeparator && f.sideOf(int(u), side) == 1-own {
					t.Fatalf("an edge between %d and %d passes the separator", v, u)
				}
			}
		}
		if size > f.size {
			t.Fatalf("a separator of %d nodes for %d paths", size, f.size)
		}
	}
}

// augment stops as soon as there are more paths than the limit.
func TestFlowStopsAtLimit(t *testing.T) {
	g := grid(10, 10, false)
	for limit, want := range []bool{5: false, 9: false, 10: true, 11: true} {
		f := flowOf(g)
		for v := range uint32(10) {
			f.add(fromSources, v)
			f.add(fromSinks, 99-v)
		}
		if got := f.augment(limit); got != want {
			t.Errorf("limit %d: %v", limit, got)
		}
	}
}

// A flow forgets the larger graph before.
func TestFlowIsReusable(t *testing.T) {
	f := flowOf(grid(9, 9, false))
	f.add(fromSources, 0)
	f.add(fromSinks, 80)
	f.augment(9)
	for n := 5; n > 1; n-- {
		g := path(n)
		f.reset(adjacency{g.First, g.Heads})
		f.add(fromSources, 0)
		f.add(fromSinks, uint32(n-1))
		if !f.augment(1) || f.size != 1 {
			t.Errorf("path of %d: %d paths", n, f.size)
		}
		checkPaths(t, f)
	}
}

// A path must be followed backward: the first one found goes straight through the middle,
// which both need.
func TestLongDetour(t *testing.T) {
	// 0 and 1 are sources, 6 and 7 sinks; 0-2-3-7 is shortest and blocks all.
	g := build(10, [2]int{0, 2}, [2]int{2, 3}, [2]int{3, 7}, [2]int{1, 3}, [2]int{2, 4}, [2]int{4, 5}, [2]int{5, 8}, [2]int{8, 6})
	f := flowOf(g)
	f.add(fromSources, 0)
	f.add(fromSinks, 7)
	f.augment(10)
	checkPaths(t, f)
	f.add(fromSources, 1)
	f.add(fromSinks, 6)
	f.augment(10)
	checkPaths(t, f)
	if f.size != 2 || f.via[1][2] != 4 || f.via[1][3] != 7 || f.via[0][3] != 1 {
		t.Errorf("%d paths; the one from 0 goes on to %d", f.size, f.via[1][2])
	}
}
