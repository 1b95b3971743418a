package dijkstra

import (
	"math"

	"github.com/veltrix/cairn/csr"
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
	g       *csr.CSRGraph
	weights personal
	engine  engine
	queries uint64      // begun so far: how a Tree knows that it is stale
	grown   bool        // the engine's last search was for a Tree with its parents found
	goal    [1]csr.Node // of a query for one pair
}

// NewSolver returns a Solver for g, with memory for any query: 21 bytes a node.
// The first overlay of patches takes another 4, and the first path across steps
// that cost nothing, or the first Tree whose parents are asked for, another 20.
// The first Solver of a graph also turns its arcs round, once for all Solvers of
// that graph, and keeps them if they are not the same then.
func NewSolver(g *csr.CSRGraph) *Solver {
	return &Solver{g: g, weights: personal{g: g}, engine: newEngine(g.Layout())}
}

// Graph returns the graph that the Solver answers for.
func (s *Solver) Graph() *csr.CSRGraph { return s.g }

// Use makes o's node weights those of the queries that follow; nil brings back
// the graph's own. Later changes to o count too: each query sees the overlay as
// it is then. A query after a change costs O(patches before and after) more; one
// without costs nothing. If o is of another graph, the queries that follow fail
// with csr.ErrWrongGraph.
func (s *Solver) Use(o *csr.Overlay) { s.weights.use(o) }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or Unreachable. It searches from the target until it has settled
// the source: O((n + m) log n) for what lies nearer to the target.
func (s *Solver) Distance(from, to csr.Node) (uint32, error) {
	if err := s.begin(from, to); err != nil {
		return Unreachable, err
	}
	return s.toTarget(from, to)
}

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns Unreachable. It costs what Distance does, and O(degree) a node of the
// path.
func (s *Solver) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	if err := s.begin(from, to); err != nil {
		return dst, Unreachable, err
	}
	d, err := s.toTarget(from, to)
	if err == nil && d != Unreachable {
		dst = s.engine.appendPath(dst, from)
	}
	return dst, d, err
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
// engine's weights those of the overlay as it is now.
func (s *Solver) ready() error {
	s.queries++
	s.grown = false
	if err := s.g.Err(); err != nil {
		return err
	}
	if s.weights.current() {
		return nil
	}
	if err := s.weights.refresh(); err != nil {
		return err
	}
	s.engine.setNodeWeights(s.weights.column)
	return nil
}

// toTarget searches backward from one node to another.
func (s *Solver) toTarget(from, to csr.Node) (uint32, error) {
	s.goal[0] = from
	s.engine.search(backward, to, s.goal[:])
	return s.answer(from, from, to)
}

// answer reads the distance at node v off the last search, as the distance of
// the pair that is asked for.
func (s *Solver) answer(v, from, to csr.Node) (uint32, error) {
	d, ok := s.engine.distance(v)
	switch {
	case !ok:
		return Unreachable, nil
	case d >= tooFar:
		return Unreachable, &OverflowError{From: from, To: to}
	}
	return uint32(d), nil
}
