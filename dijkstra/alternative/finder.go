package alternative

import (
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
	Distance(from, to csr.Node) (uint32, error)
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
	Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
}

// Way is one way from a node to another.
type Way struct {
	Path   []csr.Node // the nodes in order, both ends included, none of them twice
	Cost   uint64     // what it costs
	Shared uint64     // the part of Cost on arcs of ways before it; 0 for the first
}

// Finder finds several ways between two nodes, and reuses its memory: once warm it
// allocates nothing. It takes some 100 bytes a node and 32 an arc of the graph, and 80 for
// each node of each way. A question about another graph than the one before takes that memory
// anew. One under another overlay, or one that was changed, first adds up the weights of all
// arcs, in O(nodes + arcs).
//
// The zero Finder is ready for use. It keeps the graph and the overlay of its last question
// alive. It is not safe for concurrent use: have one per goroutine.
type Finder struct {
	net          net
	ways         []Way
	nodes        []csr.Node // of all paths, one behind another
	from, to     csr.Node
	behind       []uint32      // by node: the distance to to, for KShortest
	used         network.Marks // arcs of ways so far
	alternatives alternatives
	shortest     shortest
}

// begin gets ready for a question.
func (f *Finder) begin(r Router, from, to csr.Node) error {
	f.ways, f.nodes, f.from, f.to = f.ways[:0], f.nodes[:0], from, to
	g, err := network.GraphOf("alternative", r)
	if err != nil {
		return err
	}
	if err := g.CheckNode(from, "from"); err != nil {
		return err
	}
	if err := g.CheckNode(to, "to"); err != nil {
		return err
	}
	return f.net.load(g, network.OverlayOf(r))
}

// add makes the nodes from start on the path of one more way.
func (f *Finder) add(start int, cost uint64) {
	path := f.nodes[start:len(f.nodes):len(f.nodes)]
	f.ways = append(f.ways, Way{Path: path, Cost: cost, Shared: f.shared(path)})
	f.use(path)
}

// shared returns what a path costs on arcs of ways so far.
func (f *Finder) shared(path []csr.Node) (cost uint64) {
	for i, v := range path[1:] {
		if a := f.net.Arc(path[i], v); f.used.Has(a) {
			cost += f.net.Out.Costs[a]
		}
	}
	return cost
}

// use marks the arcs of a path as those of a way.
func (f *Finder) use(path []csr.Node) {
	for i, v := range path[1:] {
		f.used.Add(f.net.Arc(path[i], v))
	}
}
