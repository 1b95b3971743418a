package differential

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// position draws a node, or a place on a street, written either way.
func (a *asker) position() csr.Position {
	if len(a.base.Arcs) == 0 || a.r.IntN(6) == 0 {
		return csr.AtNode(a.node())
	}
	arc := a.base.Arcs[a.r.IntN(len(a.base.Arcs))]
	f := []float64{0, 1, 0.5, float64(a.r.IntN(9)) / 8, a.r.Float64(), 1e-300}[a.r.IntN(6)]
	if a.r.IntN(2) == 0 {
		return csr.Position{From: arc.To, To: arc.From, Fraction: f}
	}
	return csr.Position{From: arc.From, To: arc.To, Fraction: f}
}

// beside draws a position on the same street, half of the time.
func (a *asker) beside(p csr.Position) csr.Position {
	if a.r.IntN(2) == 0 {
		return a.position()
	}
	p.Fraction = []float64{p.Fraction, a.r.Float64()}[a.r.IntN(2)]
	return p
}

func (a *asker) somePositions() (all []csr.Position) {
	for range a.r.IntN(5) {
		all = append(all, a.position())
	}
	return all
}

// positions asks between positions, and compares with the graph that has them as nodes.
func (a *asker) positions(s *dijkstra.PositionSolver) {
	a.t.Helper()
	for range 4 {
		from := a.position()
		to := a.beside(from)
		with, nodes := a.now.WithPositions(graphtest.Position(from), graphtest.Position(to))
		want, wantErr := want(with.DistancesFrom(nodes[0])[nodes[1]])
		d, err := s.Distance(from, to)
		a.expect(d == want && errors.Is(err, wantErr), fmt.Sprintf("Distance(%v, %v), want %d, %v", from, to, want, wantErr), d, err)
		path, d, err := s.AppendPath([]csr.Node{7}, from, to)
		wantPath := append([]csr.Node{7}, a.between(from, to, want)...)
		a.expect(d == want && errors.Is(err, wantErr) && slices.Equal(path, wantPath),
			fmt.Sprintf("AppendPath(%v, %v), want %v, %d, %v", from, to, wantPath, want, wantErr), path, d, err)
	}
	a.manyPositions(s)
}

// manyPositions asks for a matrix and for the nearest.
func (a *asker) manyPositions(s *dijkstra.PositionSolver) {
	a.t.Helper()
	sources, targets := a.somePositions(), a.somePositions()
	var all []graphtest.Position
	for _, p := range slices.Concat(sources, targets) {
		all = append(all, graphtest.Position(p))
	}
	with, nodes := a.now.WithPositions(all...)
	var cells []uint64
	for _, from := range nodes[:len(sources)] {
		dist := with.DistancesFrom(from)
		for _, to := range nodes[len(sources):] {
			cells = append(cells, dist[to])
		}
	}
	a.many(s.Matrix([]uint32{7}, sources, targets))(fmt.Sprintf("Matrix(%v, %v)", sources, targets), cells)
	if len(sources) == 0 {
		return
	}
	k, row := a.r.IntN(6), cells[:len(targets)]
	hits, err := s.Nearest(nil, sources[0], targets, k)
	want, fits := nearestPositions(row, k)
	a.expect(slices.Equal(hits, want) && fits == (err == nil) && (fits || errors.Is(err, dijkstra.ErrOverflow)),
		fmt.Sprintf("Nearest(%v, %v, %d), want %v", sources[0], targets, k, want), hits, err)
}

// nearestPositions returns the k nearest, or none if one that may be among them does not fit.
func nearestPositions(row []uint64, k int) (hits []dijkstra.PositionHit, fits bool) {
	tooFar := false
	for i, d := range row {
		w, err := want(d)
		if tooFar = tooFar || err != nil; w != dijkstra.Unreachable {
			hits = append(hits, dijkstra.PositionHit{Index: i, Distance: w})
		}
	}
	if len(hits) < k && tooFar {
		return nil, false
	}
	slices.SortFunc(hits, func(p, q dijkstra.PositionHit) int {
		return cmp.Or(cmp.Compare(p.Distance, q.Distance), cmp.Compare(p.Index, q.Index))
	})
	return hits[:min(k, len(hits))], true
}

// between returns the nodes of the path that the rule for ties names: none if the way along
// the street is shortest, else those of the first pair of ends.
func (a *asker) between(from, to csr.Position, d uint32) []csr.Node {
	with, nodes := a.now.WithPositions(graphtest.Position(from), graphtest.Position(to))
	_, fromNode := from.Node()
	_, toNode := to.Node()
	cost, err := with.PathCost(apart(nodes[0], nodes[1]))
	if d == dijkstra.Unreachable || !fromNode && !toNode && err == nil && cost == uint64(d) {
		return nil
	}
	for _, exit := range endsOf(from) {
		for _, entry := range endsOf(to) {
			if path := a.now.path(exit, entry); path != nil && a.costOver(from, path, to) == uint64(d) {
				return shortened(from, path, to)
			}
		}
	}
	return []csr.Node{1 << 31} // which is an answer to nothing
}

// costOver adds up the way from a position to a path, the path, and the way from there.
func (a *asker) costOver(from csr.Position, path []csr.Node, to csr.Position) uint64 {
	first, source := a.now.WithPositions(graphtest.Position(from))
	last, target := a.now.WithPositions(graphtest.Position(to))
	begin, err1 := first.PathCost(apart(source[0], path[0]))
	middle, err2 := a.now.PathCost(path)
	end, err3 := last.PathCost(apart(path[len(path)-1], target[0]))
	if errors.Join(err1, err2, err3) != nil {
		return graphtest.Inf
	}
	return begin + middle + end
}

// apart returns the path between two nodes, which may be one.
func apart(u, v csr.Node) []csr.Node { return slices.Compact([]csr.Node{u, v}) }

// endsOf returns the nodes next to a position, in order.
func endsOf(p csr.Position) []csr.Node {
	if v, ok := p.Node(); ok {
		return []csr.Node{v}
	}
	return []csr.Node{min(p.From, p.To), max(p.From, p.To)}
}

// shortened takes out what leads back past a position.
func shortened(from csr.Position, path []csr.Node, to csr.Position) []csr.Node {
	if len(path) > 1 && slices.Equal(slices.Sorted(slices.Values(path[:2])), endsOf(from)) {
		path = path[1:]
	}
	if n := len(path); n > 1 && slices.Equal(slices.Sorted(slices.Values(path[n-2:])), endsOf(to)) {
		path = path[:n-1]
	}
	return path
}
