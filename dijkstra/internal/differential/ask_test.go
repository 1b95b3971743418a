package differential

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// asker asks one thing about a world, and counts what was compared.
type asker struct {
	*world
	t      testing.TB
	now    *oracle
	way    string // who answers
	seed   uint64
	counts map[string]int
}

// expect compares one answer.
func (a *asker) expect(ok bool, question string, got ...any) {
	a.t.Helper()
	a.counts[a.way]++
	if !ok {
		a.t.Fatalf("seed %d: %s: %s: got %s\nunder %+v\nof %+v", a.seed, a.way, question, fmt.Sprint(got...), *a.now.Graph, *a.base)
	}
}

func (a *asker) node() csr.Node { return a.r.Uint32N(uint32(a.base.N)) }

// pairs asks what a Solver and an index are both asked.
func (a *asker) pairs(x graphtest.Answerer) {
	a.t.Helper()
	for range 3 {
		from, to := a.node(), a.node()
		want, wantErr := a.now.want(from, to)
		d, err := x.Distance(from, to)
		a.expect(d == want && errors.Is(err, wantErr), fmt.Sprintf("Distance(%d, %d), want %d, %v", from, to, want, wantErr), d, err)
		path, d, err := x.AppendPath([]csr.Node{7}, from, to)
		wantPath := append([]csr.Node{7}, a.now.path(from, to)...)
		a.expect(d == want && errors.Is(err, wantErr) && slices.Equal(path, wantPath),
			fmt.Sprintf("AppendPath(%d, %d), want %v, %d, %v", from, to, wantPath, want, wantErr), path, d, err)
	}
	sources, targets := drawNodes(a.r, a.base, a.r.IntN(6)), drawNodes(a.r, a.base, a.r.IntN(6))
	got, err := x.Matrix([]uint32{7}, sources, targets)
	a.many(got, err, "Matrix", sources, targets, func(report func(from, to csr.Node)) {
		for _, from := range sources {
			for _, to := range targets {
				report(from, to)
			}
		}
	})
	n := min(len(sources), len(targets))
	got, err = x.Batch([]uint32{7}, sources[:n], targets[:n])
	a.many(got, err, "Batch", sources[:n], targets[:n], func(report func(from, to csr.Node)) {
		for i := range n {
			report(sources[i], targets[i])
		}
	})
}

// many compares the answers to many pairs, which each reports in order.
func (a *asker) many(got []uint32, err error, question string, sources, targets []csr.Node, each func(report func(from, to csr.Node))) {
	a.t.Helper()
	wanted, wantErr := []uint32{7}, error(nil)
	each(func(from, to csr.Node) {
		d, err := a.now.want(from, to)
		wanted, wantErr = append(wanted, d), errors.Join(wantErr, err)
	})
	if wantErr != nil {
		wanted = wanted[:1]
	}
	a.expect(slices.Equal(got, wanted) && errors.Is(err, dijkstra.ErrOverflow) == (wantErr != nil) && (wantErr != nil || err == nil),
		fmt.Sprintf("%s(%v, %v), want %v, %v", question, sources, targets, wanted, wantErr), got, err)
}

// limited asks for a pair within a budget.
func (a *asker) limited(s *dijkstra.Solver) {
	a.t.Helper()
	from, to, budget := a.node(), a.node(), a.r.IntN(a.base.N+2)
	dist := a.now.distances(from)[to]
	d, r, err := s.AppendPathLimited(context.Background(), nil, from, to, budget)
	question := fmt.Sprintf("AppendPathLimited(%d, %d, %d) at %d", from, to, budget, dist)
	a.expect(err == nil && uint64(r.Bound) <= max(dist, uint64(r.Bound)) && uint64(r.Bound) <= dist, question, r, err)
	switch r.Outcome {
	case dijkstra.Found:
		a.expect(uint64(r.Distance) == dist && slices.Equal(d, a.now.path(from, to)), question, d, r)
	case dijkstra.NoPath:
		a.expect(dist == graphtest.Inf, question, r)
	case dijkstra.TooFar:
		a.expect(dist != graphtest.Inf && dist >= uint64(dijkstra.Unreachable), question, r)
	default:
		a.expect(r.Outcome == dijkstra.OutOfBudget, question, r)
	}
}

