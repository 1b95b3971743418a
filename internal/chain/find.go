package chain

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Of returns the chains of g as Find does, computed once for all callers.
func Of(g *layout.Graph) *Chains {
	return g.Derived(func(g *layout.Graph) any { return Find(g) }).(*Chains)
}

// share: more than one node in so many must be a corner for a core to be worth its memory.
const share = 4

// Find returns the chains of g, or nil unless more than a quarter of its nodes are
// corners.
func Find(g *layout.Graph) *Chains {
	return find(g, g.Nodes/share+1)
}

// All returns the chains of g, however few nodes lie in them, or nil if none does.
func All(g *layout.Graph) *Chains {
	return find(g, 1)
}

func find(g *layout.Graph, least int) *Chains {
	if g.ArcWeights.Values == nil && g.ArcWeights.Uniform == 0 {
		return nil // every node touches an arc of weight 0
	}
	f := &finder{g: g, back: g.Reverse(), corner: make([]bool, g.Nodes), c: &Chains{}}
	if f.markCorners() < least {
		return nil
	}
	f.c.place = slices.Repeat([]uint32{layout.None}, g.Nodes)
	f.eachNode(func(v uint32) bool { return !f.corner[v] }, f.addJunction)
	f.eachNode(func(v uint32) bool { return !f.corner[v] }, f.followChains)
	f.eachNode(func(v uint32) bool { return f.c.place[v] == layout.None }, func(v uint32) {
		f.corner[v] = false // in a ring or a line without junctions
		f.addJunction(v)
		f.followChains(v)
	})
	f.c.sort()
	f.connect()
	f.c.index()
	f.c.fix()
	return f.c
}

// finder finds the chains of one graph.
type finder struct {
	g, back *layout.Graph
	corner  []bool // by node: has one or two neighbours, and touches no arc of weight 0
	c       *Chains
}

// eachNode calls do for each node for which is returns true when its turn comes.
func (f *finder) eachNode(is func(uint32) bool, do func(uint32)) {
	for v := range uint32(f.g.Nodes) {
		if is(v) {
			do(v)
		}
	}
}

func (f *finder) markCorners() (count int) {
	for v := range uint32(f.g.Nodes) {
		n := f.neighbours(v)
		if f.corner[v] = len(n.list()) > 0 && !n.junction; f.corner[v] {
			count++
		}
	}
	return count
}

// neighbours are the neighbours of a node, up to the two that a corner has.
type neighbours struct {
	nodes    [2]uint32
	count    int
	junction bool // there are more than two, or an arc has weight 0
}

func (n *neighbours) list() []uint32 { return n.nodes[:n.count] }

func (n *neighbours) add(u, weight uint32) {
	switch {
	case weight == 0:
		n.junction = true
	case slices.Contains(n.list(), u):
	case n.count == len(n.nodes):
		n.junction = true
	default:
		n.nodes[n.count] = u
		n.count++
	}
}

// neighbours looks at arcs of both directions.
func (f *finder) neighbours(v uint32) (n neighbours) {
	for _, g := range []*layout.Graph{f.g, f.back} {
		lo, hi := g.Out.Row(v)
		for a := lo; a < hi && !n.junction; a++ {
			u := g.Out.Target(a)
			n.add(u, g.ArcWeights.At(a))
			n.junction = n.junction || u == v
		}
		if f.g == f.back {
			break
		}
	}
	return n
}

// addJunction makes v a node of the core.
func (f *finder) addJunction(v uint32) {
	f.c.place[v] = uint32(len(f.c.Junctions))
	f.c.Junctions = append(f.c.Junctions, v)
}

// followChains follows the chains at junction v that were not yet followed from their
// other end.
func (f *finder) followChains(v uint32) {
	for _, g := range []*layout.Graph{f.g, f.back} {
		lo, hi := g.Out.Row(v)
		for a := lo; a < hi; a++ {
			if u := g.Out.Target(a); f.corner[u] && f.c.place[u] == layout.None {
				f.followChain(v, u)
			}
		}
	}
}

// maxLength is how many nodes a chain may have: so many are looked at for a question about
// one of them, or after a change of its weight. On street maps few chains have thirty.
const maxLength = 256

// followChain walks from a junction along the chain that begins with corner v, to the
// next junction or to a dead end. A corner that comes after maxLength others becomes a
// junction.
func (f *finder) followChain(junction, v uint32) {
	c := f.c
	q := Chain{First: uint32(len(c.Nodes)), Ends: [2]uint32{c.place[junction], layout.None}, arcs: [2]uint32{layout.None, layout.None}}
	prev := junction
	for more := true; more; {
		f.addStep(prev, v)
		c.place[v] = inChain | uint32(len(c.Nodes))
		c.Nodes = append(c.Nodes, v)
		prev, v, more = f.next(prev, v)
		if more && f.corner[v] && len(c.Nodes)-int(q.First) == maxLength {
			f.corner[v] = false
			f.addJunction(v)
		}
		if more && !f.corner[v] {
			q.Ends[1], more = c.place[v], false
		}
	}
	f.addStep(prev, v)
	q.Last = uint32(len(c.Nodes))
	c.Nodes = append(c.Nodes, c.Nodes[q.Last-1]) // the slot of the last step
	c.List = append(c.List, q)
}

