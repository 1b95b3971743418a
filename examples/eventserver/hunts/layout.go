package hunts

import (
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

// settle has the hunt be in a World, by a function that finds the node of a spot
// there, if there is one. It tells whether there are those that are still needed. Streets
// whose spot is not there, or is needed, are open.
func (s *State) settle(w *world.World, l *layout, find func(spot) (csr.Node, bool)) (ok bool) {
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
		if v, ok := find(street); ok && !s.needed(v) && !s.blocked(v) {
			s.places[s.shut] = v
			s.shut++
		}
	}
	s.rebuildOverlay()
	return true
}

// elsewhere finds nodes that are where those of another World were.
func elsewhere(w *world.World) func(spot) (csr.Node, bool) {
	return func(p spot) (csr.Node, bool) { return w.Counterpart(p.lon, p.lat) }
}

// same finds the nodes of the World that the spots are of.
func same(w *world.World) func(spot) (csr.Node, bool) {
	return func(p spot) (csr.Node, bool) { return p.node, int(p.node) < w.Graph.NumNodes() }
}
