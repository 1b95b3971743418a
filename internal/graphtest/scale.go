package graphtest

import "math/rand/v2"

// Scale is a distribution of weights that a graph may have instead of its own.
type Scale struct {
	Name   string                                     // of the distribution
	weight func(r *rand.Rand, i int, w uint32) uint32 // of arc or node i, whose weight was w
}

// Scales are distributions that real weights have beside small numbers of one magnitude,
// and some that bucket queues handle badly.
var Scales = []Scale{
	{"wide", func(r *rand.Rand, _ int, _ uint32) uint32 { return 1 + r.Uint32N(10_000_000) }},
	{"multiples", func(_ *rand.Rand, _ int, w uint32) uint32 { return 100_000 * min(w, 1000) }},
	{"powers of two", func(r *rand.Rand, _ int, _ uint32) uint32 { return 1 << r.IntN(32) }},
	{"penalties", func(r *rand.Rand, _ int, w uint32) uint32 { return w + 1_000_000*(r.Uint32N(10)/9) }},
	{"some close", func(r *rand.Rand, _ int, w uint32) uint32 { return w%10 + (1_000_000+w)*min(r.Uint32N(3), 1) }},
	{"most close", func(r *rand.Rand, _ int, w uint32) uint32 { return w%3 + 1<<20*(r.Uint32N(3)/2) }},
	{"one huge", func(_ *rand.Rand, i int, w uint32) uint32 {
		if i == 0 {
			return 1 << 31
		}
		return w
	}},
	{"free", func(*rand.Rand, int, uint32) uint32 { return 0 }},
	{"near the end", func(r *rand.Rand, _ int, _ uint32) uint32 { return Blocked>>6 - r.Uint32N(1000) }},
	{"anything", func(r *rand.Rand, _ int, _ uint32) uint32 { return r.Uint32() }},
}

// Scaled returns the graph with weights of a scale: on arcs, and on nodes if it has node
// weights. An arc and its reverse get the same weight if one follows the other in the
// list.
func (g *Graph) Scaled(s Scale, seed uint64) *Graph {
	r, other := seeded(seed), *g
	other.Name = g.Name + ", " + s.Name
	other.Arcs, other.NodeWeights = nil, nil
	for i, a := range g.Arcs {
		if back := (Arc{a.To, a.From, a.Weight}); i > 0 && g.Arcs[i-1] == back {
			a.Weight = other.Arcs[i-1].Weight
		} else if a.Weight > 0 {
			a.Weight = s.weight(r, i, a.Weight)
		}
		other.Arcs = append(other.Arcs, a)
	}
	for i, w := range g.NodeWeights {
		other.NodeWeights = append(other.NodeWeights, s.weight(r, i, w))
	}
	return &other
}
