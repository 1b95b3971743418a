package dissect

// flow is a set of node-disjoint paths from sources to sinks; even the ends are disjoint.
// Sources and sinks may be added while there are paths, and a node may be both. A source
// has room for one path, like any node: so separators may contain sources and sinks, and
// exist even if these are neighbours.
//
// Each node is split into an entry and an exit, with capacity for one path in between.
// The residual graph shows what can still be added: in it an existing path may be
// followed backward. Its nodes, the states, are the entries 2v and the exits 2v+1.
type flow struct {
	adjacency
	via   [2][]uint32 // by node on a path: the one before it, the one after it
	ends  [2][]bool   // by node: is a source, is a sink
	list  [2][]uint32 // the sources and the sinks
	size  int         // how many paths there are
	level []uint32    // by state: steps from one end of the paths
	tried []uint32    // by node: neighbours already tried without success at these levels
	queue []uint32    // states by level
	path  []uint32    // states from a source on
}

// Values of via where a path is not, and where it ends.
const (
	idle     = none
	terminal = none - 1
)

// The two ends of a path, and the two directions of a search.
const (
	fromSources = 0
	fromSinks   = 1
)

// reset makes f the empty flow of a graph without sources and sinks.
func (f *flow) reset(a adjacency) {
	n := a.size()
	f.adjacency, f.size = a, 0
	for side := range 2 {
		f.via[side] = filled(f.via[side], n, idle)
		f.ends[side] = filled(f.ends[side], n, false)
		f.list[side] = f.list[side][:0]
	}
	f.tried = filled(f.tried, n, 0)
}

// filled returns n times a value, in the memory of old if that suffices.
func filled[T any](old []T, n int, value T) []T {
	if cap(old) < n {
		old = make([]T, n)
	}
	old = old[:n]
	for i := range old {
		old[i] = value
	}
	return old
}

// add makes a node a source or a sink.
func (f *flow) add(side int, v uint32) {
	if !f.ends[side][v] {
		f.ends[side][v] = true
		f.list[side] = append(f.list[side], v)
	}
}

// augment adds paths until no more fit; the levels are then those of reach from the
// sinks. It returns false as soon as there are more paths than limit.
//
// As with Dinic (1970), each phase computes distances and then adds disjoint shortest
// paths. But each source has its own distance: on maps with sources round a corner, one
// phase per distance would find only one path.
func (f *flow) augment(limit int) bool {
	for f.reach(fromSinks) {
		clear(f.tried)
		for _, v := range f.list[fromSources] {
			if f.via[0][v] != terminal && f.level[2*v+1] != none && f.search(v) {
				f.apply()
			}
		}
		if f.size > limit {
			return false
		}
	}
	return f.size <= limit
}

// reach sets the levels of the states that can be reached from the sources, or against
// the flow from the sinks. It tells whether there is room for a path; it does not
// continue beyond the end of one.
func (f *flow) reach(side int) (room bool) {
	f.level = filled(f.level, 2*len(f.tried), none)
	before := f.via[side]
	f.queue = f.queue[:0]
	for _, v := range f.list[side] {
		if before[v] != terminal {
			f.enter(2*v, 0)
		}
	}
	for i := 0; i < len(f.queue); i++ {
		state := f.queue[i]
		v, next := state>>1, f.level[state]+1
		switch {
		case state&1 == 0 && before[v] == idle:
			f.enter(state+1, next)
		case state&1 == 0 && before[v] != terminal:
			f.enter(2*before[v]+1, next)
		case state&1 == 1 && f.ends[1-side][v]:
			room = true
		case state&1 == 1:
			if before[v] != idle {
				f.enter(state-1, next)
			}
			for _, u := range f.row(v) {
				f.enter(2*u, next)
			}
		}
	}
	return room
}

// enter sets the level of a state that has none.
func (f *flow) enter(state, level uint32) {
	if f.level[state] == none {
		f.level[state] = level
		f.queue = append(f.queue, state)
	}
}

// search looks for a path from source v to a sink on which each state is one step nearer
// to the sinks. States without such a path lose their level.
func (f *flow) search(v uint32) bool {
	f.path = append(f.path[:0], 2*v)
	for len(f.path) > 0 {
		state := f.path[len(f.path)-1]
		if state&1 == 1 && f.ends[fromSinks][state>>1] {
			return true
		}
		if next := f.step(state); next != none {
			f.path = append(f.path, next)
			continue
		}
		f.level[state^1] = none
		f.path = f.path[:len(f.path)-1]
	}
	return false
}

// step returns a state one step nearer to the sinks, or none. An exit as seen from the
// sources is an entry as seen from the sinks: hence ^1. No step leaves level 0, which has
// only exits of sinks.
func (f *flow) step(state uint32) uint32 {
	v, want := state>>1, f.level[state^1]-1
	before := f.via[0][v]
	if state&1 == 0 {
		next := state + 1
		if before == terminal {
			return none
		} else if before != idle {
			next = 2*before + 1
		}
		if f.level[next^1] == want {
			return next
		}
		return none
	}
	if before != idle && f.level[state] == want {
		return state - 1
	}
	for row := f.row(v); f.tried[v] < uint32(len(row)); f.tried[v]++ {
		if next := 2 * row[f.tried[v]]; f.level[next^1] == want {
			return next
		}
	}
	return none
}

// apply adds the path that was found. If it meets another path at node v and leaves it,
// going backward, at u, the two exchange their ends: the new path continues like the old
// one from v, the old one like the new one from u.
func (f *flow) apply() {
	from := terminal
	for _, state := range f.path {
		v := state >> 1
		switch {
		case state&1 == 1:
			from = v
		case from == v: // back through v, which is on no path any more
			f.via[0][v], f.via[1][v] = idle, idle
		default:
			f.via[0][v] = from
			if from != terminal {
				f.via[1][from] = v
			}
		}
	}
	f.via[1][from] = terminal
	f.size++
}

// sideOf returns where a node lies after a complete reach: on the side that was reached,
// on the other, or on the separator.
func (f *flow) sideOf(v, side int) uint8 {
	switch {
	case f.level[2*v+1] != none:
		return uint8(side)
	case f.level[2*v] != none:
		return onSeparator
	}
	return uint8(1 - side)
}
