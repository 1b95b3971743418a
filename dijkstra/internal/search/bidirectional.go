package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// A query for one pair searches from both ends (Dantzig 1963, Nicholson 1966).
//
// Whenever a node gets a label from one side and has one from the other, the
// sum of the key there and the other side's label is the cost of a path through
// the node; limit is the smallest such sum. Let F and B be the lower ends of the
// buckets at hand, so that all nodes with smaller keys are settled. If F + B >= limit,
// no path is shorter than limit. For take a shortest path, of cost D, and suppose that
// no node of it has final labels from both sides. Let x be the last node of it that is
// reached from the source along it, and y the first that is reached from the target
// along it. Then y lies behind x. The forward search has not settled x, or the node
// behind x would be reached: the cost up to and with x is at least F. The backward
// search has not settled y: the cost from the node before y on is at least B. So
// D >= F + B.
//
// For the same reason a node of the bucket at hand need not be settled if its key and B
// make limit or more: if x was left out like that, D >= limit.
//
// For a path the search goes on while F + B <= limit, so slack is 1: then every
// node of every shortest path is settled from one side, for if the cost up to a
// node is at least F, and the cost from it on at least B, D >= F + B > limit.

// pair is the state of a search for one pair.
type pair struct {
	ends     [2]csr.Node // by the direction of a search from them
	source   uint32      // the source in the core, or None
	wantPath bool
	onPath   []bool   // by node of the core: it lies on a shortest path; all false between queries
	pending  []uint32 // those that do

	// MaxAStarSettled is how many nodes an A* search settles before it is abandoned.
	MaxAStarSettled  int
	MaxRaised        int // and how many weights may be raised for one to begin
	abandonedSettled int // nodes that such a search for the pair settled
}

func (p *pair) init(nodes int) {
	p.onPath, p.pending = make([]bool, nodes), make([]uint32, 0, nodes)
}

// Found is what a search for a pair found.
type Found struct {
	Distance uint32 // or Unreachable if there is no path of a cost that fits
	Bound    uint32 // the distance is no smaller
	Done     bool   // the budget did not cut the search short
}

// SetPair makes two nodes the ends that the searches for a pair are for. wantPath is
// whether Distance has to know the distances to the target from all nodes of all
// shortest paths afterwards, which the rule for ties reads, and not only from the source.
func (e *Engine) SetPair(from, to csr.Node, wantPath bool) {
	e.ends, e.wantPath, e.abandonedSettled = [2]csr.Node{from, to}, wantPath, 0
}

// Bidirectional searches from both ends of the pair, as far as b lets it.
func (e *Engine) Bidirectional(b *Budget) Found {
	e.open(Backward, nil)
	fwd, bwd, t := &e.sides[Forward], &e.sides[Backward], &e.limits
	for e.unfinished() {
		if !b.allows(e.Settled()) {
			return Found{layout.Unreachable, uint32(min(fwd.least()+bwd.least(), t.limit)), false}
		}
		dir, side, other := Forward, fwd, bwd
		if bwd.used < fwd.used {
			dir, side, other = Backward, bwd, fwd
		}
		t.otherLabels, t.otherKey = other.labels, uint64(other.key)
		t.maxSettled = side.settled + min(checkInterval, b.left(e.Settled()))
		e.kernel.run(dir, side, &e.weights.active, t)
	}
	if e.wantPath && t.limit < layout.Unreachable {
		e.markShortestPaths(uint32(t.limit))
	}
	return Found{uint32(t.limit), uint32(t.limit), true}
}

// open starts both sides of a search for a pair, and last the one in a direction,
// whose keys an index raises, if there is one.
func (e *Engine) open(dir Direction, index Potential) {
	from, to := e.ends[0], e.ends[1]
	e.source = e.coreOf(from)
	e.setRoots(e.ends[1:])
	e.limits = searchLimits{}
	e.start(1-dir, e.ends[1-dir:][:1])
	e.limits = searchLimits{otherLabels: e.sides[1-dir].labels, limit: e.direct(from, to), index: index, meets: e.seeded(1 - dir)}
	if e.wantPath {
		e.limits.slack = 1
	}
	e.start(dir, e.ends[dir:][:1])
}

