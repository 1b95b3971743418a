package gridmap

import (
	"fmt"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Smoother pulls paths on a map straight: a path from cell to cell has eight directions, or
// four, and so zigzags where a walker would go straight. Its memory is reused from path to
// path; once warm it allocates nothing. It is not safe for concurrent use, each goroutine
// needs its own; the Map they share is.
type Smoother struct {
	rates  rates
	path   []csr.Node
	places []place
	lowest []uint64 // by place: the lowest rate of the steps from there to the place at hand
	first  int      // place before which no line to later places starts
}

// place is a node of a path.
type place struct {
	x, y   int
	rate   uint64 // of the step that leads there
	length uint64 // of the shortest way found to it: see lengthOf
	from   int    // the way-point before on that way
	wall   wall   // that stopped the last line from here
}

// wall is a closed cell, if there is one.
type wall struct {
	there bool
	x, y  int
}

// NewSmoother returns a Smoother for paths on m.
func NewSmoother(m *Map) *Smoother { return &Smoother{rates: rates{m: m}} }

// Use has later paths follow the weights of an overlay over the graph of the map; nil
// restores the map's own. Later changes to o count too.
func (s *Smoother) Use(o *csr.Overlay) { s.rates.overlay = o }

// AppendWaypoints appends to dst the way-points that are left of a path when it is pulled
// straight: its first node, its last, and those between at which it has to turn. Of all ways
// that go through some of its nodes, in order and straight from one to the next, it is the
// shortest. So it is never longer than the path.
//
// A straight line is allowed if the cells that it crosses, from middle to middle, are a path
// too: the arcs between them exist and are open under the overlay, also the diagonal one
// where the line passes exactly through a corner. So lines keep the map's rule for corners.
// On a map without diagonal moves both ways round such a corner must be open. A line must
// also be no dearer than the part of the path that it replaces: no step along it may have a
// higher rate, which is its cost for its length, than the cheapest step of that part; or it
// crosses just the cells of that part. Swamp round which a path leads is not crossed, and
// lines end where the terrain changes. A step that is no open move of the map is kept as it
// is: that of a bridge that was added to the graph, say, or one that has been closed since.
//
// It is found by dynamic programming over pairs of nodes: O(k²) for k nodes of the path, and
// for as many of these pairs as might make it shorter O(k) cells along a line: some 0.1 ms for
// a path of 70 nodes on a game map. Lengths count in 1/1024 of a cell, rounded up; of ways
// that are as long it is the one whose last line starts earliest, and so on.
//
// The error is a *csr.NodeError if a node is not on the map. It wraps csr.ErrWrongGraph if
// the overlay is over a graph with another number of nodes, and csr.ErrClosed after the graph
// was closed. dst may share memory with path.
func (s *Smoother) AppendWaypoints(dst, path []csr.Node) ([]csr.Node, error) {
	if s.rates.overlay != nil {
		if err := s.rates.m.checkGraph(s.rates.overlay.Graph()); err != nil {
			return dst, err
		}
	}
	if err := s.begin(path); err != nil || len(path) == 0 {
		return dst, err
	}
	for j := 1; j < len(path); j++ {
		s.pull(j)
	}
	return s.appendFound(dst), nil
}

// begin looks up where the nodes of a path are, and what its steps cost.
func (s *Smoother) begin(path []csr.Node) error {
	m := s.rates.m
	s.path, s.places, s.lowest, s.first = append(s.path[:0], path...), s.places[:0], s.lowest[:0], 0
	for i, v := range path {
		x, y, ok := m.Cell(v)
		if !ok {
			return &csr.NodeError{Node: v, Nodes: m.NumNodes(), Place: fmt.Sprintf("path[%d]", i)}
		}
		s.places = append(s.places, place{x: x, y: y, rate: kept})
		s.lowest = append(s.lowest, math.MaxUint64)
		if i > 0 {
			s.rateStep(i)
		}
	}
	return nil
}

// kept is the rate of a step that is no open move: above that of any other.
const kept = math.MaxUint64

// rateStep works out the rate of the step to place j, if it is an open move.
func (s *Smoother) rateStep(j int) {
	a, b := &s.places[j-1], &s.places[j]
	dx, dy := b.x-a.x, b.y-a.y
	if max(dx, -dx, dy, -dy) != 1 {
		return
	}
	if _, rate, ok := s.rates.of(s.path[j-1], a.x, a.y, stepBy(dx, dy)); ok {
		b.rate = rate
	}
}

// pull finds the shortest way to place j, given those to all places before.
func (s *Smoother) pull(j int) {
	p := &s.places[j]
	p.length = math.MaxUint64
	if p.rate == kept {
		s.first = j - 1
	}
	for i := s.first; i < j; i++ {
		s.lowest[i] = min(s.lowest[i], p.rate)
		length := s.places[i].length + lengthOf(p.x-s.places[i].x, p.y-s.places[i].y)
		if length < p.length && (i == j-1 || s.sees(i, j)) {
			p.length, p.from = length, i
		}
	}
	if p.rate == kept {
		s.first = j
	}
}

// lengthOf returns the length of a line in 1/1024 of a cell, rounded up. So a way through a
// node on a line is never shorter than the line, and the triangle inequality holds. The
// square root is exact enough for that up to 65,536 cells, and the same on every machine.
func lengthOf(dx, dy int) uint64 {
	return uint64(math.Ceil(1024 * math.Sqrt(float64(int64(dx)*int64(dx)+int64(dy)*int64(dy)))))
}

// sees tells whether a straight line may replace the path between two places. Most lines from
// a place that are stopped are stopped by the same wall as the last.
func (s *Smoother) sees(i, j int) bool {
	a, b := &s.places[i], &s.places[j]
	v, x, y, limit := s.path[i], a.x, a.y, s.lowest[i]
	l, dear, same := newLine(a.x, a.y, b.x, b.y), false, true
	if a.wall.there && l.crosses(a.wall.x-a.x, a.wall.y-a.y) {
		return false
	}
	for next := i + 1; ; next++ {
		step, more := l.next()
		if !more {
			return true
		}
		to, rate, ok := s.rates.cross(v, x, y, step)
		same = same && next <= j && to == s.path[next]
		dear = dear || rate > limit
		if !ok || dear && !same {
			if x, y := x+step.dx, y+step.dy; s.rates.closed(x, y) {
				a.wall = wall{true, x, y}
			}
			return false
		}
		v, x, y = to, x+step.dx, y+step.dy
	}
}

// appendFound appends the shortest way to the last place.
func (s *Smoother) appendFound(dst []csr.Node) []csr.Node {
	start := len(dst)
	for j := len(s.places) - 1; ; j = s.places[j].from {
		dst = append(dst, s.path[j])
		if j == 0 {
			break
		}
	}
	slices.Reverse(dst[start:])
	return dst
}
