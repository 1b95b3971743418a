package geojson

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Stats counts what was read and what was left out.
type Stats struct {
	Features int // in the text; a bare geometry is one
	Streets  int // features that were used
	Closed   int // features with lines that the Profile or Access left out

	// OtherGeometry counts features that are neither lines nor barriers by the type of
	// their geometry; "none" is null and "unknown" a type that RFC 7946 does not have.
	OtherGeometry map[string]int

	// Unread counts tags, as key=value, that bear on the Profile and that it does
	// not understand. Beyond 128 different ones, the rest is under "…".
	Unread map[string]int

	Repeated  int // steps from a position to the same one, left out
	Barriers  int // positions of streets where a barrier stops the Profile
	Floors    int // streets used that have a level or a height other than 0; Options.Levels heeds them
	Joined    int // ends that Tolerance joined to others or to a street
	Crossings int // pairs of steps that cross or touch without a common position, except at bridges and tunnels; fewer are counted on maps that are all crossings
	Nodes     int
	Arcs      int // before csr.Builder drops loops and parallel arcs
}

// maxUnread is how many different tags are counted by name.
const maxUnread = 128

// unread counts a tag that was not understood.
func (s *Stats) unread(tag string) {
	if len(tag) > 80 {
		tag = strings.ToValidUTF8(tag[:80], "") + "…"
	}
	if _, known := s.Unread[tag]; !known && len(s.Unread) >= maxUnread {
		tag = "…"
	}
	count(&s.Unread, tag)
}

// count adds one to a count by name.
func count(counts *map[string]int, name string) {
	if *counts == nil {
		*counts = map[string]int{}
	}
	(*counts)[name]++
}

// String returns a sentence: how many features were read, used and left out.
func (s Stats) String() string {
	others := 0
	for _, n := range s.OtherGeometry {
		others += n
	}
	text := fmt.Sprintf("%d features: %d streets used, %d closed, %d of other geometry", s.Features, s.Streets, s.Closed, others)
	if others > 0 {
		text += " (" + Listed(s.OtherGeometry) + ")"
	}
	return text
}

// Listed returns the eight largest counts of OtherGeometry or Unread as text, the
// largest first: "oneway=maybe: 3, foot=perhaps: 1".
func Listed(counts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for i, name := range names {
		if i == 8 {
			parts = append(parts, fmt.Sprintf("%d more", len(names)-i))
			break
		}
		parts = append(parts, fmt.Sprintf("%s: %d", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}