// seeded returns the nodes that a search has given labels so far, which has just begun:
// its root or the ends of a chain.
func (e *Engine) seeded(dir Direction) [2]uint32 {
	f := &e.sides[dir]
	nodes := [2]uint32{layout.None, layout.None}
	for i, entry := range f.entries[1:min(f.used, 3)] {
		nodes[i] = entry.node
	}
	return nodes
}

// Settled returns how many nodes were settled for the pair.
func (e *Engine) Settled() int {
	return e.abandonedSettled + e.sides[Forward].settled + e.sides[Backward].settled
}

// direct returns the cost of a path that the two searches do not find: that
// between nodes of one chain, or from a node to itself.
func (e *Engine) direct(from, to csr.Node) uint64 {
	if from == to {
		return 0
	}
	s, t := e.slotOf(from), e.slotOf(to)
	if s == layout.None || t == layout.None || e.chains.Of[s] != e.chains.Of[t] {
		return layout.Unreachable
	}
	return min(e.along(s, t), layout.Unreachable)
}

// unfinished tells whether the two searches have to go on.
func (e *Engine) unfinished() bool {
	f, b, t := &e.sides[Forward], &e.sides[Backward], &e.limits
	e.closeAtSource()
	return f.list != 0 && b.list != 0 && uint64(f.key)+uint64(b.key) < t.limit+t.slack
}

// closeAtSource takes in what the backward search found for the source itself, whose
// own weight is not counted.
func (e *Engine) closeAtSource() {
	if t := &e.limits; e.source != layout.None {
		t.limit = min(t.limit, uint64(e.sides[Backward].labels[e.source]))
	}
}

// markShortestPaths gives backward labels to the nodes of all shortest paths, of cost
// d, that only the forward search has settled, so that the rule for ties can be followed
// from the source: from the nodes that both sides reached it goes back along the
// arcs that are tight in the forward search.
func (e *Engine) markShortestPaths(d uint32) {
	e.dir = Backward
	e.forgetChains()
	f := &e.sides[Forward]
	for _, entry := range f.entries[1:f.used] {
		v := entry.node
		if label := e.sides[Backward].labels[v]; label != layout.Unreachable && uint64(label)+e.key(Forward, v) == uint64(d) {
			e.mark(v, label)
		}
	}
	for i := 0; i < len(e.pending); i++ {
		if v := e.pending[i]; v != e.source { // to which no shortest path leads
			e.kernel.markFrom(v, e, d)
		}
	}
	for _, v := range e.pending {
		e.onPath[v] = false
	}
	e.pending = e.pending[:0]
}

// mark gives a node on a shortest path its backward label, which the search
// may not have found, and has its neighbours looked at unless that was done.
func (e *Engine) mark(v, label uint32) {
	if e.onPath[v] {
		return
	}
	e.onPath[v] = true
	e.pending = append(e.pending, v)
	if b := &e.sides[Backward]; b.labels[v] == layout.Unreachable {
		b.setLabel(v, label)
	} else {
		b.labels[v] = label
	}
}

// key returns the cost up to and with leaving a node of the core in one of the two
// searches, Unreachable or more if that has not come to it.
func (e *Engine) key(dir Direction, v uint32) uint64 {
	return uint64(e.sides[dir].labels[v]) + e.leave(dir, v)
}

// leave returns what it costs to leave a node of the core: nothing at the source of
// a forward search.
func (e *Engine) leave(dir Direction, v uint32) uint64 {
	if dir == Forward && v == e.source {
		return 0
	}
	return uint64(e.weights.active.core.At(int(v)))
}
