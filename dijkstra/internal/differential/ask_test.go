package differential

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// asker asks one question about a world, and counts the comparisons.
type asker struct {
	*world
	t      testing.TB
	now    *oracle
	way    string // the Solver or index that answers
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

// pairs asks the questions that Solvers and indexes have in common, sometimes so often that
// what pays off late is done too.
func (a *asker) pairs(x graphtest.Answerer) {
	a.t.Helper()
	for range []int{1, 3, 3, 15}[a.r.IntN(4)] {
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
	var cells, pairs []uint64
	for _, from := range sources {
		for _, to := range targets {
			cells = append(cells, a.now.distances(from)[to])
		}
	}
	a.many(x.Matrix(a.room(sources, targets)))(fmt.Sprintf("Matrix(%v, %v)", sources, targets), cells)
	n := min(len(sources), len(targets))
	for i := range n {
		pairs = append(pairs, a.now.distances(sources[i])[targets[i]])
	}
	a.many(x.Batch(a.room(sources[:n], targets[:n])))(fmt.Sprintf("Batch(%v, %v)", sources[:n], targets[:n]), pairs)
}

// room returns sources, targets and one number to append answers to. Half of the time the
// answers overwrite the nodes.
func (a *asker) room(sources, targets []csr.Node) (dst []uint32, _, _ []csr.Node) {
	if a.r.IntN(2) == 0 {
		return []uint32{7}, sources, targets
	}
	array := make([]uint32, 64)
	from := array[1+a.r.IntN(4):]
	to := from[len(sources)+a.r.IntN(20):]
	array[0] = 7
	return array[:1], from[:copy(from, sources)], to[:copy(to, targets)]
}

// many returns a function that compares many distances, appended to one number: all of
// them, or none and an error if one does not fit.
func (a *asker) many(got []uint32, err error) func(question string, dist []uint64) {
	return func(question string, dist []uint64) {
		a.t.Helper()
		wanted, tooFar := []uint32{7}, false
		for _, d := range dist {
			w, err := want(d)
			wanted, tooFar = append(wanted, w), tooFar || err != nil
		}
		if tooFar {
			wanted = wanted[:1]
		}
		a.expect(slices.Equal(got, wanted) && errors.Is(err, dijkstra.ErrOverflow) == tooFar && (tooFar || err == nil),
			fmt.Sprintf("%s, want %v", question, wanted), got, err)
	}
}

// limited asks for a pair within a budget.
func (a *asker) limited(s *dijkstra.Solver) {
	a.t.Helper()
	from, to, budget := a.node(), a.node(), a.r.IntN(a.base.N+2)
	dist := a.now.distances(from)[to]
	path, r, err := s.AppendPathLimited(context.Background(), nil, from, to, budget)
	question := fmt.Sprintf("AppendPathLimited(%d, %d, %d) at %d", from, to, budget, dist)
	a.outcome(r, err, dist, question)
	if r.Outcome == dijkstra.Found {
		a.expect(slices.Equal(path, a.now.path(from, to)), question, path, r)
	}
	r, err = s.DistanceLimited(context.Background(), from, to, budget)
	a.outcome(r, err, dist, fmt.Sprintf("DistanceLimited(%d, %d, %d) at %d", from, to, budget, dist))
}

// outcome compares how a limited query ended.
func (a *asker) outcome(r dijkstra.Result, err error, dist uint64, question string) {
	a.t.Helper()
	a.expect(err == nil && uint64(r.Bound) <= dist, question, r, err)
	switch r.Outcome {
	case dijkstra.Found:
		a.expect(uint64(r.Distance) == dist, question, r)
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
		parent, ok, err := tree.Parent(v)
		a.expect(ok == (len(path) > 1) && (!ok || parent == path[len(path)-2]) && err == nil,
			fmt.Sprintf("Tree(%v).Parent(%d), want that in %v", sources, v, path), parent, ok, err)
	}
	a.many(tree.AppendDistances([]uint32{7}))(fmt.Sprintf("Tree(%v).AppendDistances", sources), dist)
}

// questioner is what a Solver and an index are asked alike.
type questioner interface {
	graphtest.Answerer
	AppendRoute(dst, stops []csr.Node) ([]csr.Node, uint32, error)
	Nearest(dst []dijkstra.Hit, from csr.Node, targets []csr.Node, k int) ([]dijkstra.Hit, error)
	Within(dst []dijkstra.Hit, from csr.Node, limit uint32) ([]dijkstra.Hit, error)
	Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error)
}

// index is a questioner that has no trees, but the distances of them.
type index interface {
	questioner
	Graph() *csr.CSRGraph
	AppendDistances(dst []uint32, source csr.Node) ([]uint32, error)
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
}

// all asks for the distances of all nodes.
func (a *asker) all(x index) {
	a.t.Helper()
	source := a.node()
	a.many(x.AppendDistances([]uint32{7}, source))(fmt.Sprintf("AppendDistances(%d)", source), a.now.distances(source))
	target, to := a.node(), []uint64(nil)
	for v := range csr.Node(a.base.N) {
		to = append(to, a.now.distances(v)[target])
	}
	a.many(x.AppendDistancesTo([]uint32{7}, target))(fmt.Sprintf("AppendDistancesTo(%d)", target), to)
}

// near asks for the nearest of some nodes, for all within a distance, and for all in between.
func (a *asker) near(s questioner) {
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
	to, some := a.node(), []dijkstra.Via(nil)
	for _, h := range wanted {
		if d := a.now.distances(h.Node)[to]; d <= uint64(limit) && d+uint64(h.Distance) <= min(uint64(limit), uint64(dijkstra.Unreachable)-1) {
			some = append(some, dijkstra.Via{Node: h.Node, From: h.Distance, To: uint32(d)})
		}
	}
	slices.SortFunc(some, func(a, b dijkstra.Via) int { return cmp.Compare(a.Node, b.Node) })
	between, err := s.Between(nil, from, to, limit)
	a.expect(err == nil && slices.Equal(between, some), fmt.Sprintf("Between(%d, %d, %d), want %v", from, to, limit, some), between, err)
}

// via asks for a route through stops.
func (a *asker) via(s questioner) {
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

// goal asks a tree to a target for the paths from everywhere; err is the error of making
// the tree.
func (a *asker) goal(tree *dijkstra.GoalTree, target csr.Node, err error) {
	a.t.Helper()
	tooFar := false
	for v := range csr.Node(a.base.N) {
		_, e := a.now.want(v, target)
		tooFar = tooFar || e != nil
	}
	a.expect(errors.Is(err, dijkstra.ErrOverflow) == tooFar && (tooFar || err == nil), fmt.Sprintf("GoalTree(%d)", target), err)
	if tooFar {
		return
	}
	for v := range csr.Node(a.base.N) {
		want, _ := a.now.want(v, target)
		d, err := tree.Distance(v)
		a.expect(d == want && err == nil, fmt.Sprintf("GoalTree(%d).Distance(%d), want %d", target, v, want), d, err)
		path := a.now.path(v, target)
		next, ok, err := tree.Next(v)
		a.expect(ok == (len(path) > 1) && (!ok || next == path[1]) && err == nil,
			fmt.Sprintf("GoalTree(%d).Next(%d), want that in %v", target, v, path), next, ok, err)
		got, d, err := tree.AppendPath(nil, v)
		a.expect(d == want && err == nil && slices.Equal(got, path), fmt.Sprintf("GoalTree(%d).AppendPath(%d), want %v", target, v, path), got, d, err)
	}
}
