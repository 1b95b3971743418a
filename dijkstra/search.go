package dijkstra

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// engine is the searches of one Solver: one from each side, over the junctions
// of a graph with long chains, or over all nodes of another.
type engine struct {
	chains *chain.Chains // nil: every node is searched
	own    *personal     // the weights, which the core follows when a search starts
	w      *weights      // those that own now stands for
	kernel relaxer
	arcs   int // of the graph that is searched
	sides  [2]frontier
	rooted []bool     // by node: the last search started here
	roots  []csr.Node // those nodes
	dir    direction  // whose labels at returns
	turn   turn       // the one under way
	inside
	ends     [2]csr.Node // of a pair, by the direction of a search from them
	source   uint32      // the source in the core, or none
	links    []bool      // by node of the core: it lies on a shortest path; all false between queries
	stack    []uint32    // those that do
	sights   sights
	far      []uint32 // by node of the core that an aimed search labels: its key less its label
	patience int      // of an aimed search
	spent    int      // nodes that a search for the same pair settled before it was given up
}

// newEngine makes the memory for any search.
func newEngine(g *layout.Graph, chains *chain.Chains, own *personal) *engine {
	core := g
	e := &engine{chains: chains, own: own, w: &own.now, rooted: make([]bool, g.Nodes)}
	if chains != nil {
		core = chains.Core
		e.inside = newInside(chains)
	}
	e.kernel, e.arcs, e.patience = newKernel(core), core.Arcs, patience(core.Nodes)
	for i := range e.sides {
		e.sides[i].init(core)
	}
	e.links = make([]bool, core.Nodes)
	e.stack = make([]uint32, 0, core.Nodes)
	return e
}

// begin makes roots the nodes that the next search starts from.
func (e *engine) begin(dir direction, roots []csr.Node) {
	e.root(roots)
	e.turn = turn{}
	e.start(dir, roots)
}

// root notes what the roots are, instead of those before.
func (e *engine) root(roots []csr.Node) {
	for _, v := range e.roots {
		e.rooted[v] = false
	}
	e.roots = append(e.roots[:0], roots...)
	for _, v := range roots {
		e.rooted[v] = true
	}
}

// start resets a side and queues what its roots lead to. If the turn has another
// side, it also notes where the two meet.
func (e *engine) start(dir direction, roots []csr.Node) {
	e.dir = dir
	e.own.catchUp()
	e.refill()
	f := &e.sides[dir]
	f.reset()
	f.each(e.w.arcs[dir].Values != nil, e.arcs)
	for _, v := range roots {
		e.plant(dir, v)
	}
	f.ready()
}

// plant offers a root to the queue, or the ends of the chain that it lies in.
func (e *engine) plant(dir direction, v csr.Node) {
	leave := e.leaving(dir, v)
	if e.chains == nil {
		e.offer(dir, v, 0, leave)
		return
	}
	core, slot, junction := e.chains.Place(v)
	if junction {
		e.offer(dir, core, 0, leave)
		return
	}
	q := e.chains.List[e.chains.Of[slot]]
	for way, end := range q.Ends {
		if end != chain.None {
			label := e.walk(dir, q, slot, 1-way, leave)
			e.offer(dir, end, label, label+uint64(e.w.core.At(int(end))))
		}
	}
}

// offer gives a node of the core a label and queues it, unless it has a smaller
// one.
func (e *engine) offer(dir direction, v uint32, label, key uint64) {
	f, t := &e.sides[dir], &e.turn
	old := f.labels[v]
	if label >= uint64(old) {
		return
	}
	f.note(v, uint32(label))
	if key >= unreached {
		return
	}
	if t.other != nil {
		t.limit = min(t.limit, key+uint64(t.other[v]))
	}
	if t.bounds != nil {
		if old == unreached && !t.sighted {
			e.sight(v)
		}
		if key = label + uint64(e.far[v]); key >= unreached {
			return
		}
	}
	f.push(f.used-1, key)
}

// leaving returns what it costs to leave a root: nothing at a source, which no
// path enters, and its weight at a target.
func (e *engine) leaving(dir direction, v csr.Node) uint64 {
	if dir == forward {
		return 0
	}
	return uint64(e.w.nodes.At(int(v)))
}

// through settles every node that the search reaches at no more than limit.
func (e *engine) through(dir direction, limit uint32) {
	e.turn = turn{limit: uint64(limit) + 1, pause: math.MaxInt}
	e.kernel.run(dir, &e.sides[dir], e.w, &e.turn)
}

// stretch is how many nodes a search settles before it looks up.
const stretch = 64

// toGoals searches until the distance of every goal is known.
func (e *engine) toGoals(dir direction, goals []csr.Node) {
	for more := true; more && len(goals) > 0; {
		more = e.further(dir)
		for len(goals) > 0 && e.known(goals[0]) {
			goals = goals[1:]
		}
	}
}

// further searches an eighth further than before, at least a stretch, and tells
// whether there is more to search.
func (e *engine) further(dir direction) bool {
	f := &e.sides[dir]
	e.turn = turn{limit: unreached, pause: f.settled + max(stretch, f.settled/8)}
	e.kernel.run(dir, f, e.w, &e.turn)
	e.refill()
	return f.list != 0
}

// known tells whether the distance of v is final: labels below the key at hand
// are, since whatever they come from is settled.
func (e *engine) known(v csr.Node) bool {
	f := &e.sides[e.dir]
	return f.list == 0 || e.at(v) <= f.key
}

// passed tells whether the distances of v and of all nodes as near as v are
// final. Those at the key at hand may not be: a free arc can lead to one more.
func (e *engine) passed(v csr.Node) bool {
	f := &e.sides[e.dir]
	return f.list == 0 || e.at(v) < f.key
}

// at returns the distance between the roots and v that the last search found,
// or unreached.
func (e *engine) at(v csr.Node) uint32 { return e.distance(v, e.label(v)) }

// distance returns what a label of v means.
func (e *engine) distance(v csr.Node, label uint32) uint32 {
	if e.dir == backward || label == unreached || e.rooted[v] {
		return label
	}
	return uint32(min(uint64(label)+uint64(e.w.nodes.At(int(v))), unreached))
}

// label returns the label of any node.
func (e *engine) label(v csr.Node) uint32 {
	if e.chains == nil {
		return e.sides[e.dir].labels[v]
	}
	core, slot, junction := e.chains.Place(v)
	if junction {
		return e.sides[e.dir].labels[core]
	}
	return e.within(slot)
}
