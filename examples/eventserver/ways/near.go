package ways

import (
	"context"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
)

// Near returns the shortest way to a node or, where there is none, to the node nearest to it as
// the crow flies of those that can be reached; that is where the way's To is. If the street
// leads to neither of its ends, the way ends where it begins. overlay closes streets; nil closes
// none. It costs a search of all that can be reached.
func (s *Finders) Near(ctx context.Context, overlay *csr.Overlay, from csr.Position, to csr.Node) (way Way, err error) {
	err = s.with(ctx, overlay, func(f *finder) error { way, err = f.near(ctx, from, to); return err })
	return way, err
}

// near is Finders.Near.
func (f *finder) near(ctx context.Context, from csr.Position, to csr.Node) (best Way, err error) {
	best.Path = route.Path{From: from, To: from}
	away := math.Inf(1)
	for _, v := range Ends(from) {
		nodes, d, err := f.between.AppendPath(nil, from, csr.AtNode(v))
		if err != nil {
			return best, err
		}
		if d == dijkstra.Unreachable {
			continue
		}
		nodes, r, err := f.solver.AppendPathNear(ctx, nodes[:len(nodes)-1], v, to, dijkstra.ByPosition, dijkstra.Limits{})
		all := length(d, uint64(r.Distance))
		switch {
		case err != nil:
			return best, err
		case r.Outcome == dijkstra.Cancelled:
			return best, r.Cause
		case r.Away < away || r.Away == away && all < best.Distance:
			away, best = r.Away, Way{route.Path{From: from, Nodes: nodes, To: csr.AtNode(r.Node)}, all}
		}
	}
	return best, nil
}

// Ends returns the nodes at the ends of the street that a place is on: one, if the place is it.
func Ends(at csr.Position) []csr.Node {
	if v, ok := at.Node(); ok {
		return []csr.Node{v}
	}
	return []csr.Node{at.From, at.To}
}