// tree asks for all nodes from several sources.
func (a *asker) tree(s *dijkstra.Solver) {
	a.t.Helper()
	sources := drawNodes(a.r, a.base, 1+a.r.IntN(5))
	dist, root := a.now.nearest(sources)
	tree, err := s.Tree(sources...)
	must(a.t, err)
	for v := range csr.Node(a.base.N) {
		want, wantErr := want(dist[v])
		d, err := tree.Distance(v)
		a.expect(d == want && errors.Is(err, wantErr), fmt.Sprintf("Tree(%v).Distance(%d), want %d, %v", sources, v, want, wantErr), d, err)
		if a.r.IntN(4) > 0 {
			continue
		}
		var path []csr.Node
		if want != dijkstra.Unreachable {
			path = a.now.path(root[v], v)
		}
		got, d, err := tree.AppendPath(nil, v)
		a.expect(slices.Equal(got, path) && d == want && errors.Is(err, wantErr), fmt.Sprintf("Tree(%v).AppendPath(%d), want %v", sources, v, path), got, d, err)
	}
}

// near asks for the nearest of some nodes, and for all within a distance.
func (a *asker) near(s *dijkstra.Solver) {
	a.t.Helper()
	from, targets, k := a.node(), drawNodes(a.r, a.base, a.r.IntN(8)), a.r.IntN(5)
	dist := a.now.distances(from)
	reached := hits(dist, targets, uint64(dijkstra.Unreachable)-1)
	tooFar := func(v csr.Node) bool { return dist[v] != graphtest.Inf && dist[v] >= uint64(dijkstra.Unreachable) }
	got, err := s.Nearest(nil, from, targets, k)
	question := fmt.Sprintf("Nearest(%d, %v, %d) of %v", from, targets, k, reached)
	if distinct := len(slices.Compact(slices.Sorted(slices.Values(targets)))); len(reached) < min(k, distinct) && slices.ContainsFunc(targets, tooFar) {
		a.expect(len(got) == 0 && errors.Is(err, dijkstra.ErrOverflow), question, got, err)
	} else {
		a.expect(err == nil && slices.Equal(got, reached[:min(k, len(reached))]), question, got, err)
	}
	limit := drawWeight(a.r)
	if d := dist[a.node()]; d < uint64(dijkstra.Unreachable) {
		limit = uint32(d)
	}
	every := make([]csr.Node, a.base.N)
	for v := range every {
		every[v] = csr.Node(v)
	}
	within, err := s.Within(nil, from, limit)
	wanted := hits(dist, every, min(uint64(limit), uint64(dijkstra.Unreachable)-1))
	a.expect(err == nil && slices.Equal(within, wanted), fmt.Sprintf("Within(%d, %d), want %v", from, limit, wanted), within, err)
}

// via asks for a way through stops.
func (a *asker) via(s *dijkstra.Solver) {
	a.t.Helper()
	stops := drawNodes(a.r, a.base, 1+a.r.IntN(4))
	wanted, sum, exists := []csr.Node{stops[0]}, uint64(0), true
	for i, to := range stops[1:] {
		d := a.now.distances(stops[i])[to]
		if d >= uint64(dijkstra.Unreachable) {
			sum, exists = d, false
			break
		}
		wanted, sum = append(wanted, a.now.path(stops[i], to)[1:]...), sum+d
	}
	want, wantErr := want(sum)
	if !exists || want == dijkstra.Unreachable {
		wanted = nil
	}
	got, d, err := s.AppendRoute(nil, stops)
	a.expect(slices.Equal(got, wanted) && d == want && errors.Is(err, wantErr), fmt.Sprintf("AppendRoute(%v), want %v, %d, %v", stops, wanted, want, wantErr), got, d, err)
}

// goal asks a tree to one target for the way from everywhere.
func (a *asker) goal(tree *dijkstra.GoalTree, err error) {
	a.t.Helper()
	tooFar := false
	for v := range csr.Node(a.base.N) {
		_, e := a.now.want(v, tree.Target())
		tooFar = tooFar || e != nil
	}
	a.expect(errors.Is(err, dijkstra.ErrOverflow) == tooFar && (tooFar || err == nil), fmt.Sprintf("GoalTree(%d)", tree.Target()), err)
	if tooFar {
		return
	}
	for v := range csr.Node(a.base.N) {
		want, _ := a.now.want(v, tree.Target())
		d, err := tree.Distance(v)
		a.expect(d == want && err == nil, fmt.Sprintf("GoalTree(%d).Distance(%d), want %d", tree.Target(), v, want), d, err)
		path := a.now.path(v, tree.Target())
		got, d, err := tree.AppendPath(nil, v)
		a.expect(d == want && err == nil && slices.Equal(got, path), fmt.Sprintf("GoalTree(%d).AppendPath(%d), want %v", tree.Target(), v, path), got, d, err)
	}
}
