package osm

import "slices"

// states tell users apart who are on one segment and came different ways, where a
// restriction forbids what is next to some of them. They are the automaton of Aho and
// Corasick ("Efficient string matching", 1975) over sequences of segments: a state for each
// beginning of a forbidden sequence, with at least two segments; of one segment, the
// segment itself is the state.
type states struct {
	segments  int // how many there are: states begin with this number
	list      []state
	children  map[move]uint32
	forbidden map[move]bool
}

// state is a beginning of a forbidden sequence.
type state struct {
	segment uint32 // the last one
	parent  uint32 // the state without it
	suffix  uint32 // the state of the longest end of the sequence that has one
	depth   int
}

// move is a state and the segment that comes next.
type move struct{ state, next uint32 }

// newStates returns the states that only segments make.
func newStates(segments int) states {
	return states{segments: segments, children: map[move]uint32{}, forbidden: map[move]bool{}}
}

// count returns how many states there are besides the segments.
func (s *states) count() int { return len(s.list) }

// segment returns the segment that users of a state are on.
func (s *states) segment(of uint32) uint32 {
	if int(of) < s.segments {
		return of
	}
	return s.list[int(of)-s.segments].segment
}

// forbid forbids to go on to a segment after a sequence of them.
func (s *states) forbid(sequence []uint32, next uint32) {
	at := sequence[0]
	for i, segment := range sequence[1:] {
		child, ok := s.children[move{at, segment}]
		if !ok {
			child = uint32(s.segments + len(s.list))
			s.list = append(s.list, state{segment: segment, parent: at, depth: i})
			s.children[move{at, segment}] = child
		}
		at = child
	}
	s.forbidden[move{at, next}] = true
}

// link completes the states when all is forbidden: each learns its suffix, shorter ones
// first.
func (s *states) link() {
	order := make([]uint32, len(s.list))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return s.list[a].depth - s.list[b].depth })
	for _, i := range order {
		t := &s.list[i]
		if t.suffix = t.segment; t.depth > 0 {
			t.suffix = s.after(s.list[int(t.parent)-s.segments].suffix, t.segment)
		}
	}
}

// after returns the state in which users are who go on to a segment.
func (s *states) after(from, next uint32) uint32 {
	for {
		if child, ok := s.children[move{from, next}]; ok {
			return child
		}
		if int(from) < s.segments {
			return next
		}
		from = s.list[int(from)-s.segments].suffix
	}
}

// forbids tells whether users of a state may not go on to a segment.
func (s *states) forbids(from, next uint32) bool {
	for len(s.forbidden) > 0 {
		if s.forbidden[move{from, next}] {
			return true
		}
		if int(from) < s.segments {
			return false
		}
		from = s.list[int(from)-s.segments].suffix
	}
	return false
}
