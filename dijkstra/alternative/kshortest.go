package alternative

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// shortest is the memory of Finder.KShortest.
type shortest struct {
	spur    spur
	waiting heap[family]
	refused []refusal
}

// family is the paths that begin as a path does up to its node number at, and do not go on
// from there to any of some nodes. All paths are divided into such families.
type family struct {
	path     []csr.Node // the best of the family, once found; until then one that begins so
	at       int
	spent    uint64 // the cost up to there
	refused  int    // the last of the refusals, in a list; -1: none
	cost     uint64 // of the best, once found; until then no more than that
	hasFound bool
}

// refusal is a node that a family does not go on to.
type refusal struct {
	node csr.Node
	next int // in the list
}

// Before orders families by cost. Of one cost those come first whose best is not found yet, so
// that no path is taken out before all paths of that cost are known.
func (a family) Before(b family) bool {
	if a.cost != b.cost {
		return a.cost < b.cost
	}
	if a.hasFound != b.hasFound {
		return b.hasFound
	}
	return slices.Compare(a.path, b.path) < 0
}

// KShortest returns the k shortest paths between two nodes that pass no node twice, or all
// of them if there are fewer. They are in order of cost; paths of one cost are in
// lexicographic order of their node numbers. The first is the canonical path, unless steps of
// cost 0 lie on shortest paths: then it costs the same. The ways are the Finder's memory and
// valid until its next question.
//
// It is exact (Yen 1971, without repeated paths by Lawler 1972). It costs the distances of
// all nodes to the target, from the index or by one search, and at most as many searches as
// the ways have nodes. Most of these are not made: see the package documentation. Errors are
// those of r, such as a *dijkstra.OverflowError if the distance of any node to the target does
// not fit in 32 bits. On an error there are no ways.
func (f *Finder) KShortest(r Router, from, to csr.Node, k int) ([]Way, error) {
	if err := f.begin(r, from, to); err != nil {
		return nil, err
	}
	var err error
	if f.behind, err = r.AppendDistancesTo(f.behind[:0], to); err != nil {
		return nil, err
	}
	f.used.Reset(len(f.net.ArcOf))
	s := &f.shortest
	s.waiting, s.refused = s.waiting[:0], s.refused[:0]
	s.spur.reset(f)
	f.nodes = append(f.nodes, from)
	s.waiting.push(family{path: f.nodes[:1:1], refused: -1})
	for len(f.ways) < k && len(s.waiting) > 0 {
		f.advance(s.waiting.pop())
	}
	return f.ways, nil
}

// advance takes the best path of a family as the next way, and divides the rest; or finds
// it, if it has not been found yet.
func (f *Finder) advance(a family) {
	if a.hasFound {
		f.ways = append(f.ways, Way{Path: a.path, Cost: a.cost, Shared: f.shared(a.path)})
		f.use(a.path)
		f.divide(a)
	} else if f.findBest(&a) {
		f.shortest.waiting.push(a)
	}
}

// divide adds the families of the paths that part from the best of one at each of its nodes.
func (f *Finder) divide(a family) {
	s := &f.shortest
	s.spur.close(a.path[:a.at])
	for i := a.at; i < len(a.path)-1; i++ {
		refused := -1
		if i == a.at {
			refused = a.refused
		}
		s.refused = append(s.refused, refusal{a.path[i+1], refused})
		rest := family{path: a.path, at: i, spent: a.spent, refused: len(s.refused) - 1}
		if least := f.least(&rest); least != network.Inf {
			rest.cost = a.spent + least
			s.waiting.push(rest)
		}
		a.spent += f.net.Out.Costs[f.net.Arc(a.path[i], a.path[i+1])]
		s.spur.closed.Add(a.path[i])
	}
}

// least returns a bound for what paths of a family cost from their node at on, inf if there
// is none. Nodes before that are closed.
func (f *Finder) least(a *family) uint64 {
	out, v, least := &f.net.Out, a.path[a.at], network.Inf
	for e := out.First[v]; e < out.First[v+1]; e++ {
		u := out.Ends[e]
		if out.Costs[e] == network.Inf || f.behind[u] == dijkstra.Unreachable || f.shortest.spur.closed.Has(u) || f.refuses(a, u) {
			continue
		}
		least = min(least, out.Costs[e]+uint64(f.behind[u]))
	}
	return least
}

// refuses tells whether a family does not go on to a node.
func (f *Finder) refuses(a *family, v csr.Node) bool {
	for i := a.refused; i >= 0; i = f.shortest.refused[i].next {
		if f.shortest.refused[i].node == v {
			return true
		}
	}
	return false
}

// findBest finds the best path of a family, and tells whether there is one.
func (f *Finder) findBest(a *family) bool {
	s := &f.shortest.spur
	s.close(a.path[:a.at])
	cost, ok := s.search(f, a)
	if !ok {
		return false
	}
	start := len(f.nodes)
	f.nodes = append(f.nodes, a.path[:a.at]...)
	f.nodes = s.appendFirst(f.nodes, f, a)
	a.path, a.cost, a.hasFound = f.nodes[start:len(f.nodes):len(f.nodes)], a.spent+cost, true
	return true
}
