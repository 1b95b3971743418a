package dijkstra

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Index is what [Solver.UseIndex] takes: something that knows the distances of a
// graph under the graph's own weights.
type Index interface {
	// Graph returns the graph.
	Graph() *csr.CSRGraph
	// Bounds returns what answers for one goroutine, in memory of its own. It is an
	// error if the index knows distances under other weights than the graph's own.
	Bounds() (Bounds, error)
}

// Bounds answers for an Index how far a node is from the ends of a pair: exactly, in
// the meaning of [Solver.Distance], or Unreachable. It is asked about nodes of the
// graph alone, and only where all distances fit in 32 bits.
type Bounds interface {
	// Pair makes two nodes the ends that From and To refer to from now on. It is
	// called once a query; some hundred distances are asked for then.
	Pair(from, to csr.Node)
	// From writes the distances from the pair's source to some nodes, in order. They
	// are few: the neighbours of one node, or up to 64 whose weights are higher, asked
	// about together so that an index need not wait for memory for each of them.
	From(dst []uint32, nodes []csr.Node)
	// To writes the distances from some nodes to the pair's target.
	To(dst []uint32, nodes []csr.Node)
}

// Ways counts how a Solver with an index came to its answers for pairs, and what
// they took.
type Ways struct {
	Index   uint64 // from the index alone
	Bounded uint64 // by a search that the index aimed
	GivenUp uint64 // by such a search, which took too long, and then by a plain one
	Plain   uint64 // by a plain search: a weight is below the graph's own, or many are above, or sums may not fit in 32 bits
	Settled uint64 // nodes that the searches settled; on a map with chains, only junctions are counted
}

// guide is what a Solver has of an index.
type guide struct {
	bounds Bounds // nil: there is no index
	ways   Ways
	path   []csr.Node // that the index led along
	led    bool       // the index answers the query at hand, with path if that asks for one
	obstacles
}

// UseIndex has an index of the graph speed up the queries that follow; nil: none.
// The answers stay as they are, to the last node of a path.
//
// What profits are queries for pairs, [Solver.Distance], [Solver.AppendPath], the
// same with limits, [Solver.AppendVia], and pairs of a [Solver.Batch] that share no
// node with others, while no weight of the overlay in use is lower than the graph's
// own, and at most one of eight nodes (of eight junctions, on a street map) has a
// higher one. If the path on the map as it is meets no higher weight, it is the
// answer, and costs O(degree) distances of the index a node; a distance alone costs
// up to two for each patch, if those are few. Otherwise the index aims a search.
// All other queries search as ever, and cost what they do without an index: one
// search for many nodes takes less than many that are aimed. [Solver.Ways] tells how
// often which happened.
//
// The Solver takes 8 bytes a node more; on a street map 4, and another 4 a junction.
// The error wraps csr.ErrWrongGraph if the index is of another graph, or what its
// Bounds returned; then the Solver goes on without an index. The index must not be
// closed or changed while it is in use.
func (s *Solver) UseIndex(x Index) error {
	s.guide = guide{}
	if x == nil {
		return nil
	}
	if err := s.g.CheckSame(x.Graph(), "dijkstra: index"); err != nil {
		return err
	}
	bounds, err := x.Bounds()
	if err != nil {
		return fmt.Errorf("dijkstra: index: %w", err)
	}
	s.paths.follow(bounds)
	s.guide.bounds, s.guide.path = bounds, make([]csr.Node, 0, s.g.NumNodes())
	s.engine.far = make([]uint32, len(s.engine.links))
	return nil
}

// Ways returns how the pairs since the last UseIndex were answered.
func (s *Solver) Ways() Ways { return s.guide.ways }

// pair answers for a pair that was checked: see engine.pair.
func (s *Solver) pair(from, to csr.Node, slack uint64, m *meter) (d, bound uint32, done bool) {
	s.engine.ends, s.engine.spent, s.guide.led = [2]csr.Node{from, to}, 0, false
	if s.guide.bounds == nil {
		return s.engine.pair(slack, m)
	}
	d, bound, done, way := s.guided(slack, m)
	*way++
	s.guide.ways.Settled += uint64(s.settled())
	return d, bound, done
}

// guided is pair with an index, as far as that is of use, and the counter of the
// way it went.
func (s *Solver) guided(slack uint64, m *meter) (d, bound uint32, done bool, way *uint64) {
	e, ways := s.engine, &s.guide.ways
	way = &ways.Plain
	if raised, only := s.weights.raises(); only && !s.mayOverflow() {
		d, dir, ok := s.lead(slack)
		if ok {
			return d, d, true, &ways.Index
		}
		if bound = d; raised <= e.patience {
			d, bound, done, ok = e.aim(dir, slack, m, s.guide.bounds)
			if ok {
				return d, bound, done, &ways.Bounded
			}
			e.spent, way = e.settled(), &ways.GivenUp
		}
	}
	d, least, done := e.pair(slack, m)
	return d, max(bound, least), done, way
}

// lead returns what the index says that the distance is, whether it still is, and
// then leaves the path, if that is asked for; otherwise dir is where to search from:
// from the end that is nearer to where the path meets a higher weight.
func (s *Solver) lead(slack uint64) (d uint32, dir direction, ok bool) {
	g, from, to := &s.guide, s.engine.ends[forward], s.engine.ends[backward]
	g.bounds.Pair(from, to)
	d, dir, g.led = s.paths.to(from), backward, true
	if d == Unreachable {
		return d, dir, true
	}
	if slack == slackOfDistance {
		if ok, dir, sure := s.stands(d); sure {
			g.led = ok
			return d, dir, ok
		}
	}
	var left uint64
	if g.path, left, g.led = s.paths.walk(g.path[:0], from, to, d); left > uint64(d)/2 {
		dir = forward
	}
	return d, dir, g.led
}

// settled returns how many nodes were settled for the pair at hand.
func (s *Solver) settled() int {
	if s.guide.led {
		return 0
	}
	return s.engine.settled()
}

// appendFound appends the path of the pair at hand.
func (s *Solver) appendFound(dst []csr.Node) []csr.Node {
	if s.guide.led {
		return append(dst, s.guide.path...)
	}
	return s.paths.appendPath(dst, s.engine.ends[forward], s.engine.ends[backward])
}
