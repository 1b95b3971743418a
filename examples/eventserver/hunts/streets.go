package hunts

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Close closes the street at a place, for this hunt alone. The error is a *refusal.Error if
// the place is not on the map, or if the street cannot be closed.
func (s *State) Close(lon, lat float64) error {
	lon, lat = s.world.Place(lon, lat)
	v, err := s.world.NearestCorner(lon, lat)
	if err != nil {
		return err
	}
	v = s.middle(v, lon, lat)
	switch {
	case s.needed(v):
		return refusal.Conflict("the player or a clue is there")
	case s.blocked(v) || s.areaAt(s.world.Point(v)) >= 0:
		return refusal.Conflict("the street is closed already")
	case s.shut == maxClosed:
		return refusal.Conflict(fmt.Sprintf("%d streets are closed already", maxClosed))
	}
	s.places[s.shut] = v
	s.shut++
	s.applyClosed()
	return nil
}

// middle returns where to close a street, given a node of it: at a node with two
// neighbours, which is in the middle of a street, if there is one beside or near, since
// to close a crossing would close all of its streets.
func (s *State) middle(v csr.Node, lon, lat float64) csr.Node {
	if s.blocked(v) {
		return v
	}
	beside := []csr.Node{v}
	for u := range s.world.Graph.Arcs(v).All() {
		beside = append(beside, u)
	}
	beside = slices.DeleteFunc(beside, func(u csr.Node) bool {
		return s.world.Graph.Degree(u) != 2 || s.needed(u) || s.blocked(u)
	})
	if u, ok := s.world.Closest(lon, lat, beside); ok {
		return u
	}
	return v
}

// Reopen opens the area that a place lies in, or the closed street that is nearest to it. The
// error is a *refusal.Error if none is near.
func (s *State) Reopen(lon, lat float64) error {
	lon, lat = s.world.Place(lon, lat)
	if i := s.areaAt(lon, lat); i >= 0 {
		s.openArea(i)
		return nil
	}
	best, ok := s.world.Closest(lon, lat, s.closed())
	if !ok {
		return refusal.Conflict("no street is closed there")
	}
	s.dropStreets(func(v csr.Node) bool { return v == best })
	s.applyClosed()
	return nil
}

// dropStreets takes out the closed streets at some nodes.
func (s *State) dropStreets(at func(csr.Node) bool) {
	s.shut = uint32(len(slices.DeleteFunc(s.closed(), at)))
}
