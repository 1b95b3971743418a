package hublabel

import (
	"math/bits"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/elimination"
)

// place is where things are of one node.
type place struct {
	code uint64 // which way the node lies from the roots: see elimination.Codes
	row  uint32 // where its row begins
	cuts uint32 // where its cuts begin
}

// tables finds rows, and how much of them two nodes have in common.
type tables struct {
	places []place  // by node
	cuts   []uint16 // see elimination.Codes
}

// newTables returns the tables of a tree whose rows are padded to whole blocks,
// and how many entries the rows have together. Rows stand in the order of ranks,
// so that those of nodes that are near each other do, too.
func newTables(t *elimination.Tree, codes *elimination.Codes, block uint32) (x tables, entries uint64) {
	x.places = make([]place, len(t.Order))
	x.cuts = make([]uint16, len(codes.Cuts))
	for i, cut := range codes.Cuts {
		x.cuts[i] = uint16(cut)
	}
	for r, v := range t.Order {
		x.places[v] = place{code: codes.Code[r], row: uint32(entries), cuts: codes.At[r]}
		entries += uint64((t.Depth[r] + block) &^ (block - 1)) // Depth + 1, rounded up
	}
	return x, entries
}

// common returns how many ancestors two nodes share, 0 if they are the same.
func (x *tables) common(s, t *place) uint32 {
	b := uint32(bits.LeadingZeros64(s.code ^ t.code))
	if b == 64 {
		return 0
	}
	return uint32(min(x.cuts[s.cuts+b], x.cuts[t.cuts+b]))
}

// of returns the place of a node.
func (x *tables) of(v csr.Node) *place { return &x.places[v] }
