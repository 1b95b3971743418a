package hublabel

import (
	"math/bits"

	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// shape tells where rows begin, and how many entries two of them have in common, as a file
// has it: everything by ranks.
type shape struct {
	order   []uint32 // the node of each rank
	codes   []uint64 // its code: see elimination.Codes
	bits    []uint8  // of its code
	lengths []uint16 // of its row
	cuts    []uint16 // one a bit of a code, those of each rank behind one another
}

// longest is the length of the longest row that a shape can have.
const longest = 1<<16 - 1

// shapeOf returns the shape of the rows of a metric, whose tree must be no higher than
// longest.
func shapeOf(m hierarchy.Customized) *shape {
	t, codes := m.Base().Tree, m.Base().Codes
	s := &shape{order: t.Order, codes: codes.Code, bits: codes.Bits,
		lengths: make([]uint16, len(t.Order)), cuts: make([]uint16, len(codes.Cuts))}
	for r, depth := range t.Depth {
		s.lengths[r] = uint16(depth + 1)
	}
	for i, cut := range codes.Cuts {
		s.cuts[i] = uint16(cut)
	}
	return s
}

// place is the code of one node, and where its row and its cuts begin.
type place struct {
	code uint64
	row  uint32 // where its row begins
	cuts uint32 // where its cuts begin
}

// tables is a shape by nodes, for queries.
type tables struct {
	places []place
	cuts   []uint16
}

// tables returns the tables of rows that are padded to whole blocks, and how many
// entries the rows have together, which must be fewer than 2³². Rows go down the
// ranks: nodes that are near each other stand near each other, and those above
// them before them.
func (s *shape) tables(block uint64) (x tables, entries uint64) {
	x = tables{places: make([]place, len(s.order)), cuts: s.cuts}
	cuts := uint32(len(s.cuts))
	for r := len(s.order) - 1; r >= 0; r-- {
		cuts -= uint32(s.bits[r])
		x.places[s.order[r]] = place{code: s.codes[r], row: uint32(entries), cuts: cuts}
		entries += padded(uint64(s.lengths[r]), block)
	}
	return x, entries
}

// padded returns a length rounded up to whole blocks.
func padded(length, block uint64) uint64 { return (length + block - 1) &^ (block - 1) }

// common returns how many ancestors two nodes share, 0 if they are the same.
func (x *tables) common(s, t *place) uint32 {
	b := uint32(bits.LeadingZeros64(s.code ^ t.code))
	if b == 64 {
		return 0
	}
	return uint32(min(x.cuts[s.cuts+b], x.cuts[t.cuts+b]))
}

// size returns how many entries rows have that go one way.
func (s *shape) size(block uint64) (entries uint64) {
	for _, length := range s.lengths {
		entries += padded(uint64(length), block)
	}
	return entries
}

// estimate returns what rows take at most with the estimated bytes an entry.
func (s *shape) estimate(k hierarchy.Kind) int64 {
	size := int64(s.size(minplus.Block16)) * estimated
	if k == hierarchy.TwoSided {
		size *= 2
	}
	return size
}

// flaw is a mistake in a shape from a file.
type flaw struct {
	where  int // the part, by its place in the struct
	index  int
	reason string
}

// The parts of a shape.
const (
	inOrder = iota
	inCodes
	inBits
	_ // lengths: any will do
	inCuts
)

// check returns the first flaw, or nil. Queries rely on what it checks: two codes differ at a
// bit that both have, each bit has a cut, and no cut is above the length of its row, so that
// both rows have the entries that two nodes have in common.
func (s *shape) check() *flaw {
	seen, cuts := make([]bool, len(s.order)), 0
	for r, v := range s.order {
		switch bits := int(s.bits[r]); {
		case int64(v) >= int64(len(s.order)) || seen[v]:
			return &flaw{inOrder, r, "no node, or one for the second time"}
		case bits > 64 || cuts+bits > len(s.cuts):
			return &flaw{inBits, r, "more bits than there are cuts"}
		case r > 0 && !s.apart(r):
			return &flaw{inCodes, r, "a code that is not below the one before and apart from it"}
		default:
			for i, cut := range s.cuts[cuts:][:bits] {
				if cut > s.lengths[r] {
					return &flaw{inCuts, cuts + i, "more common ancestors than ancestors"}
				}
			}
			seen[v] = true
			cuts += bits
		}
	}
	if cuts != len(s.cuts) {
		return &flaw{inCuts, cuts, "a cut of no node"}
	}
	return nil
}

// apart tells whether the code of a rank is below the code of the rank before it, and neither
// is the beginning of the other. If that holds for all consecutive ranks it holds for any
// two: codes fall all along, so the bits that a code shares with one further on it shares
// with all codes between.
func (s *shape) apart(r int) bool {
	differ := bits.LeadingZeros64(s.codes[r] ^ s.codes[r-1])
	return s.codes[r] < s.codes[r-1] && differ < int(min(s.bits[r], s.bits[r-1]))
}
