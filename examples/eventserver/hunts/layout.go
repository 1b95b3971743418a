package hunts

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// spot is a node and where it is, so that it can be looked for in another World.
type spot struct {
	node     csr.Node
	lon, lat float64
}

// layout is where a hunt has its player and its nodes.
type layout struct {
	at     spot // the player's place on a street, with the corner beside it
	clues  []spot
	closed []spot
	areas  []Ring
}

// layout returns where the nodes of the hunt are.
func (s *State) layout() layout {
	at := placeOf(s.world, s.at)
	return layout{spot{at.Node, at.Lon, at.Lat}, s.spots(s.clues()), s.spots(s.closed()), s.areas}
}

// spot returns where a node is.
func (s *State) spot(v csr.Node) spot {
	lon, lat := s.world.Point(v)
	return spot{v, lon, lat}
}

// spots returns where nodes are.
func (s *State) spots(nodes []csr.Node) []spot {
	list := make([]spot, len(nodes))
	for i, v := range nodes {
		list[i] = s.spot(v)
	}
	return list
}

// settle has the hunt be in the World that its layout is of, and tells whether all nodes that
// are still needed are there.
func (s *State) settle(w *world.World, l *layout) bool {
	return s.place(w, l, func(p spot) (csr.Node, bool) { return p.node, w.Graph.HasNode(p.node) })
}

// settleAnew has the hunt be in another World: nodes are looked for there by where they are. It
// tells whether there are those that are still needed. Streets and areas that are not there, or
// where the player or a clue is, are open.
func (s *State) settleAnew(w *world.World, l *layout) bool {
	there := func(p spot) (csr.Node, bool) { return w.Counterpart(p.lon, p.lat) }
	if !w.OnStreet(l.at.lon, l.at.lat) || !s.place(w, l, there) {
		return false
	}
	s.areas = slices.DeleteFunc(slices.Clone(s.areas), func(r Ring) bool {
		_, err := r.area(w)
		return err != nil || s.occupies(r)
	})
	closed := slices.Clone(s.closed())
	s.shut = 0
	for _, v := range closed {
		if !s.needed(v) && !s.blocked(v) {
			s.places[s.shut] = v
			s.shut++
		}
	}
	s.applyClosed()
	return true
}

// place puts the nodes of the hunt where find finds them, and tells whether all that are still
// needed were found.
func (s *State) place(w *world.World, l *layout, find func(spot) (csr.Node, bool)) bool {
	s.world, s.placed, s.shut, s.areas = w, uint32(len(l.clues)), 0, l.areas
	for i, clue := range l.clues {
		v, ok := find(clue)
		if s.stops[i] = v; !ok && i >= int(s.found) {
			return false
		}
	}
	for _, street := range l.closed {
		if v, ok := find(street); ok {
			s.places[s.shut] = v
			s.shut++
		}
	}
	s.applyClosed()
	return true
}
