package hunts

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// A hunt can have some areas closed, each of some corners. So those of a hunt take 4 kB at
// most. They lie on the Go heap, not in the record: most hunts have none.
const (
	maxAreas   = 4
	maxCorners = 64
)

// Ring is the border of a closed area: the longitude and latitude of its corners, in either
// direction. It is not changed once a hunt has it.
type Ring [][2]float64

// area returns the part of the map inside a ring.
func (r Ring) area(w *world.World) (*csr.Area, error) {
	return csr.NewPolygon(w.Graph, [][][2]float64{r})
}

// contains tells whether a place lies in the area.
func (r Ring) contains(w *world.World, lon, lat float64) bool {
	area, err := r.area(w)
	return err == nil && area.Contains(lon, lat)
}

// placed returns a ring as the map has its points.
func (r Ring) placed(w *world.World) Ring {
	placed := make(Ring, len(r))
	for i, p := range r {
		placed[i][0], placed[i][1] = w.Place(p[0], p[1])
	}
	return placed
}

// check returns why no area can have such a border.
func (r Ring) check() error {
	if n := len(r); n < 3 || n > maxCorners {
		return refusal.BadRequest("area", fmt.Sprintf("it has %d corners; 3 to %d are wanted", n, maxCorners))
	}
	return nil
}

// CloseArea closes all streets in an area, for this hunt alone, also those that only cross it.
// The error is a *refusal.Error if the ring is none, if the player or a clue is inside, if no
// street is there, or if as many areas are closed as may be.
func (s *State) CloseArea(ring Ring) error {
	if err := ring.check(); err != nil {
		return err
	}
	ring = ring.placed(s.world)
	area, err := ring.area(s.world)
	switch {
	case err != nil:
		return refusal.BadRequest("area", err.Error())
	case s.occupies(ring):
		return refusal.Conflict("the player or a clue is there")
	case len(s.areas) == maxAreas:
		return refusal.Conflict(fmt.Sprintf("%d areas are closed already", maxAreas))
	case len(area.AppendArcs(nil)) == 0:
		return refusal.Conflict("there is no street")
	}
	s.areas = append(slices.Clone(s.areas), ring)
	s.dropStreets(func(v csr.Node) bool { return area.Contains(s.world.Point(v)) }) // the area has them
	s.applyClosed()
	return nil
}

// ReopenArea opens the streets of an area again, whose border has to be that of a closed one.
// The error is a *refusal.Error if it is not.
func (s *State) ReopenArea(ring Ring) error {
	ring = ring.placed(s.world)
	for i, closed := range s.areas {
		if slices.Equal(closed, ring) {
			s.openArea(i)
			return nil
		}
	}
	return refusal.Conflict("no such area is closed")
}

// Areas returns how many areas are closed.
func (s *State) Areas() int { return len(s.areas) }

// openArea opens the area of a number.
func (s *State) openArea(i int) {
	s.areas = slices.Delete(slices.Clone(s.areas), i, i+1)
	s.applyClosed()
}

// areaAt returns the number of the area that a place lies in, the last that was closed if it is
// in several, or -1.
func (s *State) areaAt(lon, lat float64) int {
	for i, ring := range slices.Backward(s.areas) {
		if ring.contains(s.world, lon, lat) {
			return i
		}
	}
	return -1
}

// occupies tells whether the player or a clue, found or not, is in an area. The player is where
// they would be if it were open.
func (s *State) occupies(ring Ring) bool {
	at, err := s.world.Nearest(s.lon, s.lat)
	if err == nil && ring.contains(s.world, at.X, at.Y) {
		return true
	}
	return slices.ContainsFunc(s.clues(), func(v csr.Node) bool {
		lon, lat := s.world.Point(v)
		return ring.contains(s.world, lon, lat)
	})
}

// close has an overlay close the area of a ring, if it is one on the map of the overlay.
func (r Ring) close(w *world.World, o *csr.Overlay) {
	if area, err := r.area(w); err == nil {
		_ = o.SetArcs(area.AppendArcs(nil), csr.Blocked) // these are arcs
		_ = o.SetNodes(area.AppendNodes(nil), csr.Blocked)
	}
}
