package graphtest

import "math/rand/v2"

// Streets returns a random graph of 1 to 40 nodes with the parts of a street map: a few
// junctions joined by chains of nodes with two neighbours, dead ends, rings, parallel
// streets, steps both ways at one cost or at two, one-way streets, and separate
// components. Weights are drawn as in Small; three steps in four cost more than 0, since
// otherwise there are no chains.
func Streets(r *rand.Rand) *Graph {
	s := &streets{Graph: &Graph{Name: "streets"}, r: r, palette: palettes[r.IntN(len(palettes))]}
	junctions := 1 + r.IntN(5)
	s.N = junctions
	for range r.IntN(9) {
		s.chain(r.Uint32N(uint32(junctions)), r.IntN(7), junctions)
	}
	if r.IntN(3) > 0 {
		palette := palettes[r.IntN(len(palettes))]
		for range s.N {
			s.NodeWeights = append(s.NodeWeights, palette[r.IntN(len(palette))])
		}
	}
	s.shuffle()
	return s.Graph
}

type streets struct {
	*Graph
	r       *rand.Rand
	palette []uint32
}

// chain adds a chain of n nodes from a junction to another, to the same, or to nowhere.
func (s *streets) chain(from uint32, n, junctions int) {
	both, same := s.r.IntN(5) > 0, s.r.IntN(3) > 0
	for range n {
		s.step(from, uint32(s.N), both, same)
		from = uint32(s.N)
		s.N++
	}
	if s.r.IntN(5) > 0 {
		s.step(from, s.r.Uint32N(uint32(junctions)), both, same)
	}
}

// step adds one step of a chain.
func (s *streets) step(u, v uint32, both, same bool) {
	w := s.weight()
	s.Arcs = append(s.Arcs, Arc{u, v, w})
	if !both {
		return
	}
	if !same {
		w = s.weight()
	}
	s.Arcs = append(s.Arcs, Arc{v, u, w})
}

func (s *streets) weight() uint32 {
	if s.r.IntN(4) > 0 {
		return 1 + s.r.Uint32N(9)
	}
	return s.palette[s.r.IntN(len(s.palette))]
}

// shuffle renumbers the nodes, so that junctions are not the smallest.
func (s *streets) shuffle() {
	to := s.r.Perm(s.N)
	for i, a := range s.Arcs {
		s.Arcs[i].From, s.Arcs[i].To = uint32(to[a.From]), uint32(to[a.To])
	}
}
