package roundtrip

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// streets are the steps of a graph, with the street that each is on: a step and the one back
// are on the same.
type streets struct {
	network.Network
	out, in side
}

// side is the steps in one direction.
type side struct {
	*network.Steps
	street []uint32 // by step
}

// load makes the streets those of a graph under an overlay, which may be nil.
func (s *streets) load(g *csr.CSRGraph, o *csr.Overlay) error {
	change, err := s.Load("roundtrip: overlay", g, o)
	if change == network.NewGraph {
		s.number()
	}
	return err
}

// number numbers streets, each as the first of its steps.
func (s *streets) number() {
	n := len(s.ArcOf)
	s.out, s.in = side{&s.Out, make([]uint32, n)}, side{&s.In, make([]uint32, n)}
	for v := range csr.Node(len(s.Out.First) - 1) {
		for i := s.In.First[v]; i < s.In.First[v+1]; i++ {
			a := s.ArcOf[i]
			s.out.street[a] = a
			if back, ok := s.Find(v, s.In.Ends[i]); ok {
				s.out.street[a] = min(a, back)
			}
			s.in.street[i] = s.out.street[a]
		}
	}
}

// streetOf returns the street between two neighbours.
func (s *streets) streetOf(from, to csr.Node) uint32 {
	return s.out.street[s.Arc(from, to)]
}
