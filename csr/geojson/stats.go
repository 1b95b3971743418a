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
	Streets  int // of them, features that were used
	Closed   int // features with lines, left out by the Profile or Access

	// OtherGeometry counts features without lines, that are no barrier either, by
	// the type of their geometry; "none" is null and "unknown" what RFC 7946 does
	// not have.
	OtherGeometry map[string]int

	// Unread counts tags, as key=value, that bear on the Profile and that it does
	// not understand. Beyond some hundred different ones, the rest is under "…".
	Unread map[string]int

	Repeated  int // steps from a position to the same one, left out
	Barriers  int // positions of streets where the Profile is not let through
	Floors    int // streets used that have a level or a height other than 0, heeded if Options.Levels
	Joined    int // ends that Tolerance joined to others or to a street
	Crossings int // pairs of steps that cross or touch where they have no common position, bridges and tunnels apart; at least, on maps that are all crossings
	Nodes     int
	Arcs      int // before csr.Builder drops loops and parallel ones
}

// maxUnread is how many different tags are told apart.
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

// String says in a sentence how many features were read, and what became of them.
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

// Listed writes counts by name, such as those of Stats, the largest first and at
// most eight: "oneway=maybe: 3, foot=perhaps: 1".
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
