package chain

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// around returns the neighbours of each node, and whether it can be a corner: it has one
// or two neighbours and touches no free arc.
func around(o *graphtest.Graph) (near []map[uint32]bool, corner []bool) {
	near, corner = make([]map[uint32]bool, o.N), make([]bool, o.N)
	free := make([]bool, o.N)
	for v := range near {
		near[v] = map[uint32]bool{}
	}
	for ends, w := range cheapest(o) {
		u, v := ends[0], ends[1]
		near[u][v], near[v][u] = true, true
		free[u], free[v] = free[u] || w == 0, free[v] || w == 0
	}
	for v := range corner {
		corner[v] = !free[v] && (len(near[v]) == 1 || len(near[v]) == 2)
	}
	return near, corner
}

// Each node is either a junction or in one slot. Only corners lie in slots, and a corner
// is a junction only if it is the smallest of a ring or line of corners.
func TestEveryNodeHasAPlace(t *testing.T) {
	eachGraph(t, func(_ *rand.Rand, o *graphtest.Graph) {
		near, corner := around(o)
		c := All(build(o))
		if c == nil {
			if slices.Contains(corner, true) {
				t.Fatalf("%+v: no chains", *o)
			}
			return
		}
		seen := map[uint32]bool{}
		for v := range uint32(o.N) {
			core, slot, junction := c.Place(v)
			switch {
			case junction && (c.Junctions[core] != v || corner[v] && !smallestOfCorners(near, corner, v)):
				t.Fatalf("%+v: node %d is not a junction: %s", *o, v, describe(c))
			case !junction && (c.Nodes[slot] != v || !corner[v] || seen[slot] || slot >= c.List[c.Of[slot]].Last):
				t.Fatalf("%+v: node %d does not lie in slot %d: %s", *o, v, slot, describe(c))
			case !junction:
				seen[slot] = true
			}
		}
		if len(c.Nodes) != len(seen)+len(c.List) || len(seen)+len(c.Junctions) != o.N {
			t.Fatalf("%+v: %d slots for %d nodes in %d chains", *o, len(c.Nodes), len(seen), len(c.List))
		}
	})
}

// smallestOfCorners tells whether all nodes connected with v are corners with larger
// numbers.
func smallestOfCorners(near []map[uint32]bool, corner []bool, v uint32) bool {
	seen, list := map[uint32]bool{v: true}, []uint32{v}
	for i := 0; i < len(list); i++ {
		if list[i] < v || !corner[list[i]] {
			return false
		}
		for u := range near[list[i]] {
			if !seen[u] {
				seen[u] = true
				list = append(list, u)
			}
		}
	}
	return true
}

// Along each chain, from end to end, each step has the weights of the graph's arcs, and a
// dead end leads no further.
func TestChainsFollowTheArcs(t *testing.T) {
	eachGraph(t, func(_ *rand.Rand, o *graphtest.Graph) {
		near, _ := around(o)
		arcs := cheapest(o)
		c := All(build(o))
		if c == nil {
			return
		}
		next := uint32(0)
		for i, q := range c.List {
			if q.First != next || q.First >= q.Last || q.Ends[0] == layout.None {
				t.Fatalf("%+v: chain %d is %+v", *o, i, q)
			}
			next = q.Last + 1
			way := wayOf(c, q)
			for step := range way[1:] {
				checkStep(t, o, c, arcs, q.First+uint32(step), pair(way[step:step+2]))
			}
			if last := c.Nodes[q.Last-1]; q.Ends[1] == layout.None && len(near[last]) != 1 {
				t.Fatalf("%+v: chain %d ends at %d, which has %d neighbours", *o, i, last, len(near[last]))
			}
		}
	})
}

// wayOf returns the nodes of a chain with its ends, None at a dead end.
func wayOf(c *Chains, q Chain) []uint32 {
	way := append([]uint32{c.Junctions[q.Ends[0]]}, c.Nodes[q.First:q.Last]...)
	if q.Ends[1] == layout.None {
		return append(way, layout.None)
	}
	return append(way, c.Junctions[q.Ends[1]])
}

func checkStep(t *testing.T, o *graphtest.Graph, c *Chains, arcs map[pair]uint32, slot uint32, ends pair) {
	t.Helper()
	for way, ends := range []pair{ends, {ends[1], ends[0]}} {
		w, ok := arcs[ends]
		if !ok {
			w = layout.None
		}
		if c.Steps[way][slot] != w {
			t.Fatalf("%+v: step %v has the weight %d, want %d", *o, ends, c.Steps[way][slot], w)
		}
	}
	_, onward := arcs[ends]
	if _, back := arcs[pair{ends[1], ends[0]}]; ends[1] != layout.None && !onward && !back {
		t.Fatalf("%+v: no arc joins %v", *o, ends)
	}
}

