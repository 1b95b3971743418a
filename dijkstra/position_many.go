package dijkstra

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// positions is the sources or the targets of a question, and the nodes next to them.
type positions struct {
	areSources bool // so the ends are exits

	splits []split
	ends   []end
	nodes  []csr.Node // of ends
	upTo   []int      // index of the last end of each position, plus one
}

func (p *positions) reset() {
	p.splits, p.ends, p.nodes, p.upTo = p.splits[:0], p.ends[:0], p.nodes[:0], p.upTo[:0]
}

// add adds a position of a question; name is of the argument that held it.
func (p *positions) add(g *csr.CSRGraph, o *csr.Overlay, at csr.Position, name string) error {
	s, ok := splitAt(g, o, at)
	if !ok {
		return g.CheckPosition(at, name)
	}
	if p.areSources {
		p.ends = s.appendExits(p.ends, g, o)
	} else {
		p.ends = s.appendEntries(p.ends)
	}
	for _, e := range p.ends[len(p.nodes):] {
		p.nodes = append(p.nodes, e.node)
	}
	p.splits, p.upTo = append(p.splits, s), append(p.upTo, len(p.ends))
	return nil
}

// addAll adds a list of positions.
func (p *positions) addAll(g *csr.CSRGraph, o *csr.Overlay, all []csr.Position, name string) error {
	for i, at := range all {
		if err := p.add(g, o, at, name); err != nil {
			return g.CheckPosition(at, fmt.Sprintf("%s[%d]", name, i))
		}
	}
	return nil
}

// first returns the index of the first end of a position.
func (p *positions) first(i int) int {
	if i == 0 {
		return 0
	}
	return p.upTo[i-1]
}

// beginMany gets ready for a question about many positions.
func (s *PositionSolver) beginMany(sources, targets []csr.Position) error {
	g, o, err := s.begin()
	if err == nil {
		err = s.sources.addAll(g, o, sources, "sources")
	}
	if err == nil {
		err = s.targets.addAll(g, o, targets, "targets")
	}
	return err
}

// beginNearest gets ready for a question from one position to many.
func (s *PositionSolver) beginNearest(from csr.Position, targets []csr.Position) error {
	g, o, err := s.begin()
	if err == nil {
		err = s.sources.add(g, o, from, "from")
	}
	if err == nil {
		err = s.targets.addAll(g, o, targets, "targets")
	}
	return err
}

// Matrix appends to dst the distances from each of n sources to each of m targets: n rows of
// m, Unreachable where there is no path. It costs a matrix of the NodeSolver with up to two
// rows for each source and two columns for each target. After an error dst is as it was
// given; if a distance does not fit, that costs as many calls of Distance.
func (s *PositionSolver) Matrix(dst []uint32, sources, targets []csr.Position) ([]uint32, error) {
	if err := s.beginMany(sources, targets); err != nil {
		return dst, err
	}
	if err := s.ask(); err != nil {
		return dst, err
	}
	all := slices.Grow(dst, len(sources)*len(targets))
	for i, from := range sources {
		for j, to := range targets {
			d, err := s.best(i, j).answer(from, to)
			if err != nil {
				return dst, err
			}
			all = append(all, d)
		}
	}
	return all, nil
}

// PositionHit is a position that a query found, and how far it is.
type PositionHit struct {
	Index    int    // of the position among the targets
	Distance uint32 // to it, in the graph's unit
}

// Nearest appends to dst the k targets that are nearest to a position, nearest first, and by
// index among those at one distance; fewer if not so many can be reached. It costs a Matrix
// of one source, and sorting the targets. The error is a *PositionOverflowError if a target
// that may be among them is at a distance that does not fit in 32 bits.
func (s *PositionSolver) Nearest(dst []PositionHit, from csr.Position, targets []csr.Position, k int) ([]PositionHit, error) {
	if err := s.beginNearest(from, targets); err != nil || k <= 0 {
		return dst, err
	}
	if err := s.ask(); err != nil {
		return dst, err
	}
	var missing error
	s.order = s.order[:0]
	for j, to := range targets {
		switch d, err := s.best(0, j).answer(from, to); {
		case d != Unreachable:
			s.order = append(s.order, uint64(d)<<32|uint64(j))
		case missing == nil:
			missing = err
		}
	}
	if len(s.order) < k && missing != nil {
		return dst, missing
	}
	slices.Sort(s.order)
	for _, o := range s.order[:min(k, len(s.order))] {
		dst = append(dst, PositionHit{Index: int(uint32(o)), Distance: uint32(o >> 32)})
	}
	return dst, nil
}
