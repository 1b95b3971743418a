package roundtrip

import (
	"math/rand/v2"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// Router answers questions between nodes: a *dijkstra.Solver, or an index of package cch or
// hublabel. If it also has the method Overlay of a Solver, its answers are those under that
// overlay.
type Router interface {
	// These methods are those of dijkstra.Solver.
	Graph() *csr.CSRGraph
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
	AppendDistances(dst []uint32, source csr.Node) ([]uint32, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
}

// Finder finds round trips, and reuses its memory: once warm it allocates nothing. It takes
// some 120 bytes a node and 60 an arc of the graph. A question about another graph than the
// one before takes that memory anew. One under another overlay, or one that was changed,
// first adds up the weights of all arcs, in O(nodes + arcs).
//
// The zero Finder is ready for use. It keeps the graph and the overlay of its last question
// alive. It is not safe for concurrent use: have one per goroutine.
type Finder struct {
	net     streets
	random  rand.PCG
	limits  limits
	start   csr.Node
	ahead   []uint32      // by node: the distance from the start
	behind  []uint32      // by node: the distance to the start
	ring    []csr.Node    // the first via nodes to choose from
	others  []csr.Node    // and those for when these are used up
	reach   uint64        // how far the farthest of them is
	first   []csr.Node    // the first leg of the trips that are tried
	walked  network.Marks // its streets
	away    tree          // from the first via node
	home    tree          // to the start
	choices []choice
	second  network.Marks // streets between the via nodes

	best  Trip
	nodes []csr.Node // its path
}

// Find returns a trip from a node back to it, whose length is within a tolerance of the one
// wanted, with as little walked twice as the tries find. If none so long is found it is the
// longest that is found. It is never longer than the tolerance allows. Length and Repeated are exact. The same
// question has the same answer on every machine, with every index and without. Path is the
// Finder's memory and valid until its next question.
//
// It costs the distances of all nodes from the start and to it, and for each try a path and
// two searches of the streets within the length, up to 17 where the map is small for it. The
// tries end with a trip that walks nothing twice. Errors are a *csr.NodeError, one that wraps
// ErrOptions, or those of r, such as a *dijkstra.OverflowError if a distance of any node from the
// start or to it does not fit in 32 bits.
func (f *Finder) Find(r Router, start csr.Node, length uint32, o *Options) (Trip, error) {
	if err := f.begin(r, start, length, o); err != nil {
		return Trip{}, err
	}
	f.listRing()
	for range f.limits.tries {
		if len(f.ring)+len(f.others) == 0 || f.best.Outcome == Found && f.best.Repeated == 0 {
			break
		}
		if err := f.try(r, f.takeVia()); err != nil {
			return Trip{}, err
		}
	}
	return f.best, nil
}

// begin gets ready for a question.
func (f *Finder) begin(r Router, start csr.Node, length uint32, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	g, err := network.GraphOf("roundtrip", r)
	if err != nil {
		return err
	}
	if err := g.CheckNode(start, "start"); err != nil {
		return err
	}
	if f.limits, err = o.limits(length); err != nil {
		return err
	}
	if err := f.net.load(g, network.OverlayOf(r)); err != nil {
		return err
	}
	f.start, f.best = start, Trip{Outcome: NoTrip}
	f.random.Seed(o.Seed, 0)
	if f.ahead, err = r.AppendDistances(f.ahead[:0], start); err == nil {
		f.behind, err = r.AppendDistancesTo(f.behind[:0], start)
	}
	return err
}

// listRing lists the nodes that a trip may go to first: those from a quarter to two fifths of
// the length away, or nearly as far as any if all are nearer; and the others for when these are
// used up.
func (f *Finder) listRing() {
	most := f.limits.most * 2 / 5
	f.ring, f.others = slices.Grow(f.ring[:0], len(f.ahead)), slices.Grow(f.others[:0], len(f.ahead))
	f.reach = 0
	for v, d := range f.ahead {
		if uint64(d) <= most && f.returns(csr.Node(v)) {
			f.reach = max(f.reach, uint64(d))
		}
	}
	least := min(f.reach*5/8, f.limits.most/4)
	for v, d := range f.ahead {
		switch v := csr.Node(v); {
		case !f.returns(v):
		case uint64(d) >= least && uint64(d) <= most:
			f.ring = append(f.ring, v)
		default:
			f.others = append(f.others, v)
		}
	}
}

// returns tells whether the way to another node and back is not too long.
func (f *Finder) returns(v csr.Node) bool {
	return v != f.start && f.ahead[v] != dijkstra.Unreachable && f.behind[v] != dijkstra.Unreachable && uint64(f.ahead[v])+uint64(f.behind[v]) <= f.limits.most
}

// takeVia takes a node out of the ring, or one of the others if that is empty.
func (f *Finder) takeVia() csr.Node {
	if len(f.ring) == 0 {
		f.ring, f.others = f.others, f.ring
	}
	i, last := f.random.Uint64()%uint64(len(f.ring)), len(f.ring)-1
	via := f.ring[i]
	f.ring[i] = f.ring[last]
	f.ring = f.ring[:last]
	return via
}

// try looks for trips that go to a node first, and keeps the best if it is better than those
// before.
func (f *Finder) try(r Router, via csr.Node) (err error) {
	var d uint32
	if f.first, d, err = r.AppendPath(f.first[:0], f.start, via); err != nil {
		return err
	}
	f.walked.Reset(len(f.net.Out.Ends))
	f.walk(0)
	f.growAway(branch{next: via, length: uint64(d)})
	f.extendFirst()
	f.home.grow(&f.net.in, branch{next: f.start}, &f.walked, f.ahead, f.limits.most)
	f.choose()
	for _, c := range f.choices {
		f.consider(c)
	}
	return nil
}

// growAway grows the tree from the end of the first leg.
func (f *Finder) growAway(root branch) {
	f.away.grow(&f.net.out, root, &f.walked, f.behind, f.limits.most)
}

// walk marks the streets of the first leg from one of its nodes on.
func (f *Finder) walk(from int) {
	for i := from + 1; i < len(f.first); i++ {
		f.walked.Add(f.net.streetOf(f.first[i-1], f.first[i]))
	}
}

// consider keeps the trip through a second via node if it is the best so far.
func (f *Finder) consider(c choice) {
	t := Trip{Outcome: Found, Length: c.length, Repeated: f.repeated(c)}
	if t.Length < f.limits.least {
		t.Outcome = TooShort
	}
	if !t.isBetter(f.best) {
		return
	}
	toVia := f.first[:len(f.first)-1]
	f.nodes = f.away.appendFrom(append(f.nodes[:0], toVia...), c.node)
	f.nodes = f.home.appendTo(f.nodes, c.node)
	t.Path = f.nodes
	f.best = t
}

// isBetter tells whether a trip is better than another: long enough, or else longer; then
// with less walked twice.
func (t Trip) isBetter(than Trip) bool {
	if t.Outcome != than.Outcome {
		return t.Outcome < than.Outcome
	}
	if t.Outcome == TooShort && t.Length != than.Length {
		return t.Length > than.Length
	}
	return t.Repeated < than.Repeated
}