// At lists each chain once at each of its ends.
func TestAtListsBothEnds(t *testing.T) {
	eachGraph(t, func(_ *rand.Rand, o *graphtest.Graph) {
		c := All(build(o))
		if c == nil {
			return
		}
		for v := range c.Junctions {
			var want []uint32
			for i, q := range c.List {
				for _, end := range q.Ends {
					if end == uint32(v) {
						want = append(want, uint32(i))
					}
				}
			}
			if got := c.At(uint32(v)); !slices.Equal(got, want) {
				t.Fatalf("%+v: chains at %d are %v, want %v", *o, v, got, want)
			}
		}
	})
}

// The core has the arcs between junctions, and two for each chain that joins two of them.
func TestCoreHasAnArcAWay(t *testing.T) {
	eachGraph(t, func(_ *rand.Rand, o *graphtest.Graph) {
		g := build(o)
		c := All(g)
		if c == nil {
			return
		}
		want := map[graphtest.Arc]int{}
		for ends, w := range cheapest(o) {
			_, _, from := c.Place(ends[0])
			if _, _, to := c.Place(ends[1]); from && to {
				want[graphtest.Arc{From: ends[0], To: ends[1], Weight: w}]++
			}
		}
		for _, q := range c.List {
			if way := wayOf(c, q); q.Ends[1] != layout.None && q.Ends[0] != q.Ends[1] {
				cost := c.Costs(q, g.NodeWeights, c.Steps)
				a, b := way[0], way[len(way)-1]
				want[graphtest.Arc{From: a, To: b, Weight: cost[Onward]}]++
				want[graphtest.Arc{From: b, To: a, Weight: cost[Back]}]++
			}
		}
		for _, a := range coreArcs(c) {
			want[a]--
		}
		for a, n := range want {
			if n != 0 {
				t.Fatalf("%+v: %d too few of %+v: %s", *o, n, a, describe(c))
			}
		}
	})
}

// Under other node weights, the costs set both ways equal those of chains found in a
// graph with these weights.
func TestSetCostIsAsFoundAfresh(t *testing.T) {
	eachGraph(t, func(r *rand.Rand, o *graphtest.Graph) {
		c := All(build(o))
		if c == nil {
			return
		}
		for range 3 {
			checkSetCost(t, c, o.WithNodeWeights(randomWeights(r, o.N)))
		}
	})
}

// checkSetCost compares the core's arc weights, both ways, under the node weights of
// another graph with those of chains found in that graph.
func checkSetCost(t *testing.T, c *Chains, other *graphtest.Graph) {
	t.Helper()
	out, in := slices.Clone(c.Core.ArcWeights.Values), slices.Clone(c.Core.Reverse().ArcWeights.Values)
	together, back := slices.Clone(out), slices.Clone(in)
	nodes := layout.Column{Values: other.NodeWeights}
	for _, q := range c.List {
		c.SetCost(q, c.Costs(q, nodes, c.Steps), out, in)
	}
	if c.SetCosts(nodes, together, back); !slices.Equal(together, out) || !slices.Equal(back, in) {
		t.Fatalf("%+v: all at once %v and %v, one by one %v and %v", *other, together, back, out, in)
	}
	fresh := All(build(other)).Core
	if !slices.Equal(out, fresh.ArcWeights.Values) || !slices.Equal(in, fresh.Reverse().ArcWeights.Values) {
		t.Fatalf("%+v: out %v, in %v; want %v, %v", *other, out, in, fresh.ArcWeights.Values, fresh.Reverse().ArcWeights.Values)
	}
}

// Distances between junctions are the same in the core and in the whole graph, if they
// fit in 32 bits.
func TestCoreKeepsDistances(t *testing.T) {
	eachGraph(t, func(_ *rand.Rand, o *graphtest.Graph) {
		c := All(build(o))
		if c == nil {
			return
		}
		core := &graphtest.Graph{N: o.N, NodeWeights: o.NodeWeights, Arcs: coreArcs(c)}
		for i, from := range c.Junctions {
			if i == 8 {
				break // of a large graph
			}
			got, want := core.DistancesFrom(from), o.DistancesFrom(from)
			for _, to := range c.Junctions {
				if min(got[to], uint64(layout.None)) != min(want[to], uint64(layout.None)) {
					t.Fatalf("%+v: %d to %d is %d in the core, want %d", *o, from, to, got[to], want[to])
				}
			}
		}
		for i, v := range c.Junctions {
			if o.NodeWeights != nil && c.Core.NodeWeights.At(i) != o.NodeWeights[v] {
				t.Fatalf("%+v: junction %d weighs %d", *o, v, c.Core.NodeWeights.At(i))
			}
		}
	})
}
