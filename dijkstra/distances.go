package dijkstra

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// AppendDistances appends the distance of every node from a source to dst, in the order of
// their numbers: n entries, Unreachable where there is no path. The error is an
// *OverflowError if one does not fit in 32 bits. It costs what Tree does.
func (s *Solver) AppendDistances(dst []uint32, source csr.Node) ([]uint32, error) {
	if err := s.beginAt(source, "source"); err != nil {
		return dst, err
	}
	t, err := s.Tree(source)
	if err != nil {
		return dst, err
	}
	return t.AppendDistances(dst)
}

// AppendDistancesTo is AppendDistances for the distance from every node to a target. It
// costs a sweep of the index in use if the overlay changes nothing, else a search.
func (s *Solver) AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(s)
	if err := s.beginAt(target, "target"); err != nil {
		return dst, err
	}
	n := s.g.NumNodes()
	all := slices.Grow(dst, n)[:len(dst)+n]
	s.nodes = append(s.nodes[:0], target)
	if err := s.distancesTo(all[len(dst):], s.nodes); err != nil {
		return dst, err
	}
	return all, nil
}
