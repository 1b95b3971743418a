package dijkstra

import (
	"github.com/veltrix/cairn/csr"
)

// A distance that does not fit in 32 bits looks like one that does not exist until the
// engine is asked whether a path is there: see package search, reach.go.

// read returns the distance between v and the roots of the last search; overflow is
// whether there is a path whose cost does not fit.
func (s *Solver) read(v csr.Node) (d uint32, overflow bool) {
	if s.hasAll {
		d = s.all[v]
	} else {
		d = s.engine.Distance(v)
	}
	return d, d == Unreachable && s.engine.ConnectedToRoots(v)
}

// writeAll writes the distances of all nodes down for read.
func (s *Solver) writeAll() {
	s.makeAll()
	s.engine.Distances(s.all)
	s.hasAll = true
}

// makeAll makes the memory for the distances of all nodes, once.
func (s *Solver) makeAll() {
	if s.all == nil {
		s.all = make([]uint32, s.g.NumNodes())
	}
}

// readAll writes what read returns for all nodes, or returns the first one whose
// distance does not fit.
func (s *Solver) readAll(dst []uint32) (v csr.Node, overflow bool) {
	s.engine.Distances(dst)
	if !s.engine.MayOverflow() {
		return 0, false
	}
	for v, d := range dst {
		if v := csr.Node(v); d == Unreachable && s.engine.ConnectedToRoots(v) {
			return v, true
		}
	}
	return 0, false
}

// checkOverflow returns an *OverflowError if d is Unreachable but a path connects the
// pair that was searched for after all.
func (s *Solver) checkOverflow(d uint32, from, to csr.Node) error {
	if d == Unreachable && s.engine.PairConnected() {
		return &OverflowError{From: from, To: to}
	}
	return nil
}
