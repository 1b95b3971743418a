package geojson

import (
	"fmt"

	"github.com/veltrix/cairn/csr/profile"
)

// Stats counts what was read and what was left out.
type Stats struct {
	Features int // in the text; a bare geometry is one
	Streets  int // features that were used
	Closed   int // features with lines that the Profile left out

	// OtherGeometry counts features that are neither lines nor barriers by the type of
	// their geometry; "none" is null and "unknown" a type that RFC 7946 does not have.
	OtherGeometry profile.Counts

	// Unread counts tags, as key=value, that bear on the Profile and that it does
	// not understand. Beyond 128 different ones, the rest is under "…".
	Unread profile.Counts

	Repeated  int // steps from a position to the same one, left out
	Barriers  int // positions of streets where a barrier stops the Profile
	Floors    int // streets used that have a level or a height other than 0; Options.Levels heeds them
	Joined    int // ends that Tolerance joined to others or to a street
	Crossings int // pairs of steps that cross or touch without a common position, except at bridges and tunnels; fewer are counted on maps that are all crossings
	Nodes     int
	Arcs      int // before csr.Builder drops loops and parallel arcs
}

// String returns a sentence: how many features were read, used and left out.
func (s Stats) String() string {
	others := 0
	for _, n := range s.OtherGeometry {
		others += n
	}
	text := fmt.Sprintf("%d features: %d streets used, %d closed, %d of other geometry", s.Features, s.Streets, s.Closed, others)
	if others > 0 {
		text += " (" + s.OtherGeometry.String() + ")"
	}
	return text
}
