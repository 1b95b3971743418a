package osm

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Stats counts what was read and what was left out.
type Stats struct {
	FileNodes     int // nodes in the file
	FileWays      int // ways in the file
	FileRelations int // relations in the file

	Streets    int // ways that were used
	Closed     int // ways with a kind of street that the Profile left out
	Short      int // open streets of fewer than two nodes that are in the file, left out
	Duplicates int // open streets left out, since one with the same number stands behind them in the file
	Squares    int // areas, as ways or multipolygons, whose outlines were used
	Crossed    int // those that Options.CrossSquares made lines across
	Uncrossed  int // those that it did not: their outline is not closed or is one-way, or other streets meet it in more than 64 nodes

	Missing  int // nodes of open streets that are not in the file, or without a position: the street is cut there
	Repeated int // steps from a node to the same one, left out
	Barriers int // nodes of streets where a barrier stops the Profile
	Joined   int // ends that Tolerance joined to others or to a street

	Restrictions int // turn restrictions for the Profile
	Applied      int // those that Options.Turns made turns of
	Broken       int // those that name no possible turn on open streets, left out

	// Unread counts tags, as key=value, that bear on the Profile and that it does not
	// understand. Beyond 128 different ones, the rest is under "…".
	Unread map[string]int

	Nodes int // of the map
	Arcs  int // before csr.Builder drops loops and parallel arcs
}

// add adds the counts of a part of the file.
func (s *Stats) add(part *Stats, unread []string) {
	s.FileNodes += part.FileNodes
	s.FileWays += part.FileWays
	s.FileRelations += part.FileRelations
	s.Closed += part.Closed
	s.Short += part.Short
	s.Restrictions += part.Restrictions
	for _, tag := range unread {
		s.unread(tag)
	}
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
	if s.Unread == nil {
		s.Unread = map[string]int{}
	}
	s.Unread[strings.Clone(tag)]++
}

// String returns a sentence: how much was read, used and left out.
func (s Stats) String() string {
	text := fmt.Sprintf("%d nodes, %d ways and %d relations: %d streets used, %d closed", s.FileNodes, s.FileWays, s.FileRelations, s.Streets, s.Closed)
	for _, said := range []struct {
		n    int
		text string
	}{
		{s.Short, ", %d of fewer than two nodes"},
		{s.Duplicates, ", %d duplicates"},
		{s.Missing, ", %d nodes of streets missing"},
	} {
		if said.n > 0 {
			text += fmt.Sprintf(said.text, said.n)
		}
	}
	return text
}

// Listed returns the eight largest counts of Unread as text, the largest first:
// "oneway=maybe: 3, foot=perhaps: 1".
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
