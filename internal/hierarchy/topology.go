package hierarchy

import (
	"context"
	"slices"
	"sync"

	"github.com/veltrix/cairn/internal/bitset"
	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/parallel"
)

// Topology is a graph, its elimination tree under an order, and where the arcs of the graph
// lie in the tree.
type Topology struct {
	Graph *layout.Graph      // whose arcs have numbers in the order of its file
	Tree  *elimination.Tree  // of an order of its nodes
	Codes *elimination.Codes // of the tree
	Parts Parts              // of the tree's ranks

	arcs       []ends     // of the graph
	place      []uint32   // by arc of the graph: the arc of the tree, twice, and 1 more if it goes down
	inGraph    bitset.Set // arcs of the tree that are arcs of the graph, one way or both
	reverseArc []uint32   // by arc of the graph: the one the other way; nil if some have none
	first      []uint32   // by rank: where its lower neighbours begin
	lower      []lower    // in ascending order
	triangles  int        // pairs of arcs with one lower end: what customising looks at

	programOnce sync.Once
	programMade program // see program
}

// ends is the two ends of an arc of the graph.
type ends struct{ from, to uint32 }

// lower is a lower neighbour of a rank.
type lower struct {
	rank uint32
	arc  uint32 // that comes up from it
}

// New returns the topology of a graph under an order of its nodes; n is the graph's
// Undirected neighbours. The order and the errors are those of elimination.New, and
// elimination.ErrDeep.
func New(ctx context.Context, g *layout.Graph, n Neighbours, order []uint32, maxArcs int) (*Topology, error) {
	t, err := &Topology{Graph: g}, error(nil)
	parallel.Do(
		func() { t.Tree, err = elimination.New(ctx, n.First, n.Heads, order, maxArcs) },
		func() { t.listArcs(); t.findReverse() },
	)
	if err != nil {
		return nil, err
	}
	parallel.Do(
		func() { t.Codes, err = t.Tree.Codes() },
		func() { t.indexLower(); t.divide() },
		t.locate,
	)
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Neighbours is adjacency arrays: the neighbours of node v are
// Heads[First[v]:First[v+1]].
type Neighbours struct{ First, Heads []uint32 }

// Undirected returns the neighbours of each node, whichever way the arcs go.
func Undirected(g *layout.Graph) Neighbours {
	back := g.Reverse()
	first := make([]uint32, 1, g.Nodes+1)
	heads := make([]uint32, 0, g.Arcs)
	for v := range uint32(g.Nodes) {
		begin := len(heads)
		for _, side := range []*layout.Graph{g, back} {
			lo, hi := side.Out.Row(v)
			for a := lo; a < hi; a++ {
				heads = append(heads, side.Out.Target(a))
			}
			if g == back {
				break
			}
		}
		slices.Sort(heads[begin:])
		heads = heads[:begin+len(slices.Compact(heads[begin:]))]
		first = append(first, uint32(len(heads)))
	}
	return Neighbours{first, heads}
}

// listArcs lists the arcs of the graph.
func (t *Topology) listArcs() {
	t.arcs = make([]ends, 0, t.Graph.Arcs)
	for v := range uint32(t.Graph.Nodes) {
		lo, hi := t.Graph.Out.Row(v)
		for a := lo; a < hi; a++ {
			t.arcs = append(t.arcs, ends{v, t.Graph.Out.Target(a)})
		}
	}
}

// locate finds the arcs of the graph in the tree.
func (t *Topology) locate() {
	t.place, t.inGraph = make([]uint32, len(t.arcs)), bitset.New(len(t.Tree.Head))
	for a, e := range t.arcs {
		from, to, down := t.Tree.Rank[e.from], t.Tree.Rank[e.to], uint32(0)
		if from > to {
			from, to, down = to, from, 1
		}
		arc, _ := t.Tree.Arc(from, to) // the filled graph has all arcs of the graph
		t.place[a] = arc<<1 | down
		t.inGraph.Add(arc)
	}
}

// findReverse finds the reverseArc of each arc.
func (t *Topology) findReverse() {
	t.reverseArc = make([]uint32, len(t.arcs))
	for a, e := range t.arcs {
		back, ok := t.Graph.Out.Find(e.to, e.from)
		if !ok {
			t.reverseArc = nil
			return
		}
		t.reverseArc[a] = uint32(back)
	}
}

// indexLower lists the arcs of the tree by their upper ends.
func (t *Topology) indexLower() {
	n := len(t.Tree.Order)
	t.first = make([]uint32, n+1)
	for _, head := range t.Tree.Head {
		t.first[head+1]++
	}
	layout.Offsets(t.first)
	next := slices.Clone(t.first[:n])
	t.lower = make([]lower, len(t.Tree.Head))
	for r := range uint32(n) {
		degree := int(t.Tree.First[r+1] - t.Tree.First[r])
		t.triangles += degree * (degree - 1) / 2
		for a := t.Tree.First[r]; a < t.Tree.First[r+1]; a++ {
			head := t.Tree.Head[a]
			t.lower[next[head]] = lower{r, a}
			next[head]++
		}
	}
}

// below returns the lower neighbours of a rank.
func (t *Topology) below(r uint32) []lower { return t.lower[t.first[r]:t.first[r+1]] }
