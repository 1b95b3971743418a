package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// guide is what a Solver has of an index.
type guide struct {
	index     Index
	potential Potential // nil: there is no index
	slow      bool      // see isSlow
	stats     QueryStats
	path      []csr.Node // that the index knows
	costs     []uint32   // along that path
	roots     []Root
	answered  bool // the index answers the query at hand, with path if that asks for one
	obstacles
	lowered
	customized customized
}

// stamp tells an overlay as it is now from what it was, and from others.
type stamp struct {
	overlay    *csr.Overlay
	generation uint64
}

func stampOf(o *csr.Overlay) stamp { return stamp{o, o.Generation()} }

// findWithIndex is findPair with an index, as far as that is of use.
func (s *Solver) findWithIndex(from, to csr.Node, wantPath bool, b *search.Budget) search.Found {
	s.guide.answered = false
	found, way := s.tryIndex(from, to, wantPath, b)
	*way++
	settled := s.settled()
	s.guide.stats.Settled += uint64(settled)
	s.guide.customized.searched(settled)
	return found
}

// tryIndex also returns the counter of the way that it went.
func (s *Solver) tryIndex(from, to csr.Node, wantPath bool, b *search.Budget) (found search.Found, way *uint64) {
	e, g := s.engine, &s.guide
	if e.Unchanged() && !e.MayOverflow() {
		if d, ok := g.ask(from, to, wantPath); ok {
			g.answered = true
			return search.Found{Distance: d, Bound: d, Done: true}, &g.stats.IndexOnly
		}
	}
	if g.customized.by(s) {
		if found, ok := s.askCosts(from, to, wantPath); ok {
			return found, &g.stats.Customized
		}
	}
	raised, only := e.Raised()
	if raised > e.MaxRaised || !only && !g.lowered.list(e, g.atMost(mostPassages)) || e.MayOverflow() {
		return e.Bidirectional(b), &g.stats.Bidirectional
	}
	a, ok := aim{}, false
	if only {
		a, ok = s.askIndex(from, to, wantPath)
	} else {
		a, ok = s.askLowered(from, to, wantPath || raised > 0)
	}
	switch {
	case !ok:
		return e.Bidirectional(b), &g.stats.Bidirectional
	case g.answered:
		return search.Found{Distance: a.least, Bound: a.least, Done: true}, &g.stats.IndexOnly
	}
	found, ok = e.AStar(a.dir, b, g.potential, a.known, a.limit)
	way = &g.stats.AStar
	least := max(a.least, found.Bound)
	if !ok {
		found, way = e.Bidirectional(b), &g.stats.Abandoned
	}
	found.Bound = max(found.Bound, least)
	return found, way
}

// aim is what the index tells of a pair that it does not answer: how to search.
type aim struct {
	dir   search.Direction // from which end
	least uint32           // the distance is no less
	limit uint64           // a larger distance is not to be relied on
	known search.Known
}

// ask returns what the index says that the distance of a pair is. If the path is wanted it is
// left in guide, otherwise there is none. ok is false if the index does not answer, since it was
// closed.
func (g *guide) ask(from, to csr.Node, wantPath bool) (d uint32, ok bool) {
	err := error(nil)
	if g.path = g.path[:0]; wantPath {
		g.path, d, err = g.index.AppendPath(g.path, from, to)
	} else {
		d, err = g.index.Distance(from, to)
	}
	return d, err == nil
}

// take gives the potential the end that a search in a direction is to come to.
func (g *guide) take(dir search.Direction, from, to csr.Node) {
	if dir == search.Forward {
		g.roots = append(g.roots[:0], Root{Node: to})
		g.potential.To(g.roots)
		return
	}
	g.roots = append(g.roots[:0], Root{Node: from})
	g.potential.From(g.roots)
}

// isSlow tells whether an index takes long for a single distance, unlike labels.
func isSlow(p Potential) bool {
	singles, ok := p.(interface{ Singles() int })
	return ok && singles.Singles() == 0
}

// atMost returns how many distances an index is asked for at most where that is so many if it
// knows them at once. Otherwise a path or a search takes less than more than a few.
func (g *guide) atMost(many int) int {
	const few = 4
	if g.slow {
		return few
	}
	return many
}

