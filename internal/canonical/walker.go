package canonical

import "slices"

// Distances tells how far each node is from the target.
type Distances interface {
	// To returns the distance from v to the target, or Inf.
	To(v uint32) uint64
}

// Walker finds one path at a time. It costs one distance an arc that leaves the
// nodes of the path, or fewer: once a tight arc is found the others do not matter.
type Walker interface {
	// Append appends the canonical path to dst, both ends included, from a node at
	// a distance that is not Inf. ok is false if the distances are not those of the
	// weights, so that the path does not lead there; left is then how far from the
	// target it got, as they say.
	Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool)
}

func (r *rule[O, T]) Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool) {
	path = append(dst, from)
	here := distance
	for prev, v := from, from; v != to; {
		if len(path)-len(dst) >= len(r.out.Offsets) {
			return path, here, false // it has been somewhere twice
		}
		u, there, ok := r.climb(prev, v, here, d)
		if ok {
			path, prev, v, here = append(path, u), v, u, there
			continue
		}
		if path, ok = r.cross(path, v, to, here, d); !ok {
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
func (r *rule[O, T]) climb(prev, v uint32, here uint64, d Distances) (u uint32, there uint64, ok bool) {
	lo, hi := r.row(v)
	row := r.out.Targets[lo:hi]
	only := len(row) == 1 || len(row) == 2 && (uint32(row[0]) == prev || uint32(row[1]) == prev)
	for i, target := range row {
		u := uint32(target)
		cost := r.cost(lo+i, u)
		if cost == 0 || cost > here || cost == closed || u == prev {
			continue
		}
		if there := here - cost; only || d.To(u) == there {
			return u, there, true
		}
	}
	return 0, 0, false
}

// cross appends the canonical way from v, exclusive, to the nearest node of its
// plateau where the path can go on or ends, if there is one.
func (r *rule[O, T]) cross(dst []uint32, v, to uint32, here uint64, d Distances) (path []uint32, ok bool) {
	if r.crossing == nil {
		r.crossing = map[uint32]uint32{}
	}
	clear(r.crossing)
	exit, ok := r.findExit(v, to, here, d)
	if !ok {
		return dst, false
	}
	start := len(dst)
	for u := exit; u != v; u = r.crossing[u] {
		dst = append(dst, u)
	}
	slices.Reverse(dst[start:])
	return dst, true
}

// findExit goes through the plateau of v, breadth-first along tight arcs that cost
// nothing, up to the first node where the path can go on or ends. A map holds the
// parents, since most plateaus are small beside the graph.
func (r *rule[O, T]) findExit(v, to uint32, here uint64, d Distances) (exit uint32, ok bool) {
	r.crossing[v] = v
	r.order = append(r.order[:0], v)
	for next := 0; next < len(r.order); next++ {
		v := r.order[next]
		lo, hi := r.row(v)
		for a := lo; a < hi; a++ {
			u := uint32(r.out.Targets[a])
			if _, seen := r.crossing[u]; seen || r.cost(a, u) > 0 || d.To(u) != here {
				continue
			}
			r.crossing[u] = v
			r.order = append(r.order, u)
			if _, _, ok := r.climb(u, u, here, d); ok || u == to {
				return u, true
			}
		}
	}
	return 0, false
}
