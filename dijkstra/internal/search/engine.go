package search

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// Direction says which way a search goes along the arcs.
type Direction int

// The two directions.
const (
	Forward  Direction = iota // from the source: distances from it
	Backward                  // from the target: distances to it
)

// Engine is the searches of one Solver, one from each side. It is not safe for
// concurrent use, and allocates nothing once warm.
type Engine struct {
	chains  *chain.Chains // nil: every node is searched
	weights overlayWeights
	kernel  relaxer
	arcs    int // of the graph that is searched
	sides   [2]frontier
	isRoot  []bool     // by node: the last search started here
	roots   []csr.Node // those nodes
	upTo    bool       // it costs nothing to enter them: see BeginUpTo
	dir     Direction  // whose labels Distance reads

	exhausted bool // the last search settled all that it can reach
	limits    searchLimits

	forcedShift int // of the buckets; below 0: what suits the weights
	chainLabels
	pair
	potentials
	reach
}

// New returns the engine of a graph that searches the junctions between some chains, or
// all nodes if there are none. The arrays that it searches are the graph's, which may
// come in other widths.
func New(g *csr.CSRGraph, arrays *layout.Graph, chains *chain.Chains) *Engine {
	core := arrays
	e := &Engine{chains: chains, weights: newOverlayWeights(g, chains), isRoot: make([]bool, core.Nodes), forcedShift: -1}
	if chains != nil {
		core = chains.Core
		e.chainLabels = newChainLabels(chains)
	}
	e.kernel, e.arcs = newKernel(core), core.Arcs
	e.MaxAStarSettled, e.MaxRaised = maxAStarSettled(core.Nodes), maxRaised(arrays.Nodes)
	for i := range e.sides {
		e.sides[i].init(core)
	}
	e.pair.init(core.Nodes)
	return e
}

// Begin starts a search from some roots, whose order does not matter.
func (e *Engine) Begin(dir Direction, roots ...csr.Node) {
	e.setRoots(roots)
	e.limits = searchLimits{}
	e.start(dir, roots)
}

// BeginUpTo starts a search backward from a target whose own weight does not count, so that
// there are distances to one that is closed.
func (e *Engine) BeginUpTo(target csr.Node) {
	root := [1]csr.Node{target}
	e.setRoots(root[:])
	e.upTo, e.limits = true, searchLimits{}
	e.start(Backward, root[:])
}

// Roots returns the roots of the last search, in the engine's memory: the caller may
// sort them.
func (e *Engine) Roots() []csr.Node { return e.roots }

// setRoots notes the roots, instead of those before.
func (e *Engine) setRoots(roots []csr.Node) {
	for _, v := range e.roots {
		e.isRoot[v] = false
	}
	e.roots, e.upTo = append(e.roots[:0], roots...), false
	for _, v := range roots {
		e.isRoot[v] = true
	}
}

// start resets a side and queues what its roots lead to. If the limits name the other
// side, it also notes where the two meet.
func (e *Engine) start(dir Direction, roots []csr.Node) {
	e.dir, e.exhausted = dir, false
	e.weights.spreadArcs()
	e.weights.syncCore()
	e.forgetChains()
	f := &e.sides[dir]
	f.reset(e.shift())
	f.reserve(e.weights.active.arcs[dir].Values != nil, e.arcs)
	for _, v := range roots {
		e.seed(dir, v)
	}
	f.ready()
}

// shift returns the width of buckets that suits the search at hand. The keys of an A*
// search lie so close together that only buckets of one key keep them in order.
func (e *Engine) shift() uint32 {
	switch {
	case e.forcedShift >= 0:
		return uint32(e.forcedShift)
	case e.limits.index != nil:
		return 0
	}
	return e.weights.active.shift
}

// ForceShift has all searches use buckets of 1 << shift keys: tests go through the
// queues that other weights would have.
func (e *Engine) ForceShift(shift int) { e.forcedShift = shift }

// seed queues a root, or offers what it leads to the ends of the chain that it lies in.
// Leaving a root costs less than leaving a node that has the same label, so it is queued
// though another root may have given it the label 0.
func (e *Engine) seed(dir Direction, v csr.Node) {
	leave := e.leaveRoot(dir, v)
	if core := e.coreOf(v); core != layout.None {
		e.sides[dir].labels[core] = layout.Unreachable
		e.offer(dir, core, 0, leave)
		return
	}
	slot := e.slotOf(v)
	q := e.chains.List[e.chains.Of[slot]]
	for way, end := range q.Ends {
		if end != layout.None {
			label := e.walkToEnd(dir, q, slot, 1-way, leave)
			e.offer(dir, end, label, label+uint64(e.weights.active.core.At(int(end))))
		}
	}
}

// offer gives a node of the core a label and queues it, unless it has a smaller
// one.
func (e *Engine) offer(dir Direction, v uint32, label, key uint64) {
	f, t := &e.sides[dir], &e.limits
	if label >= uint64(f.labels[v]) {
		return
	}
	if t.index != nil {
		e.offerByPotential(dir, v, uint32(label))
		return
	}
	f.setLabel(v, uint32(label))
	if key >= layout.Unreachable {
		return
	}
	if t.otherLabels != nil {
		t.limit = min(t.limit, key+uint64(t.otherLabels[v]))
	}
	f.push(f.used-1, uint32(key))
}

// leaveRoot returns what it costs to leave a root: nothing at a source, which no
// path enters, and its weight at a target, unless that does not count.
func (e *Engine) leaveRoot(dir Direction, v csr.Node) uint64 {
	if dir == Forward || e.upTo {
		return 0
	}
	return uint64(e.weights.active.nodes.At(int(v)))
}

