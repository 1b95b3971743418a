package osm

import (
	"fmt"

	"github.com/veltrix/cairn/csr/profile"
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
	Unread profile.Counts

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
		s.Unread.Add(tag)
	}
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
