package dijkstra

import (
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
)

// Unreachable is the distance between nodes that no path connects. It is an
// answer, not an error.
const Unreachable uint32 = math.MaxUint32

// Solver answers queries on one graph and reuses its memory from query to query:
// once warm it allocates nothing. A Solver is not safe for concurrent use, each
// goroutine needs its own; the CSRGraph they share is.
//
// On an error every method returns its dst as it was given, and Unreachable for
// a distance. Errors name what is wrong: a *csr.NodeError a node out of range
// and the argument it came in, an *OverflowError a pair of nodes whose distance
// does not fit in 32 bits; csr.ErrWrongGraph is wrapped after Use of an overlay
// of another graph, and csr.ErrClosed after the graph was closed.
type Solver struct {
	home    *csr.CSRGraph // that it was made for
	g       *csr.CSRGraph // the same, or with the weights of an index
	weights personal
	engine  *engine
	paths   pathfinder
	queries uint64 // begun so far: how a Tree knows that it is stale
	grown   bool   // the last search was for a Tree with its parents found
	reach   reach
	meter   meter
	repairs repairs
	guide   guide
	order   []uint64    // of pairs or nodes, for sorting: see Batch
	nodes   []csr.Node  // of one group of a batch
	goal    [1]csr.Node // the root of a search from one node
}

// NewSolver returns a Solver for g, with memory for any query: up to 32 bytes a
// node and, unless all arcs weigh the same, 16 an arc. On a street map only
// junctions and the arcs between them count, so that Göteborg takes 50 bytes a
// node. The first overlay with patches of nodes takes another 4 bytes a node, 16
// on a street map; the first with patches of arcs 8 an arc, and 16 more if all
// arcs weighed the same; and the first Tree whose parents are asked for 24 a node.
// The first Solver of a graph also turns its arcs round and finds its chains (see
// the package documentation), once for all Solvers of that graph: some 0.4 µs a
// node.
func NewSolver(g *csr.CSRGraph) *Solver {
	return newSolver(g, chain.Of(g.Layout()))
}

// newSolver returns a Solver that searches the junctions between some chains, or
// all nodes if there are none.
func newSolver(g *csr.CSRGraph, chains *chain.Chains) *Solver {
	s := &Solver{home: g}
	s.settle(g, chains)
	return s
}

// settle makes g the graph that is answered for, and takes the memory for that. Weights
// that are not current yet make Trees of the graph before stale.
func (s *Solver) settle(g *csr.CSRGraph, chains *chain.Chains) {
	o := s.weights.overlay
	s.g, s.weights = g, newPersonal(g, chains)
	s.weights.use(o)
	s.engine = newEngine(g.Layout(), chains, &s.weights)
	s.paths = newPathfinder(g.Layout(), s.engine)
}

// Graph returns the graph that the Solver answers for: the one that it was made for,
// or, while it uses an index for other weights, that of the index.
func (s *Solver) Graph() *csr.CSRGraph { return s.g }

// Use makes o's weights those of the queries that follow, laid on those of Graph; nil
// brings back Graph's own. Later changes to o count too: each query sees the overlay as
// it is then. A query after a change costs O(patches before and after) more, or
// O(nodes) after a change to a whole array with many of them on a map with chains;
// one without costs nothing. If o is of another graph, the queries that follow fail with
// csr.ErrWrongGraph; graphs of the same origin, csr.CSRGraph.Under, take each other's
// overlays. A whole array gives all nodes their weights, whatever those of Graph, and
// counts as one with many changes where its graph has other weights than Graph has.
func (s *Solver) Use(o *csr.Overlay) { s.weights.use(o) }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or Unreachable. It searches from both ends until they have met:
// O((n + m) log n) at worst, for what lies within about half the distance of
// either.
func (s *Solver) Distance(from, to csr.Node) (uint32, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return Unreachable, err
	}
	return s.distance(from, to)
}

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns Unreachable. It costs what Distance does, and O(degree) a node of the
// path.
func (s *Solver) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return dst, Unreachable, err
	}
	return s.appendPath(dst, from, to)
}

// begin checks a query for a pair and gets ready for it.
func (s *Solver) begin(from, to csr.Node) error {
	if err := s.ready(); err != nil {
		return err
	}
	if err := s.g.CheckNode(from, "from"); err != nil {
		return err
	}
	return s.g.CheckNode(to, "to")
}

// ready gets ready for a query of any kind: the graph must be open, and the
// weights those of the overlay as it is now.
func (s *Solver) ready() error {
	s.queries++
	s.grown = false
	if err := s.g.Err(); err != nil {
		return err
	}
	if s.weights.current() {
		return nil
	}
	return s.weights.refresh()
}

// distance answers for a pair that was checked.
func (s *Solver) distance(from, to csr.Node) (uint32, error) {
	d, _, _ := s.pair(from, to, slackOfDistance, nil)
	return d, s.doubt(d, from, to)
}

// appendPath answers for a pair that was checked.
func (s *Solver) appendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	d, _, _ := s.pair(from, to, slackOfPath, nil)
	if d == Unreachable {
		return dst, d, s.doubt(d, from, to)
	}
	return s.appendFound(dst), d, nil
}

// search settles all nodes from one root.
func (s *Solver) search(dir direction, root csr.Node) {
	s.from(dir, root)
	s.engine.through(dir, Unreachable-1)
}

// from begins a search from one root.
func (s *Solver) from(dir direction, root csr.Node) {
	s.goal[0] = root
	s.engine.begin(dir, s.goal[:])
}
