package csr

import (
	"cmp"
	"runtime"
	"sync"
)

// Street is what a map says of the street that an arc is a part of. The zero value is
// no street.
type Street struct {
	Name  string // as people call it, "Kungsgatan"; "" if it has none
	Class string // its kind: OpenStreetMap's highway, such as "residential"
	Way   int64  // the number of the way in the map's source; 0 if it is unknown
	Flags uint16 // whatever the host defines
}

// compareStreets orders streets by their fields, one after another.
func compareStreets(s, t Street) int {
	return cmp.Or(cmp.Compare(s.Name, t.Name), cmp.Compare(s.Class, t.Class), cmp.Compare(s.Way, t.Way), cmp.Compare(s.Flags, t.Flags))
}

// HasStreets tells whether the file says which streets its arcs are parts of.
func (g *CSRGraph) HasStreets() bool { return g.streets != nil }

// Street returns the street of an arc, and whether it has one: see Arc for the arc's
// number. It costs a few ns and allocates nothing. Only the first call for a graph
// decodes the texts, and keeps a copy of them as long as the graph. So a Street is the
// caller's, also when its graph is closed or gone.
func (g *CSRGraph) Street(arc uint32) (Street, bool) {
	if g.streets == nil || int64(arc) >= int64(g.NumArcs()) {
		return Street{}, false
	}
	defer runtime.KeepAlive(g)
	id := g.streets.arcs.at(int(arc))
	if id == 0 {
		return Street{}, false
	}
	return g.streets.street(int(id) - 1), true
}

// streets are the streets of a file. Graphs that are derived from one share them.
type streets struct {
	arcs  numbers  // of each arc: the number of its street, from 1; 0 is none
	texts numbers  // of each street: the numbers of name and class, from 1; 0 is ""
	ways  []uint32 // of each street, if all fit; else nil
	large []uint64 // of each street, in two's complement, if they do not fit ways; else nil
	flags []uint16 // of each street; nil if all are 0
	ends  numbers  // of each text: where it ends in text
	text  []byte   // all texts, one after another

	once  sync.Once
	words []string // by number, once they are decoded
}

// count returns how many streets there are.
func (s *streets) count() int { return s.texts.len() / 2 }

// street returns street i, counted from 0.
func (s *streets) street(i int) Street {
	s.once.Do(s.decode)
	found := Street{Name: s.words[s.texts.at(2*i)], Class: s.words[s.texts.at(2*i+1)]}
	switch {
	case s.ways != nil:
		found.Way = int64(s.ways[i])
	case s.large != nil:
		found.Way = int64(s.large[i])
	}
	if s.flags != nil {
		found.Flags = s.flags[i]
	}
	return found
}

// decode makes strings of the texts, all parts of one copy: the file may be a mapping,
// which ends before strings that were taken from it do.
func (s *streets) decode() {
	text, from := string(s.text), uint32(0)
	s.words = make([]string, 1, 1+s.ends.len())
	for i := range s.ends.len() {
		end := s.ends.at(i)
		s.words = append(s.words, text[from:end])
		from = end
	}
}

// numbers is an array of numbers, in 2 bytes each or in 4.
type numbers struct {
	narrow []uint16
	wide   []uint32 // nil if they are narrow
}

// numbersWidth returns the bytes of each of some numbers, of which none is larger
// than most.
func numbersWidth(most int) int {
	if most < 1<<16 {
		return 2
	}
	return 4
}

func (n numbers) len() int { return len(n.narrow) + len(n.wide) }

func (n numbers) at(i int) uint32 {
	if n.wide != nil {
		return n.wide[i]
	}
	return uint32(n.narrow[i])
}
