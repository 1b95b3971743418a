// Package canonical follows the rule for ties, which the documentation of package
// dijkstra states: of several shortest paths it names one, by distances alone.
//
// Call an arc tight if what it costs is the difference of the distances of its
// ends to the target. From each node the path takes the tight arc of positive cost
// that leads to the smallest number. Where all tight arcs cost nothing, it crosses
// the plateau of nodes at the same distance by as few arcs as lead to a node with
// a tight arc of positive cost, or to the target, smallest numbers first.
//
// A path costs one distance an arc that leaves its nodes, or fewer: once a tight
// arc is found the others do not matter.
package canonical

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Inf is the distance of a node that no path leads from.
const Inf uint64 = math.MaxUint64

// blocked is the weight of what no path may enter.
const blocked = math.MaxUint32

// Distances tells how far each node is from the target.
type Distances interface {
	// To returns the distance from v to the target, or Inf.
	To(v uint32) uint64
}

// Walker finds canonical paths on one graph. It is not safe for concurrent use; once
// warm it allocates nothing.
type Walker interface {
	// Weigh makes columns the weights of the paths that follow.
	Weigh(nodes, arcs layout.Column)
	// Append appends the canonical path to dst, both ends included, from a node at
	// a distance that is not Inf. ok is false if the distances are not those of the
	// weights, so that the path does not lead there; left is then how far from the
	// target it got, as they say.
	Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool)
}

// New returns a Walker of a graph.
func New(rows layout.Rows) Walker {
	switch rows := rows.(type) {
	case *layout.CSR[uint16, uint16]:
		return &walker[uint16, uint16]{rows: rows}
	case *layout.CSR[uint32, uint16]:
		return &walker[uint32, uint16]{rows: rows}
	case *layout.CSR[uint16, uint32]:
		return &walker[uint16, uint32]{rows: rows}
	case *layout.CSR[uint32, uint32]:
		return &walker[uint32, uint32]{rows: rows}
	}
	panic("canonical: adjacency of unknown widths") // there are these four
}

// walker is a Walker over adjacency in its stored widths.
type walker[O, T layout.Width] struct {
	rows        *layout.CSR[O, T]
	nodes, arcs layout.Column
	parent      map[uint32]uint32 // on the way across a plateau
	order       []uint32          // its nodes, breadth-first
}

func (w *walker[O, T]) Weigh(nodes, arcs layout.Column) { w.nodes, w.arcs = nodes, arcs }

func (w *walker[O, T]) Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool) {
	path = append(dst, from)
	here := distance
	for prev, v := from, from; v != to; {
		if len(path)-len(dst) >= len(w.rows.Offsets) {
			return path, here, false // it has been somewhere twice
		}
		u, there, ok := w.climb(prev, v, here, d)
		if ok {
			path, prev, v, here = append(path, u), v, u, there
			continue
		}
		if path, ok = w.cross(path, v, to, here, d); !ok {
			return path, here, false
		}
		v = path[len(path)-1]
		prev = v // nothing is known of the node before
	}
	return path, here, here == 0
}

// climb returns where the path goes from v if a tight arc of v has a positive
// cost, and how far that is from the target. A path that has come from prev at a
// cost does not go back there. If that leaves one arc, its distance is not asked
// for: the path must go on. Where nothing is known of prev it is v itself.
func (w *walker[O, T]) climb(prev, v uint32, here uint64, d Distances) (u uint32, there uint64, ok bool) {
	lo, hi := int(w.rows.Offsets[v]), int(w.rows.Offsets[int(v)+1])
	row := w.rows.Targets[lo:hi]
	only := len(row) == 1 || len(row) == 2 && (uint32(row[0]) == prev || uint32(row[1]) == prev)
	for i, target := range row {
		u := uint32(target)
		cost, open := w.step(lo+i, u)
		if !open || cost == 0 || cost > here || u == prev {
			continue
		}
		if there := here - cost; only || d.To(u) == there {
			return u, there, true
		}
	}
	return 0, 0, false
}

// step returns what it costs to go along an arc to u, and whether one may.
func (w *walker[O, T]) step(a int, u uint32) (cost uint64, open bool) {
	arc, node := w.arcs.At(a), w.nodes.At(int(u))
	return uint64(arc) + uint64(node), arc != blocked && node != blocked
}

// cross appends the canonical way from v, exclusive, to the nearest node of its
// plateau where the path can go on or ends, if there is one.
func (w *walker[O, T]) cross(dst []uint32, v, to uint32, here uint64, d Distances) (path []uint32, ok bool) {
	if w.parent == nil {
		w.parent = map[uint32]uint32{}
	}
	clear(w.parent)
	exit, ok := w.spread(v, to, here, d)
	if !ok {
		return dst, false
	}
	start := len(dst)
	for u := exit; u != v; u = w.parent[u] {
		dst = append(dst, u)
	}
	slices.Reverse(dst[start:])
	return dst, true
}

// spread goes through the plateau of v, breadth-first along tight arcs that cost
// nothing, up to the first node where the path can go on or ends.
func (w *walker[O, T]) spread(v, to uint32, here uint64, d Distances) (exit uint32, ok bool) {
	w.parent[v] = v
	w.order = append(w.order[:0], v)
	for next := 0; next < len(w.order); next++ {
		v := w.order[next]
		lo, hi := int(w.rows.Offsets[v]), int(w.rows.Offsets[int(v)+1])
		for a := lo; a < hi; a++ {
			u := uint32(w.rows.Targets[a])
			cost, open := w.step(a, u)
			if _, seen := w.parent[u]; !open || cost > 0 || seen || d.To(u) != here {
				continue
			}
			w.parent[u] = v
			w.order = append(w.order, u)
			if _, _, ok := w.climb(u, u, here, d); ok || u == to {
				return u, true
			}
		}
	}
	return 0, false
}
