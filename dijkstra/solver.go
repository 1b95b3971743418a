package dijkstra

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/canonical"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// Unreachable is the distance between nodes that no path connects. It is an
// answer, not an error.
const Unreachable uint32 = layout.Unreachable

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
	home      *csr.CSRGraph // that it was made for
	g         *csr.CSRGraph // the same, or with the weights of an index
	engine    *search.Engine
	ties      canonical.Rule
	distances searchDistances
	queries   uint64   // begun so far: how a Tree knows that it is stale
	hasTree   bool     // ties has the tree of the last search
	all       []uint32 // the distances of all nodes
	hasAll    bool     // of the last search
	budget    search.Budget
	changes   canonical.Changes // of a repair
	guide     guide
	near      near
	order     []uint64   // of pairs or nodes, for sorting: see Batch
	nodes     []csr.Node // of one group of a batch
}

// NewSolver returns a Solver for g, with memory for any query: 70 kB, up to 46 bytes a
// node and, unless all arcs weigh the same, up to 72 bytes a node more. On a street map
// only junctions and the arcs between them count, so that Göteborg takes 53 bytes a
// node in all. The first overlay with patches of nodes takes another 4 bytes a node, 16
// on a street map; the first with patches of arcs 8 an arc, and 72 a node if all
// arcs weighed the same; the first Tree whose parents are asked for 24 a node, or the first
// GoalTree to several targets 20; the first path over steps of cost 0, the first question
// about an eighth of all nodes and the first Between 4 each. A search in which nodes become nearer more than three
// times on average takes up to 24 bytes an arc.
// The first Solver of a graph also turns its arcs round and finds its chains (see
// the package documentation), once for all Solvers of that graph: some 0.4 µs a
// node. The queries of a Solver for a nil graph fail with ErrNoGraph.
func NewSolver(g *csr.CSRGraph) *Solver {
	if g == nil {
		return &Solver{}
	}
	return newSolver(g, g.Layout(), chain.Of(g.Layout()))
}

// newSolver returns a Solver that reads some arrays of a graph: see search.New.
func newSolver(g *csr.CSRGraph, arrays *layout.Graph, chains *chain.Chains) *Solver {
	s := &Solver{home: g}
	s.rebase(g, arrays, chains)
	return s
}

// rebase makes g the graph that is answered for, and takes the memory for that.
func (s *Solver) rebase(g *csr.CSRGraph, arrays *layout.Graph, chains *chain.Chains) {
	engine := search.New(g, arrays, chains)
	if s.engine != nil {
		engine.Use(s.engine.Overlay())
	}
	s.g, s.engine, s.distances.engine = g, engine, engine
	s.ties = canonical.New(arrays.Out, arrays.Reverse().Out)
	s.queries++ // Trees of the graph before are stale
}

// Graph returns the graph that the Solver answers for: the one that it was made for,
// or, while it uses an index for other weights, that of the index.
func (s *Solver) Graph() *csr.CSRGraph { return s.g }

// Use lays o's weights on those of Graph for later queries; nil restores Graph's own.
// Later changes to o count too: each query sees the overlay as it is then.
//
// A query after a change costs O(patches before and after) more and, on a map with
// chains, O(nodes) if these are many or o is a whole array with many changes. A query without a
// change costs nothing more. If o is of another graph, later queries fail with
// csr.ErrWrongGraph; graphs of the same origin (see csr.CSRGraph.Under) take each other's
// overlays. A whole array replaces the weights of all nodes, whatever those of Graph; it
// counts as one with many changes if its graph has other weights than Graph has.
func (s *Solver) Use(o *csr.Overlay) {
	s.queries++ // so that a Tree of other weights is stale
	if s.g != nil {
		s.engine.Use(o)
	}
}

// Overlay returns the overlay in use, or nil.
func (s *Solver) Overlay() *csr.Overlay {
	if s.engine == nil {
		return nil
	}
	return s.engine.Overlay()
}

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or Unreachable. It searches from both ends until the searches have met:
// O(n + m) at worst, for the nodes within about half the distance of either end.
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
	s.hasTree, s.hasAll = false, false
	if s.g == nil {
		return ErrNoGraph
	}
	if err := s.g.Err(); err != nil {
		return err
	}
	return s.engine.Prepare()
}

// distance answers for a pair that was checked.
func (s *Solver) distance(from, to csr.Node) (uint32, error) {
	d := s.findPair(from, to, false, nil).Distance
	return d, s.checkOverflow(d, from, to)
}

// appendPath answers for a pair that was checked.
func (s *Solver) appendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	d := s.findPair(from, to, true, nil).Distance
	if d == Unreachable {
		return dst, d, s.checkOverflow(d, from, to)
	}
	return s.appendFound(dst, from, to), d, nil
}

// findPair searches for a pair that was checked; a nil budget sets no limit.
func (s *Solver) findPair(from, to csr.Node, wantPath bool, b *search.Budget) search.Found {
	s.engine.SetPair(from, to, wantPath)
	if s.guide.potential != nil {
		return s.findWithIndex(from, to, wantPath, b)
	}
	return s.engine.Bidirectional(b)
}

// appendFound appends the path of a pair that findPair has found.
func (s *Solver) appendFound(dst []csr.Node, from, to csr.Node) []csr.Node {
	if s.guide.answered {
		return append(dst, s.guide.path...)
	}
	s.weighTies()
	dst, _, _ = s.ties.Append(dst, from, to, s.distances.To(from), &s.distances)
	return dst
}

// weighTies has the rule for ties add up the weights in use.
func (s *Solver) weighTies() {
	s.ties.SetWeights(canonical.Weights{
		Nodes: s.engine.NodeWeights(), Out: s.engine.ArcWeights(search.Forward), In: s.engine.ArcWeights(search.Backward),
	})
}

// searchDistances is the distances that a search has found, for the rule for ties.
type searchDistances struct{ engine *search.Engine }

// To returns the distance from v to the target.
func (d *searchDistances) To(v csr.Node) uint64 { return widen(d.engine.Distance(v)) }

// widen returns a distance as the rule for ties has it.
func widen(d uint32) uint64 {
	if d == Unreachable {
		return canonical.Inf
	}
	return uint64(d)
}
