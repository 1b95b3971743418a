package dijkstra

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/csr"
)

// AppendRoute appends the nodes of a route through stops in their order: the canonical
// path from each stop to the next. Each stop is in it once; a stop that follows itself
// adds nothing. It returns the cost of the whole route, or Unreachable, with nothing
// appended, if a path does not exist.
//
// The error wraps ErrNoNodes if there are no stops. It is an *OverflowError if a cost does
// not fit in 32 bits: of two stops if it is that of a path, of the first and the last if it
// is the sum. It costs what AppendPath does for each path. dst may share memory with stops.
func (s *Solver) AppendRoute(dst []csr.Node, stops []csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(s)
	if len(stops) == 0 {
		return dst, Unreachable, fmt.Errorf("dijkstra: route without a stop: %w", ErrNoNodes)
	}
	if err := s.ready(); err != nil {
		return dst, Unreachable, err
	}
	if err := s.g.CheckNodes(stops, "stops"); err != nil {
		return dst, Unreachable, err
	}
	s.nodes = append(s.nodes[:0], stops...) // which dst may lie on
	stops = s.nodes
	way, sum := append(dst, stops[0]), uint64(0)
	for i, to := range stops[1:] {
		var d uint32
		var err error
		way, d, err = s.appendPath(way[:len(way)-1], stops[i], to)
		if err != nil || d == Unreachable {
			return dst, Unreachable, err
		}
		sum += uint64(d)
	}
	if sum >= uint64(Unreachable) {
		return dst, Unreachable, &OverflowError{From: stops[0], To: stops[len(stops)-1]}
	}
	return way, uint32(sum), nil
}
