package dijkstra

import "github.com/veltrix/cairn/csr"

// A query for one pair searches from both ends (Dantzig 1963, Nicholson 1966).
//
// Whenever a node gets a label from one side and has one from the other, the
// sum of the key there and the other side's label is the cost of a path through
// the node; limit is the smallest such sum. Let F and B be the keys at hand. If
// F + B >= limit, no path is shorter than limit. For take a shortest path, of
// cost D, and suppose that no node of it has final labels from both sides. Let
// x be the last node of it that is reached from the source along it, and y the
// first that is reached from the target along it. Then y lies behind x. The
// forward search has not settled x, or the node behind x would be reached: the
// cost up to and with x is at least F. The backward search has not settled y:
// the cost from the node before y on is at least B. So D >= F + B.
//
// For a path the search goes on while F + B <= limit, so slack is 1: then every
// node of every shortest path is settled from one side, for if the cost up to a
// node is at least F, and the cost from it on at least B, D >= F + B > limit.
const (
	slackOfDistance = 0
	slackOfPath     = 1
)

// pair returns the distance between the ends, unreached if there is no path of a
// cost that fits, as far as m lets it search: done is whether it did not cut the
// search short. The bound is no larger than the distance.
func (e *engine) pair(slack uint64, m *meter) (d, bound uint32, done bool) {
	e.open(backward, slack, nil)
	f, b, t := &e.sides[forward], &e.sides[backward], &e.turn
	for e.meet(t) {
		if !m.more(e.settled()) {
			return unreached, uint32(min(uint64(f.key)+uint64(b.key), t.limit)), false
		}
		dir, side, other := forward, f, b
		if b.used < f.used {
			dir, side, other = backward, b, f
		}
		t.other, t.opposite = other.labels, uint64(other.key)
		t.pause = side.settled + min(stretch, m.left(e.settled()))
		e.kernel.run(dir, side, e.w, t)
	}
	if slack == slackOfPath && t.limit < unreached {
		e.link(uint32(t.limit))
	}
	return uint32(t.limit), uint32(t.limit), true
}

// open starts both sides of a search for a pair, and last the one in a direction,
// whose keys the bounds raise, if there are any.
func (e *engine) open(dir direction, slack uint64, b Bounds) {
	from, to := e.ends[0], e.ends[1]
	e.source = e.coreOf(from)
	e.root(e.ends[1:])
	e.turn = turn{}
	e.start(1-dir, e.ends[1-dir:][:1])
	e.turn = turn{other: e.sides[1-dir].labels, limit: e.direct(from, to), slack: slack, bounds: b}
	e.start(dir, e.ends[dir:][:1])
}

// settled returns how many nodes both sides have settled.
func (e *engine) settled() int {
	return e.spent + e.sides[forward].settled + e.sides[backward].settled
}

// direct returns the cost of a path that the two searches do not find: that
// between nodes of one chain, or from a node to itself.
func (e *engine) direct(from, to csr.Node) uint64 {
	if from == to {
		return 0
	}
	s, t := e.slotOf(from), e.slotOf(to)
	if s == none || t == none || e.chains.Of[s] != e.chains.Of[t] {
		return unreached
	}
	return min(e.along(s, t), unreached)
}

// slotOf returns the slot of a chain that v lies in, or none.
func (e *engine) slotOf(v csr.Node) uint32 {
	if e.chains != nil {
		if _, slot, junction := e.chains.Place(v); !junction {
			return slot
		}
	}
	return none
}

// coreOf returns the node of the core that v is, or none.
func (e *engine) coreOf(v csr.Node) uint32 {
	if e.chains == nil {
		return v
	}
	if core, _, junction := e.chains.Place(v); junction {
		return core
	}
	return none
}

// arrive takes in what the backward search found for the source itself, whose own
// weight is not counted.
func (e *engine) arrive(t *turn) {
	if e.source != none {
		t.limit = min(t.limit, uint64(e.sides[backward].labels[e.source]))
	}
}

// meet tells whether the two searches have to go on.
func (e *engine) meet(t *turn) bool {
	f, b := &e.sides[forward], &e.sides[backward]
	e.arrive(t)
	return f.list != 0 && b.list != 0 && uint64(f.key)+uint64(b.key) < t.limit+t.slack
}

// link gives backward labels to the nodes of all shortest paths, of cost d, that
// only the forward search has settled, so that the rule for ties can be followed
// from the source: from the nodes that both sides reached it goes back along the
// arcs that are tight in the forward search.
func (e *engine) link(d uint32) {
	e.dir = backward
	e.refill()
	f := &e.sides[forward]
	for _, entry := range f.entries[1:f.used] {
		v := entry.node
		if label := e.sides[backward].labels[v]; label != unreached && uint64(label)+e.key(forward, v) == uint64(d) {
			e.linked(v, label)
		}
	}
	for i := 0; i < len(e.stack); i++ {
		if v := e.stack[i]; v != e.source { // to which no shortest path leads
			e.kernel.linkFrom(v, e, d)
		}
	}
	for _, v := range e.stack {
		e.links[v] = false
	}
	e.stack = e.stack[:0]
}

// linked gives a node on a shortest path its backward label, which the search
// may not have found, and puts it on the stack unless it was there.
func (e *engine) linked(v, label uint32) {
	if e.links[v] {
		return
	}
	e.links[v] = true
	e.stack = append(e.stack, v)
	if b := &e.sides[backward]; b.labels[v] == unreached {
		b.note(v, label)
	} else {
		b.labels[v] = label
	}
}

// key returns the cost up to and with leaving a node of the core in one of the two
// searches, unreached or more if that has not come to it.
func (e *engine) key(dir direction, v uint32) uint64 {
	return uint64(e.sides[dir].labels[v]) + e.leave(dir, v)
}

// leave returns what it costs to leave a node of the core: nothing at the source of
// a forward search.
func (e *engine) leave(dir direction, v uint32) uint64 {
	if dir == forward && v == e.source {
		return 0
	}
	return uint64(e.w.core.At(int(v)))
}
