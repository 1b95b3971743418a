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

// layout is where a hunt has its nodes.
type layout struct {
	at     spot // nearest to the player
	clues  []spot
	closed []spot
}

// layout returns where the nodes of the hunt are.
func (s *State) layout() layout {
	return layout{s.spot(s.at), s.spots(s.clues()), s.spots(s.closed())}
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

// settle has the hunt be in the World that its layout is of, and tells whether all nodes are
// there.
func (s *State) settle(w *world.World, l *layout) bool {
	return s.place(w, l, func(p spot) (csr.Node, bool) { return p.node, int(p.node) < w.Graph.NumNodes() })
}

// settleAnew has the hunt be in another World: nodes are looked for there by where they are. It
// tells whether there are those that are still needed. Streets that are not there, or where the
// player or a clue is, are open.
func (s *State) settleAnew(w *world.World, l *layout) bool {
	if !s.place(w, l, func(p spot) (csr.Node, bool) { return w.Counterpart(p.lon, p.lat) }) {
		return false
	}
	closed := slices.Clone(s.closed())
	s.shut = 0
	for _, v := range closed {
		if !s.needed(v) && !s.blocked(v) {
			s.places[s.shut] = v
			s.shut++
		}
	}
	s.rebuildOverlay()
	return true
}

// place puts the nodes of the hunt where find finds them, and tells whether all that are still
// needed were found.
func (s *State) place(w *world.World, l *layout, find func(spot) (csr.Node, bool)) (ok bool) {
	s.world, s.placed, s.shut = w, uint32(len(l.clues)), 0
	if s.at, ok = find(l.at); !ok {
		return false
	}
	for i, clue := range l.clues {
		if s.stops[i], ok = find(clue); !ok && i >= int(s.found) {
			return false
		}
	}
	for _, street := range l.closed {
		if v, ok := find(street); ok {
			s.places[s.shut] = v
			s.shut++
		}
	}
	s.rebuildOverlay()
	return true
}