// next returns v and the neighbour that the chain leads to from v, coming from prev.
func (f *finder) next(prev, v uint32) (from, to uint32, ok bool) {
	n := f.neighbours(v)
	for _, u := range n.list() {
		if u != prev {
			return v, u, true
		}
	}
	return v, layout.None, false
}

// addStep stores the weights of the arcs between two neighbours in the next slot.
func (f *finder) addStep(from, to uint32) {
	f.c.Of = append(f.c.Of, uint32(len(f.c.List)))
	f.c.Steps[Onward] = append(f.c.Steps[Onward], f.weight(from, to))
	f.c.Steps[Back] = append(f.c.Steps[Back], f.weight(to, from))
}

func (f *finder) weight(from, to uint32) uint32 {
	if from == layout.None || to == layout.None {
		return layout.None
	}
	if a, ok := f.g.Out.Find(from, to); ok {
		return f.g.ArcWeights.At(a)
	}
	return layout.None
}

// sort puts short chains first. A loop over all chains then mostly runs as often as for
// the chain before, which helps branch prediction.
func (c *Chains) sort() {
	nodes, steps := c.Nodes, c.Steps
	c.Nodes, c.Of = make([]uint32, 0, len(nodes)), c.Of[:0]
	for way := range steps {
		c.Steps[way] = make([]uint32, 0, len(nodes))
	}
	c.List = layout.CountingSort(c.List, len(nodes), func(q Chain) uint32 { return q.Last - q.First })
	for i := range c.List {
		q := &c.List[i]
		from, to := q.First, q.Last+1
		q.First = uint32(len(c.Nodes))
		q.Last = q.First + to - from - 1
		c.Nodes = append(c.Nodes, nodes[from:to]...)
		for way := range steps {
			c.Steps[way] = append(c.Steps[way], steps[way][from:to]...)
		}
		for slot := q.First; slot <= q.Last; slot++ {
			c.Of = append(c.Of, uint32(i))
			c.place[c.Nodes[slot]] = inChain | min(slot, q.Last-1)
		}
	}
}

// coreArc is an arc of the core: a direct one, or a chain in one direction.
type coreArc struct {
	from, to, weight uint32
	chain            int // or -1
	way              int
}

// connect makes the core graph. Of parallel arcs the direct one comes first, then chains
// in their order.
func (f *finder) connect() {
	arcs := f.directArcs()
	for i, q := range f.c.List {
		if q.Ends[1] == layout.None || q.Ends[0] == q.Ends[1] {
			continue
		}
		cost := f.c.Costs(q, f.g.NodeWeights, f.c.Steps)
		arcs = append(arcs, coreArc{q.Ends[0], q.Ends[1], cost[Onward], i, Onward},
			coreArc{q.Ends[1], q.Ends[0], cost[Back], i, Back})
	}
	arcs = layout.CountingSort(arcs, len(f.c.Junctions), func(a coreArc) uint32 { return a.to })
	arcs = layout.CountingSort(arcs, len(f.c.Junctions), func(a coreArc) uint32 { return a.from })
	for i, a := range arcs {
		if a.chain >= 0 {
			f.c.List[a.chain].arcs[a.way] = uint32(i)
		}
	}
	f.c.Core = coreGraph(arcs, f.coreNodeWeights(), len(f.c.Junctions))
	f.c.reverseArc = reverseArcs(f.c.Core)
}

// directArcs returns the arcs between junctions.
func (f *finder) directArcs() (arcs []coreArc) {
	for from, v := range f.c.Junctions {
		lo, hi := f.g.Out.Row(v)
		for a := lo; a < hi; a++ {
			if to, _, junction := f.c.Place(f.g.Out.Target(a)); junction && int(to) != from {
				arcs = append(arcs, coreArc{uint32(from), to, f.g.ArcWeights.At(a), -1, 0})
			}
		}
	}
	return arcs
}

func (f *finder) coreNodeWeights() layout.Column {
	column := f.g.NodeWeights
	if column.Values == nil {
		return column
	}
	values := make([]uint32, len(f.c.Junctions))
	for i, v := range f.c.Junctions {
		values[i] = column.Values[v]
	}
	return layout.Column{Values: values}
}

// index lists the chains that end at each node of the core, by counting.
func (c *Chains) index() {
	c.start = make([]uint32, len(c.Junctions)+1)
	c.eachEnd(func(end, _ uint32) { c.start[end+1]++ })
	layout.Offsets(c.start)
	next := slices.Clone(c.start)
	c.ending = make([]uint32, c.start[len(c.Junctions)])
	c.eachEnd(func(end, chain uint32) {
		c.ending[next[end]] = chain
		next[end]++
	})
}

// eachEnd calls f for each end of each chain.
func (c *Chains) eachEnd(f func(end, chain uint32)) {
	for i, q := range c.List {
		for _, end := range q.Ends {
			if end != layout.None {
				f(end, uint32(i))
			}
		}
	}
}
