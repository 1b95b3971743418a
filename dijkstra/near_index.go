package dijkstra

import (
	"context"

	"github.com/veltrix/cairn/csr"
)

// Mostly a target that cannot be reached is closed itself, and its neighbours are open. Labels
// tell so of a pair in much less time than it takes to search for all that can be reached. So
// they are asked about the few nodes that are nearest to the target, reached or not, until one of
// them is reached: that is the nearest, once those that are as near have been asked about too. If
// more than one is not reached, a whole quarter may be closed off, and a search takes less. With
// an index that takes long for a pair a search takes less in any case.
const (
	mostAsked   = 8 // nodes that are asked about
	mostInVain  = 1 // of these are not reached
	partSettled = 8 // one node in so many is settled at most for each
)

// nearestAsked finds the node nearest to a target, to which there is no path, by asking an index.
// ok is false if it gave up.
func (s *Solver) nearestAsked(ctx context.Context, from, to csr.Node, by Measure, maxDistance uint32) (best candidate, ok bool, err error) {
	best.distance = Unreachable
	list, err := s.near.nearest(s, to, by, reached{}, mostAsked)
	if err != nil {
		return best, false, err
	}
	inVain := 0
	for _, c := range list {
		if best.distance != Unreachable && c.away > best.away {
			return best, true, nil
		}
		if c.node == to {
			continue
		}
		r := s.limited(ctx, from, c.node, max(s.g.NumNodes()/partSettled, fewest), false)
		c.distance = r.Distance
		switch {
		case r.Outcome == Found && r.Distance <= maxDistance:
			if best.distance == Unreachable || c.compare(best) < 0 {
				best = c
			}
		case inVain == mostInVain:
			return best, false, nil
		default:
			inVain++
		}
	}
	return best, false, nil // others may be as near
}
