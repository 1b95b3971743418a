package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. They are worked out on the hierarchy, a block of nodes at a
// time, which is faster for many nodes near each other than their labels are. It takes some 10
// bytes a node, and the first of an index makes tables of 70 to 120 bytes a node for all of
// them, in about the time that Customize takes; of an index from a file it makes the
// hierarchy first.
func (x *Index) Potential() (dijkstra.Potential, error) {
	return x.ask.Potential(x.labels, x.labels.singles())
}

// singles returns how many distances of one node take less than to begin with blocks: these
// read some 32 kB.
func (x *rows[E, S]) singles() int { return len(x.places) << 14 / max(len(x.entries), 1) }

// ReadUpward writes the row of a node.
func (x *rows[E, S]) ReadUpward(dst []uint64, v csr.Node, down bool) {
	at := x.places[v].row
	if down {
		at += x.down
	}
	for i, e := range x.entries[at:][:len(dst)] {
		if dst[i] = uint64(e); e == x.none {
			dst[i] = hierarchy.Inf
		}
	}
}

// Costs returns what a dijkstra.Solver uses for overlays that change much: memory for the
// costs of all shortcuts under one overlay at a time, for one goroutine, of 8 bytes a shortcut
// and 20 a node. The first of an index, and of all that are customised from it, makes a list for
// all of them, of 0.7 MB for a street map of 8,000 nodes. It is nil if shortcuts make more than
// 32 triangles a node, as on a grid: then a search takes less. The error is
// dijkstra.ErrNoGraph for the zero Index, or that of making the hierarchy of an index from
// a file.
func (x *Index) Costs() (dijkstra.Costs, error) { return x.ask.Costs() }
