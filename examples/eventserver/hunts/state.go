package hunts

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/clues"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// maxClosed is how many streets a hunt can have closed.
const maxClosed = 64

// State is the part of a hunt that changes, with the rules of the game as methods. Play and
// Change hand it to functions, and it is good until those return.
type State struct {
	world   *world.World // that the nodes are of
	*record              // nil once the hunt has ended or is lost
	areas   []Ring       // that are closed; changed by making another list
	overlay *csr.Overlay // closes streets and areas; nil as long as there are none
}

// record is all that is known of the player, the clues and the closed streets. It has no pointers,
// so that it can lie in an arena and costs the garbage collector nothing.
type record struct {
	lon, lat float64      // where the player is
	at       csr.Position // and the place nearest to it on a street that is open
	found    uint32       // clues
	placed   uint32       // clues in all
	shut     uint32       // streets
	stops    [clues.Most]csr.Node
	places   [maxClosed]csr.Node
}

// clues returns the nodes of all clues, in the order in which they are to be found.
func (r *record) clues() []csr.Node { return r.stops[:r.placed] }

// closed returns the nodes at which streets are closed.
func (r *record) closed() []csr.Node { return r.places[:r.shut] }

// needed tells whether a node is where the player or a clue is, found or not.
func (r *record) needed(v csr.Node) bool {
	at, isNode := r.at.Node()
	return isNode && v == at || slices.Contains(r.clues(), v)
}

// blocked tells whether a street is closed at a node.
func (r *record) blocked(v csr.Node) bool { return slices.Contains(r.closed(), v) }

// World returns the version of the map that the hunt is on.
func (s *State) World() *world.World { return s.world }

// Next returns the node of the next clue, if there is one.
func (s *State) Next() (clue csr.Node, ok bool) {
	if s.found == s.placed {
		return 0, false
	}
	return s.stops[s.found], true
}

// Move puts the player somewhere. The error is a *refusal.Error if that is not on the map.
func (s *State) Move(lon, lat float64) error {
	lon, lat = s.world.Place(lon, lat)
	_, err := s.world.Nearest(lon, lat)
	if err == nil {
		s.lon, s.lat = lon, lat
		s.snap()
	}
	return err
}

// Stand puts the player on a node.
func (s *State) Stand(v csr.Node) {
	s.lon, s.lat = s.world.Point(v)
	s.snap()
}

// snap puts the player on the nearest street that is open, or that is closed if all are.
func (s *State) snap() {
	place, ok := s.world.Open(s.lon, s.lat, s.overlay)
	if !ok {
		place, _ = s.world.Nearest(s.lon, s.lat) // which Move has checked
	}
	s.at = place.Position
}

// applyClosed has the overlay close the streets and areas that are closed, and no others, and
// puts the player on a street that is open.
func (s *State) applyClosed() {
	s.overlay = nil
	if s.shut > 0 || len(s.areas) > 0 {
		s.overlay = csr.NewOverlay(s.world.Graph)
	}
	for _, ring := range s.areas {
		ring.close(s.world, s.overlay)
	}
	for _, v := range s.closed() {
		_ = s.overlay.SetNode(v, csr.Blocked) // v is a node
	}
	s.snap()
}

// undo is a State as it was before a change.
type undo struct {
	record  record
	areas   []Ring
	overlay *csr.Overlay
}

// remember returns what restore needs.
func (s *State) remember() undo { return undo{*s.record, s.areas, s.overlay} }

// restore makes everything as it was.
func (s *State) restore(u undo) { *s.record, s.areas, s.overlay = u.record, u.areas, u.overlay }

// moveTo has the hunt go on in another World: all its nodes are looked for there by where
// they are. It tells whether there are those that are still needed.
func (s *State) moveTo(w *world.World) bool {
	l := s.layout()
	return s.settleAnew(w, &l)
}
