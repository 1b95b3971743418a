package hunts

import (
	"fmt"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// A clue is found within a radius of where the player has last said to be, not at the
// node nearest to that: with a GPS error of 5 metres the nearest is another one half of
// the time.

// toClue returns how far the player is from the next clue as the crow flies, in metres or
// plane units, and whether there is one.
func (s *State) toClue() (distance float64, ok bool) {
	clue, ok := s.Next()
	if !ok {
		return 0, false
	}
	lon, lat := s.world.Point(clue)
	return s.world.Metres(s.lon, s.lat, lon, lat), true
}

// Arrived tells whether the player can find the next clue from where they are.
func (s *State) Arrived() bool {
	distance, ok := s.toClue()
	return ok && distance <= s.world.Found
}

// Find notes that the player has found the next clue. The error is a *refusal.Error if
// there is none, or if it is too far away.
func (s *State) Find() error {
	distance, ok := s.toClue()
	switch {
	case !ok:
		return refusal.Conflict("all clues are found")
	case distance > s.world.Found:
		return refusal.Conflict(fmt.Sprintf("the next clue is %.0f %s away, and is found within %.4g", distance, s.world.Measure(), s.world.Found))
	}
	s.found++
	return nil
}
