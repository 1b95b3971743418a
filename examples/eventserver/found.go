package main

import (
	"fmt"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// A clue is found within a radius of where the player has last said to be, not at the
// node nearest to that: with a GPS error of 5 metres the nearest is another one half of
// the time.

// toClue returns how far the player is from the next clue as the crow flies, in metres or
// plane units, and whether there is one.
func (h *hunt) toClue() (distance float64, ok bool) {
	clue, ok := h.next()
	if !ok {
		return 0, false
	}
	lon, lat := h.world.point(clue)
	return h.world.metres(h.lon, h.lat, lon, lat), true
}

// arrived tells whether the player can find the next clue from where they are.
func (h *hunt) arrived() bool {
	distance, ok := h.toClue()
	return ok && distance <= h.world.found
}

// find notes that the player has found the next clue.
func (h *hunt) find(*move) error {
	distance, ok := h.toClue()
	switch {
	case !ok:
		return refusal.Conflict("all clues are found")
	case distance > h.world.found:
		return refusal.Conflict(fmt.Sprintf("the next clue is %.0f %s away, and is found within %.4g", distance, h.world.measure(), h.world.found))
	}
	h.found++
	return nil
}