// SettleWithin settles every node that the search begun last reaches at no more than
// limit.
func (e *Engine) SettleWithin(limit uint32) {
	e.limits = searchLimits{limit: uint64(limit) + 1, maxSettled: math.MaxInt}
	e.kernel.run(e.dir, &e.sides[e.dir], &e.weights.active, &e.limits)
}

// SettleAll settles every node that is reached at a cost that fits in 32 bits.
func (e *Engine) SettleAll() {
	e.SettleWithin(layout.Unreachable - 1)
	e.exhausted = true
}

// SettleGoals searches until the distance of every goal is final.
func (e *Engine) SettleGoals(goals []csr.Node) {
	for more := true; more && len(goals) > 0; {
		more = e.Advance()
		for len(goals) > 0 && e.isFinal(goals[0]) {
			goals = goals[1:]
		}
	}
}

// checkInterval is how many nodes a search settles before it looks up.
const checkInterval = 64

// Advance searches an eighth further than before, at least checkInterval nodes, and
// tells whether there is more to search.
func (e *Engine) Advance() bool {
	f := &e.sides[e.dir]
	e.limits = searchLimits{limit: layout.Unreachable, maxSettled: f.settled + max(checkInterval, f.settled/8)}
	e.kernel.run(e.dir, f, &e.weights.active, &e.limits)
	e.forgetChains()
	e.exhausted = f.list == 0
	return !e.exhausted
}

// SettleToward settles what is reached at no more than limit, as far as b lets it, until the
// distance of a goal is final. done tells whether b let it.
func (e *Engine) SettleToward(goal csr.Node, limit uint32, b *Budget) (done bool) {
	f := &e.sides[e.dir]
	for f.list != 0 && f.key <= limit && !e.isFinal(goal) {
		if !b.allows(f.settled) {
			return false
		}
		e.limits = searchLimits{limit: uint64(limit) + 1, maxSettled: f.settled + min(checkInterval, b.left(f.settled))}
		e.kernel.run(e.dir, f, &e.weights.active, &e.limits)
		e.forgetChains()
	}
	e.exhausted = f.list == 0
	return true
}

// FinalBelow returns a distance below which all distances are strictly final: Unreachable if
// there is no more to search.
func (e *Engine) FinalBelow() uint32 {
	if f := &e.sides[e.dir]; f.list != 0 {
		return f.key
	}
	return layout.Unreachable
}

// isFinal tells whether the distance of v is final: labels below the key at hand
// are, since whatever they come from is settled.
func (e *Engine) isFinal(v csr.Node) bool {
	f := &e.sides[e.dir]
	return f.list == 0 || e.Distance(v) <= f.key
}

// IsStrictlyFinal tells whether the distances of all nodes at a distance of d or less are
// final. Those at the key at hand may not be: an arc of cost 0 can lead to one more.
func (e *Engine) IsStrictlyFinal(d uint32) bool {
	f := &e.sides[e.dir]
	return f.list == 0 || d < f.key
}

// Distance returns the distance between the roots and v that the last search found,
// or Unreachable.
func (e *Engine) Distance(v csr.Node) uint32 {
	label := e.label(v)
	if e.dir == Backward || label == layout.Unreachable || e.isRoot[v] {
		return label
	}
	return uint32(min(uint64(label)+uint64(e.weights.active.nodes.At(int(v))), layout.Unreachable))
}

// label returns the label of any node.
func (e *Engine) label(v csr.Node) uint32 {
	if e.chains == nil {
		return e.sides[e.dir].labels[v]
	}
	core, slot, junction := e.chains.Place(v)
	if junction {
		return e.sides[e.dir].labels[core]
	}
	return e.chainLabel(slot)
}

// Distances writes what Distance returns of all nodes: first the labels, and then
// what it costs to enter the nodes.
func (e *Engine) Distances(dst []uint32) {
	labels := e.sides[e.dir].labels
	if e.chains == nil {
		copy(dst, labels)
	} else {
		e.copyLabels(dst, labels)
	}
	if e.dir == Forward {
		e.enter(dst)
	}
}

// enter turns the labels of all nodes into distances from roots.
func (e *Engine) enter(labels []uint32) {
	weights, weight := e.weights.active.nodes.Values, uint64(e.weights.active.nodes.Uniform)
	if weights == nil && weight == 0 {
		return
	}
	for v, label := range labels {
		if v < len(weights) {
			weight = uint64(weights[v])
		}
		labels[v] = uint32(min(uint64(label)+weight, layout.Unreachable))
	}
	for _, v := range e.roots {
		labels[v] = 0
	}
}

// AppendReached appends the nodes that the last search labelled and that are at most
// so far, those within chains twice, each below its distance: distance<<32 | node.
func (e *Engine) AppendReached(dst []uint64, limit uint32) []uint64 {
	add := func(v csr.Node) {
		if d := e.Distance(v); d <= limit {
			dst = append(dst, uint64(d)<<32|uint64(v))
		}
	}
	f := &e.sides[e.dir]
	for _, entry := range f.entries[1:f.used] {
		if v := entry.node; !e.onPath[v] { // once, however often its label fell
			e.onPath[v] = true
			e.pending = append(e.pending, v)
		}
	}
	for _, v := range e.pending {
		e.onPath[v] = false
		if e.chains == nil {
			add(v)
			continue
		}
		add(e.chains.Junctions[v])
		for _, q := range e.chains.At(v) {
			e.eachInside(q, add)
		}
	}
	e.pending = e.pending[:0]
	for _, v := range e.roots { // whose chains may have no end within reach
		if slot := e.slotOf(v); slot != layout.None {
			e.eachInside(e.chains.Of[slot], add)
		}
	}
	return dst
}