// askIndex finds out whether the distance is still what the index says; then
// the path is left in guide, if it is wanted. Otherwise a search is to begin at the end that
// is nearer to where the path meets a higher weight. No weight may be lower than those
// that the index knows. ok is false if the index does not answer, since it was closed.
//
// A path that costs what the index says is a shortest path, since nothing has become
// cheaper. It is the canonical one too: no other node is nearer to the target than the
// index says, so the arcs at a node of the path that are tight now are among those that
// were, and the ways across a plateau among those that were ways. The first of all that
// were is one, so it is also the first of those that are.
func (s *Solver) askIndex(from, to csr.Node, wantPath bool) (a aim, ok bool) {
	g := &s.guide
	a.limit = uint64(Unreachable)
	if !wantPath {
		if a.least, g.answered = s.distanceUnchanged(from, to); g.answered {
			return a, true
		}
	}
	if a.least, ok = g.ask(from, to, true); !ok {
		return a, false
	}
	first, last := s.engine.ChangesOn(g.path)
	g.answered = first == len(g.path)
	a.dir = s.direction(from, first < len(g.path)-1-last)
	if !g.answered {
		a.known = s.knownPart(a.dir, first, last)
		g.take(a.dir, from, to)
	}
	return a, true
}

// direction returns that of a search that is to begin at the source, or else at the
// target. It begins at a source that is closed for everyone in any case: an index that leaves it
// out of its costs knows distances from there by way of each node beside it alone.
func (s *Solver) direction(from csr.Node, begin bool) search.Direction {
	if begin || s.closedForAll(from) {
		return search.Forward
	}
	return search.Backward
}

// closedForAll tells whether a node is closed under the weights of the index.
func (s *Solver) closedForAll(v csr.Node) bool {
	return s.engine.BaseNodeWeights().At(int(v)) == csr.Blocked
}

// knownPart returns the part of the index's path that meets no change on the side that a
// search in a direction comes to.
func (s *Solver) knownPart(dir search.Direction, first, last int) search.Known {
	g, path := &s.guide, s.guide.path
	part := path[last:]
	if dir == search.Backward {
		part = path[:first]
	}
	costs, ok := s.engine.AppendSteps(g.costs[:0], part)
	if g.costs = costs; !ok {
		return search.Known{}
	}
	if dir == search.Backward {
		for i := range costs[1:] {
			costs[i+1] += costs[i]
		}
		return search.Known{Path: part, Distances: costs}
	}
	target := int(path[len(path)-1])
	left := uint64(s.engine.NodeWeights().At(target) - s.engine.BaseNodeWeights().At(target))
	for i := len(costs) - 1; i >= 0; i-- {
		left, costs[i] = left+uint64(costs[i]), uint32(min(left, uint64(Unreachable)))
	}
	return search.Known{Path: part, Distances: costs}
}

// askLowered is askIndex where weights are lowered, and these are listed; walk tells whether it
// takes a path to know the distance.
//
// If each path through a passage costs more than the index's path, which costs what it did,
// then that is the path: as in askIndex, the arcs that are tight now were tight.
func (s *Solver) askLowered(from, to csr.Node, walk bool) (a aim, ok bool) {
	g := &s.guide
	if s.closedForAll(from) {
		return a, false
	}
	d, ok := g.ask(from, to, walk)
	a.least, a.dir, a.limit = d, search.Backward, uint64(d)
	if g.answered = ok && d == Unreachable; g.answered || !ok {
		return a, ok
	}
	first, _ := s.engine.ChangesOn(g.path)
	unchanged := first == len(g.path)
	if !unchanged {
		a.limit = s.costOnPath(d)
	}
	least, ok := g.lowered.leastThrough(g.index, from, to, a.limit)
	a.least = uint32(min(least, uint64(d)))
	switch {
	case !ok:
		return a, false
	case !walk, unchanged && least > uint64(d):
		g.answered = true
		return a, true
	case g.lowered.complete:
		a.limit = uint64(Unreachable)
	}
	if least > uint64(d) {
		a.known = s.knownPart(a.dir, first, 0)
	}
	g.roots = g.lowered.appendRoots(g.roots[:0], from)
	g.potential.From(g.roots)
	return a, true
}

// costOnPath returns what the index's path costs now. If it is closed that is more than it
// cost, d, by an eighth: most ways round cost no more.
func (s *Solver) costOnPath(d uint32) uint64 {
	if cost := s.engine.PathCost(s.guide.path); cost < uint64(Unreachable) {
		return cost
	}
	return uint64(d) + uint64(d)/8
}

// settled returns how many nodes were settled for the pair at hand.
func (s *Solver) settled() int {
	if s.guide.answered {
		return 0
	}
	return s.engine.Settled()
}
