package dijkstra

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// NodeSolver answers questions between nodes: a *Solver, or an index of package cch or
// hublabel. If it also has the method Overlay of a Solver, its answers are those under that
// overlay.
type NodeSolver interface {
	Graph() *csr.CSRGraph
	Distance(from, to csr.Node) (uint32, error)
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
	Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
}

// PositionSolver answers questions between positions. It asks a NodeSolver about the nodes
// next to them:
//
//	between := dijkstra.NewPositionSolver(solver)    // or an index
//	place, err := streets.Nearest(11.967, 57.707)    // of a csr.StreetLocator
//	d, err := between.Distance(place.Position, csr.AtNode(clue))
//
// The answers are exactly those on the graph in which each position is a node of weight 0
// that divides the arcs of its street. A street that is closed in one direction can be
// neither left nor entered in that direction. Of an arc of weight w, the part at the end
// with the smaller number weighs fraction·w, rounded to the nearest, halves up; the other
// part weighs the rest. A position that is a node has the answers of the node.
//
// A PositionSolver reuses its memory: once warm it allocates nothing. It is not safe for
// concurrent use, also if its NodeSolver is; each goroutine needs its own. It takes some
// 300 bytes, 100 for each position of its largest question, and 16 for each entry of its
// largest matrix.
//
// On an error every method returns its dst as it was given, and Unreachable for a
// distance. Errors are those of the NodeSolver, a *csr.PositionError for what is no position
// on the graph, and a *PositionOverflowError for a distance that does not fit in 32 bits.
type PositionSolver struct {
	nodes   NodeSolver
	sources positions
	targets positions
	cells   []uint32 // distances from each end of sources to each of targets, row by row
	tooFar  []bool   // which of them do not fit; none if all do
	order   []uint64 // of targets: see Nearest
}

// NewPositionSolver returns a PositionSolver of a Solver or an index. The questions to one
// of nil fail with ErrNoGraph.
func NewPositionSolver(x NodeSolver) *PositionSolver {
	if isNil(x) {
		x = nil
	}
	return &PositionSolver{nodes: x, sources: positions{areSources: true}}
}

// Graph returns the graph of the NodeSolver; nil if there is none.
func (s *PositionSolver) Graph() *csr.CSRGraph {
	if s.nodes == nil {
		return nil
	}
	return s.nodes.Graph()
}

// Distance returns the cost of the shortest path between two positions, in the graph's unit,
// or Unreachable. It costs one to four distances of the NodeSolver: one for each end at
// which the one street can be left and each at which the other can be entered.
func (s *PositionSolver) Distance(from, to csr.Position) (uint32, error) {
	if err := s.beginPair(from, to); err != nil {
		return Unreachable, err
	}
	if err := s.ask(); err != nil {
		return Unreachable, err
	}
	return s.best(0, 0).answer(from, to)
}

// AppendPath appends the nodes between two positions on the shortest path to dst, the
// positions themselves included if they are nodes, and returns the path's cost. If there is
// none it appends nothing and returns Unreachable; it appends nothing either if the path
// stays on one street. It costs what Distance does, and a path of the NodeSolver.
//
// Of several shortest paths it takes the one that stays on the street, otherwise those with
// the smallest first node, of these those with the smallest last one, and between the two
// the canonical path. If that goes back past a position, from one end of its street to the
// other, it is shortened to begin, or end, at the position.
func (s *PositionSolver) AppendPath(dst []csr.Node, from, to csr.Position) ([]csr.Node, uint32, error) {
	if err := s.beginPair(from, to); err != nil {
		return dst, Unreachable, err
	}
	way, isOnly := s.onlyWay()
	if !isOnly {
		if err := s.ask(); err != nil {
			return dst, Unreachable, err
		}
		way = s.best(0, 0)
		if d, err := way.answer(from, to); way.along || d == Unreachable {
			return dst, d, err
		}
	}
	return s.appendWay(dst, way, from, to)
}

// appendWay appends the path between two nodes next to positions.
func (s *PositionSolver) appendWay(dst []csr.Node, w way, from, to csr.Position) ([]csr.Node, uint32, error) {
	exit, entry := s.sources.ends[w.exit], s.targets.ends[w.entry]
	path, d, err := s.nodes.AppendPath(dst, exit.node, entry.node)
	if err != nil && !errors.Is(err, ErrOverflow) || err == nil && d == Unreachable {
		return dst, Unreachable, err
	}
	w = way{cost: exit.cost + uint64(d) + entry.cost, tooFar: err != nil}
	if d, err = w.answer(from, to); err != nil {
		return dst, d, err
	}
	return s.shorten(path, len(dst)), d, nil
}

