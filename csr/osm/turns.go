package osm

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/internal/layout"
)

// Turns are options of the map of street segments. The zero value obeys restrictions, costs
// nothing, and turns back only where a street ends.
type Turns struct {
	// Cost, if it is not nil, returns what a turn weighs, in the unit of the map;
	// csr.Blocked forbids it. It is called once for each turn, also straight on.
	Cost func(t Turn) uint32

	// UTurns lets users turn back at every node, where no restriction forbids it.
	UTurns bool
}

// Turn is the way from one segment to the next.
type Turn struct {
	From, To Segment // the segments before and after it
	Degrees  float64 // how far it turns, from −180 to 180: 0 is straight on, 90 right, −90 left
}

// segments are the street segments of a network, each in one direction. They are the
// nodes of the map, and behind them come the states: copies of segments, in which users
// are who came by the beginning of a forbidden way.
type segments struct {
	*network
	list    []segment
	leaving adjacency // the segments that leave each node
	states  states
	turns   int // so far
}

// segment is a step of the network in one direction.
type segment struct {
	from, to csr.Node
	weight   uint32
	street   uint32
	step     uint32
}

// reverse tells whether two segments are one step in both directions.
func (s *segment) reverse(o *segment) bool {
	return s.step == o.step && s.from == o.to && s.to == o.from
}

// newSegments returns the segments of a network.
func newSegments(n *network) *segments {
	g := &segments{network: n}
	for i, s := range n.Steps {
		if s.Forward {
			g.list = append(g.list, segment{s.From, s.To, s.Weight, s.Street, uint32(i)})
		}
		if s.Backward {
			g.list = append(g.list, segment{s.To, s.From, s.Back, s.Street, uint32(i)})
		}
	}
	g.leaving = newAdjacency(g.list, len(n.Places), func(s *segment) csr.Node { return s.from })
	return g
}

// adjacency lists segments by node.
type adjacency struct {
	offsets []uint32
	list    []uint32
}

// newAdjacency lists segments by the node that of returns.
func newAdjacency(all []segment, nodes int, of func(*segment) csr.Node) adjacency {
	a := adjacency{offsets: make([]uint32, nodes+1), list: make([]uint32, len(all))}
	for i := range all {
		a.list[i] = uint32(i)
		a.offsets[of(&all[i])+1]++
	}
	layout.Offsets(a.offsets)
	a.list = layout.CountingSort(a.list, nodes, func(i uint32) csr.Node { return of(&all[i]) })
	return a
}

// at returns the segments at a node.
func (a *adjacency) at(v csr.Node) []uint32 { return a.list[a.offsets[v]:a.offsets[v+1]] }

// turnBuilder returns a Builder that holds the map of segments.
func (n *network) turnBuilder() (*csr.Builder, error) {
	g := newSegments(n)
	if err := g.restrict(); err != nil {
		return nil, err
	}
	nodes := len(g.list) + g.states.count()
	b := csr.NewBuilder(nodes)
	b.SetMaxBytes(math.MaxInt64) // Options.MaxNodes is the limit
	b.SetMeta(n.opts.meta())
	ids := n.addNames(b)
	for state := range uint32(nodes) {
		s := g.segmentOf(state)
		p := n.Places[s.to]
		b.SetPoint(state, p.X, p.Y)
		b.SetNodeWeight(state, s.weight)
		if err := g.addTurns(b, ids, state); err != nil {
			return nil, err
		}
	}
	n.stats.Nodes, n.stats.Arcs = nodes, g.turns
	g.fillOrigin(nodes)
	return b, nil
}

// segmentOf returns the segment that a node of the map is.
func (g *segments) segmentOf(state uint32) *segment {
	return &g.list[g.states.segment(state)]
}

// addTurns adds the turns from a node of the map.
func (g *segments) addTurns(b *csr.Builder, ids []csr.StreetID, state uint32) error {
	from := g.segmentOf(state)
	for _, next := range g.leaving.at(from.to) {
		to := &g.list[next]
		if from.reverse(to) && !g.turnsBack(from) || g.states.forbids(state, next) {
			continue
		}
		if g.turns++; g.turns > 1<<20+8*len(g.list) {
			return &Error{Offset: -1, Block: -1, Err: fmt.Errorf("%w: more than %d turns", ErrLimit, g.turns-1)}
		}
		b.AddStreetArc(state, g.states.after(state, next), g.cost(from, to), ids[to.street])
	}
	return nil
}

// turnsBack tells whether users may turn back at the end of a segment.
func (g *segments) turnsBack(s *segment) bool {
	return g.opts.Turns.UTurns || len(g.leaving.at(s.to)) == 1
}

// cost returns what a turn weighs.
func (g *segments) cost(from, to *segment) uint32 {
	if g.opts.Turns.Cost == nil {
		return 0
	}
	return g.opts.Turns.Cost(Turn{From: g.public(from), To: g.public(to), Degrees: g.angle(from, to)})
}

// angle returns how far a turn turns right, in degrees.
func (g *segments) angle(from, to *segment) float64 {
	degrees := g.bearing(to.from, to.to) - g.bearing(from.from, from.to)
	if from.reverse(to) {
		return 180
	}
	return math.Remainder(degrees, 360)
}

// bearing returns the direction from one node to another near it, in degrees from north.
func (g *segments) bearing(u, v csr.Node) float64 {
	p, q := g.Places[u], g.Places[v]
	return geo.Bearing(p.X, p.Y, q.X, q.Y)
}

// public returns the segment as the file has it.
func (g *segments) public(s *segment) Segment {
	return Segment{Way: g.ways[s.street].id, From: g.idOf(s.from), To: g.idOf(s.to)}
}

// fillOrigin fills Options.Origin.
func (g *segments) fillOrigin(nodes int) {
	if g.opts.Origin == nil {
		return
	}
	origin := g.origin(nodes, func(state csr.Node) csr.Node { return g.segmentOf(state).to })
	origin.segments = make([]Segment, nodes)
	for state := range origin.segments {
		origin.segments[state] = g.public(g.segmentOf(uint32(state)))
	}
	*g.opts.Origin = origin
}
