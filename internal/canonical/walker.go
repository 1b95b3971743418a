package canonical

import "slices"

// Distances returns the distance of each node to the target.
type Distances interface {
	// To returns the distance from v to the target, or Inf.
	To(v uint32) uint64
}

// Walker finds one path at a time. It asks for at most one distance an arc that leaves
// the nodes of the path, and for none after the first tight arc of a node.
type Walker interface {
	// Append appends the canonical path to dst, both ends included. from must be at a
	// distance that is not Inf. ok is false if the distances do not belong to the
	// weights, so that the path does not reach the target; left is then the distance
	// that remains by d.
	Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool)
}

func (r *rule[O, T]) Append(dst []uint32, from, to uint32, distance uint64, d Distances) (path []uint32, left uint64, ok bool) {
	path = append(dst, from)
	here := distance
	for prev, v := from, from; v != to; {
		if len(path)-len(dst) >= len(r.out.Offsets) {
			return path, here, false // it has visited a node twice
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
		prev = v // the node before is not known
	}
	return path, here, here == 0
}

// climb returns the next node of the path after v, and its distance to the target, if v
// has a tight arc of positive cost. A path that came from prev at a positive cost does
// not go back there; prev is v if the node before is not known. If only one arc remains
// the path must take it, so its distance is not asked for.
func (r *rule[O, T]) climb(prev, v uint32, here uint64, d Distances) (u uint32, there uint64, ok bool) {
	lo, hi := r.out.Row(v)
	row := r.out.Targets[lo:hi]
	only := len(row) == 1 || len(row) == 2 && (uint32(row[0]) == prev || uint32(row[1]) == prev)
	for i, target := range row {
		u := uint32(target)
		cost := r.cost(lo+i, u)
		if cost == 0 || cost > here || cost == blocked || u == prev {
			continue
		}
		if there := here - cost; only || d.To(u) == there {
			return u, there, true
		}
	}
	return 0, 0, false
}

// cross appends the canonical path from v, exclusive, to the nearest node of its plateau
// where the path leaves the plateau or ends, if there is one.
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

// findExit searches the plateau of start up to the first node where the path leaves it or
// ends. A map holds the parents, since most plateaus are small beside the graph.
func (r *rule[O, T]) findExit(start, to uint32, here uint64, d Distances) (exit uint32, ok bool) {
	r.crossing[start] = start
	r.order = append(r.order[:0], start)
	for v, u := range r.freeArcs(forward, 0) {
		if _, seen := r.crossing[u]; seen || d.To(u) != here {
			continue
		}
		r.crossing[u] = v
		r.order = append(r.order, u)
		if _, _, ok := r.climb(u, u, here, d); ok || u == to {
			return u, true
		}
	}
	return 0, false
}