// shorten takes out the first node from first on, if the path goes from there past the
// source, and the last likewise.
func (s *PositionSolver) shorten(path []csr.Node, first int) []csr.Node {
	if n := len(path); n >= first+2 && s.sources.splits[0].holds(path[first], path[first+1]) {
		path = slices.Delete(path, first, first+1)
	}
	if n := len(path); n >= first+2 && s.targets.splits[0].holds(path[n-2], path[n-1]) {
		path = path[:n-1]
	}
	return path
}

// begin gets ready for a question, and returns the graph and the overlay on it.
func (s *PositionSolver) begin() (g *csr.CSRGraph, o *csr.Overlay, err error) {
	s.sources.reset()
	s.targets.reset()
	g = s.Graph()
	if err := g.Err(); err != nil {
		return nil, nil, err
	}
	if x, ok := s.nodes.(interface{ Overlay() *csr.Overlay }); ok {
		o = x.Overlay()
	}
	if o != nil {
		err = g.CheckOrigin(o.Graph(), "dijkstra: overlay")
	}
	return g, o, err
}

// beginPair gets ready for a question about two positions.
func (s *PositionSolver) beginPair(from, to csr.Position) error {
	g, o, err := s.begin()
	if err == nil {
		err = s.sources.add(g, o, from, "from")
	}
	if err == nil {
		err = s.targets.add(g, o, to, "to")
	}
	return err
}

// ask asks for the distances between all ends.
func (s *PositionSolver) ask() (err error) {
	from, to := s.sources.nodes, s.targets.nodes
	s.tooFar = s.tooFar[:0]
	if len(from) == 1 && len(to) == 1 {
		s.cells = slices.Grow(s.cells[:0], 1)[:1]
		s.cells[0], err = s.nodes.Distance(from[0], to[0])
	} else {
		s.cells, err = s.nodes.Matrix(s.cells[:0], from, to)
	}
	if errors.Is(err, ErrOverflow) {
		return s.askOneByOne()
	}
	return err
}

// askOneByOne asks for each distance where some do not fit, which a Matrix does not tell.
func (s *PositionSolver) askOneByOne() error {
	s.cells = s.cells[:0]
	for _, from := range s.sources.nodes {
		for _, to := range s.targets.nodes {
			d, err := s.nodes.Distance(from, to)
			tooFar := errors.Is(err, ErrOverflow)
			if err != nil && !tooFar {
				return err
			}
			s.cells, s.tooFar = append(s.cells, d), append(s.tooFar, tooFar)
		}
	}
	return nil
}

// noWay is the cost where there is no path.
const noWay uint64 = math.MaxUint64

// way is a path from one position to another: along the street, or from an exit of the one
// to an entry of the other.
type way struct {
	cost        uint64 // or noWay
	tooFar      bool   // there are others whose costs do not fit
	along       bool
	exit, entry int // among the ends
}

// onlyWay returns the way between a pair if there is just one that may exist.
func (s *PositionSolver) onlyWay() (w way, ok bool) {
	single := len(s.sources.ends) == 1 && len(s.targets.ends) == 1
	return way{}, single && s.sources.splits[0].along(&s.targets.splits[0]) == noWay
}

// best returns the shortest way from a source to a target, the first of equal ones.
func (s *PositionSolver) best(i, j int) (best way) {
	best.cost = s.sources.splits[i].along(&s.targets.splits[j])
	best.along = best.cost != noWay
	for a := s.sources.first(i); a < s.sources.first(i+1); a++ {
		for b := s.targets.first(j); b < s.targets.first(j+1); b++ {
			cell := a*len(s.targets.ends) + b
			d := s.cells[cell]
			if d == Unreachable {
				best.tooFar = best.tooFar || len(s.tooFar) > 0 && s.tooFar[cell]
				continue
			}
			if cost := s.sources.ends[a].cost + uint64(d) + s.targets.ends[b].cost; cost < best.cost {
				best = way{cost: cost, tooFar: best.tooFar, exit: a, entry: b}
			}
		}
	}
	return best
}

// answer returns the cost of a way as a distance.
func (w way) answer(from, to csr.Position) (uint32, error) {
	switch {
	case w.cost < uint64(Unreachable):
		return uint32(w.cost), nil
	case w.cost == noWay && !w.tooFar:
		return Unreachable, nil
	}
	return Unreachable, &PositionOverflowError{From: from, To: to}
}

// PositionOverflowError names a pair of positions whose distance does not fit in 32 bits.
// It wraps ErrOverflow.
type PositionOverflowError struct {
	From, To csr.Position // the pair
}

// Error names the pair.
func (e *PositionOverflowError) Error() string {
	return fmt.Sprintf("dijkstra: from position %v to position %v: %v", e.From, e.To, ErrOverflow)
}

// Unwrap returns ErrOverflow.
func (e *PositionOverflowError) Unwrap() error { return ErrOverflow }
