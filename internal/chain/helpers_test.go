package chain

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// pair is the two ends of an arc.
type pair [2]uint32

// cheapest returns the arcs of a graph as a file stores them: without loops, and the
// cheapest of parallel ones.
func cheapest(o *graphtest.Graph) map[pair]uint32 {
	arcs := map[pair]uint32{}
	for _, a := range o.Arcs {
		if w, ok := arcs[pair{a.From, a.To}]; a.From != a.To && (!ok || a.Weight < w) {
			arcs[pair{a.From, a.To}] = a.Weight
		}
	}
	return arcs
}

// build makes the product's graph of an oracle's graph.
func build(o *graphtest.Graph) *layout.Graph {
	var arcs []coreArc
	for ends, w := range cheapest(o) {
		arcs = append(arcs, coreArc{from: ends[0], to: ends[1], weight: w})
	}
	slices.SortFunc(arcs, func(a, b coreArc) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return coreGraph(arcs, layout.Column{Values: o.NodeWeights}, o.N)
}

// parse reads a graph: arcs "0>1:5", edges "0-1:5", and "0-1:5/6" for an edge that costs
// 6 the other way; a weight of "-" is Blocked.
func parse(n int, text string) *graphtest.Graph {
	weight := func(s string) uint32 {
		w := uint32(layout.None)
		_, _ = fmt.Sscan(s, &w) // leaves None where there is no number
		return w
	}
	o := &graphtest.Graph{Name: text, N: n}
	for _, f := range strings.Fields(text) {
		ends, weights, _ := strings.Cut(f, ":")
		from, to, both := strings.Cut(ends, "-")
		if !both {
			from, to, _ = strings.Cut(ends, ">")
		}
		onward, back, other := strings.Cut(weights, "/")
		if !other {
			back = onward
		}
		u, v := weight(from), weight(to)
		o.Arcs = append(o.Arcs, graphtest.Arc{From: u, To: v, Weight: weight(onward)})
		if both {
			o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: u, Weight: weight(back)})
		}
	}
	return o
}

// describe writes the junctions, each chain with its ends, its nodes and its steps both
// ways, and the arcs of the core between nodes of the graph.
func describe(c *Chains) string {
	if c == nil {
		return "nil"
	}
	text := fmt.Sprint(c.Junctions)
	for _, q := range c.List {
		text += fmt.Sprintf(" | %s(%s)%s %s/%s", c.name(q.Ends[0]), numbers(c.Nodes[q.First:q.Last]), c.name(q.Ends[1]),
			numbers(c.Steps[Onward][q.First:q.Last+1]), numbers(c.Steps[Back][q.First:q.Last+1]))
	}
	for i, a := range coreArcs(c) {
		if i == 0 {
			text += " |"
		}
		text += fmt.Sprintf(" %d>%d:%s", a.From, a.To, numbers([]uint32{a.Weight}))
	}
	return text
}

// name returns the node of the graph at an end.
func (c *Chains) name(end uint32) string {
	if end == layout.None {
		return "."
	}
	return fmt.Sprint(c.Junctions[end])
}

func numbers(list []uint32) string {
	words := make([]string, len(list))
	for i, w := range list {
		if words[i] = fmt.Sprint(w); w == layout.None {
			words[i] = "-"
		}
	}
	return strings.Join(words, " ")
}

// coreArcs returns the arcs of the core, between nodes of the graph.
func coreArcs(c *Chains) (arcs []graphtest.Arc) {
	for v := range c.Junctions {
		lo, hi := c.Core.Out.Row(uint32(v))
		for a := lo; a < hi; a++ {
			arcs = append(arcs, graphtest.Arc{From: c.Junctions[v], To: c.Junctions[c.Core.Out.Target(a)], Weight: c.Core.ArcWeights.At(a)})
		}
	}
	return arcs
}

// eachGraph calls f with random small graphs and street maps, half of them asymmetric.
func eachGraph(t *testing.T, f func(r *rand.Rand, o *graphtest.Graph)) {
	t.Helper()
	rounds := uint64(5000)
	if testing.Short() {
		rounds = 500
	}
	for seed := range rounds {
		t.Logf("seed %d", seed) // printed if the test fails
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Small(r)
		if seed%10 == 0 {
			o = graphtest.Road(2+r.IntN(80), seed)
			if seed%20 == 0 {
				unbalance(r, o)
			}
		}
		f(r, o)
	}
}

// unbalance removes arcs, blocks some and makes others longer one way, and gives nodes
// weights.
func unbalance(r *rand.Rand, o *graphtest.Graph) {
	o.Arcs = slices.DeleteFunc(o.Arcs, func(graphtest.Arc) bool { return r.IntN(12) == 0 })
	for i := range o.Arcs {
		switch r.IntN(12) {
		case 0:
			o.Arcs[i].Weight = layout.None
		case 1, 2:
			o.Arcs[i].Weight += r.Uint32N(100)
		}
	}
	o.NodeWeights = randomWeights(r, o.N)
}

func randomWeights(r *rand.Rand, n int) []uint32 {
	weights := make([]uint32, n)
	for v := range weights {
		weights[v] = []uint32{0, 0, 0, 5, 60, layout.None, layout.None - 1, 1 << 31}[r.IntN(8)]
	}
	return weights
}
