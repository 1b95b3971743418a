package alternative

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// allPaths lists all paths between two nodes that pass no node twice, by cost and then by
// nodes: the oracle of KShortest.
func allPaths(o *graphtest.Graph, from, to uint32) (paths []Way) {
	out := make([][]uint32, o.N)
	for _, a := range o.Arcs {
		if !slices.Contains(out[a.From], a.To) && a.From != a.To {
			out[a.From] = append(out[a.From], a.To)
		}
	}
	var extend func(path []uint32)
	extend = func(path []uint32) {
		cost, err := o.PathCost(path)
		if err != nil {
			return
		}
		last := path[len(path)-1]
		if last == to {
			paths = append(paths, Way{Path: slices.Clone(path), Cost: cost})
			return
		}
		for _, v := range out[last] {
			if !slices.Contains(path, v) {
				extend(append(path, v))
			}
		}
	}
	extend([]uint32{from})
	slices.SortFunc(paths, func(a, b Way) int {
		return cmp.Or(cmp.Compare(a.Cost, b.Cost), slices.Compare(a.Path, b.Path))
	})
	return paths
}

// sharedWithBefore adds up what way number i costs on steps of those before it.
func sharedWithBefore(c certifier, ways []Way, i int) (shared uint64) {
	path := ways[i].Path
	for k := 1; k < len(path); k++ {
		step := path[k-1 : k+1]
		if slices.ContainsFunc(ways[:i], func(w Way) bool { return hasStep(w.Path, step) }) {
			cost, _ := c.PathCost(step)
			shared += cost
		}
	}
	return shared
}

func hasStep(path, step []uint32) bool {
	i := slices.Index(path, step[0])
	return i >= 0 && i+1 < len(path) && path[i+1] == step[1]
}

// small returns a random graph of at most so many nodes, and an overlay of it, nil half of
// the time.
func small(t *testing.T, seed uint64, most int) (*graphtest.Graph, *csr.CSRGraph, *csr.Overlay, *rand.Rand) {
	r := rand.New(rand.NewPCG(seed, 18))
	o := drawn(r)
	for o.N > most {
		o = drawn(r)
	}
	g := workload.Build(t, o)
	if seed%2 == 0 {
		return o, g, nil, r
	}
	overlay := csr.NewOverlay(g)
	for range r.IntN(4) {
		if err := overlay.SetNode(r.Uint32N(uint32(o.N)), weight(r)); err != nil {
			t.Fatal(err)
		}
		if a := o.Arcs; len(a) > 0 {
			arc := a[r.IntN(len(a))]
			if err := overlay.SetArc(arc.From, arc.To, weight(r)); err != nil && arc.From != arc.To {
				t.Fatal(err)
			}
		}
	}
	return workload.WithOverlay(o, overlay), g, overlay, r
}

// drawn returns a street map, a grid, or anything legal.
func drawn(r *rand.Rand) *graphtest.Graph {
	switch r.IntN(4) {
	case 0:
		return graphtest.Streets(r)
	case 1:
		o := graphtest.Grid(2+r.IntN(3), 2+r.IntN(2), 1+r.Uint32N(3), r.Uint64())
		for i := range o.NodeWeights {
			o.NodeWeights[i]--
		}
		return o
	case 2:
		n := 2 + r.IntN(6)
		return graphtest.Random(n, r.IntN(n*(n-1)+1), 3, r.Uint64())
	}
	return graphtest.Small(r)
}

func weight(r *rand.Rand) uint32 {
	return []uint32{0, 0, 1, 2, csr.Blocked}[r.IntN(5)]
}

// eachRouter returns a Solver, and, for a graph without an overlay, indexes and a Solver with
// one; an overlay is also laid on a Solver with an index.
func eachRouter(t *testing.T, g *csr.CSRGraph, overlay *csr.Overlay) map[string]Router {
	t.Helper()
	of, guided := routers.Of(t, g), dijkstra.NewSolver(g)
	if err := guided.UseIndex(of.CCH); err != nil {
		t.Fatal(err)
	}
	guided.Use(overlay)
	of.Solver.Use(overlay)
	all := map[string]Router{"solver": of.Solver, "solver with cch": guided}
	if overlay == nil {
		all["cch"], all["hublabel"] = of.CCH, of.Hublabel
	}
	return all
}

// The k shortest paths are the first k of all paths, with and without an index.
func TestKShortestAgainstAllPaths(t *testing.T) {
	var f Finder
	answers := 0
	for seed := range uint64(indextest.Fewer(1500)) {
		o, g, overlay, r := small(t, seed, 9)
		from, to := r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N))
		want := allPaths(o, from, to)
		k := 1 + r.IntN(len(want)+2)
		for name, router := range eachRouter(t, g, overlay) {
			got, err := f.KShortest(router, from, to, k)
			if e := new(dijkstra.OverflowError); errors.As(err, &e) {
				continue
			}
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, name, err)
			}
			answers += len(got)
			if diff := compare(o, got, want[:min(k, len(want))]); diff != "" {
				t.Fatalf("seed %d, %s, %s, %d to %d: %s", seed, o.Name, name, from, to, diff)
			}
		}
	}
	if answers < indextest.Fewer(10_000) {
		t.Errorf("only %d paths", answers)
	}
}

func compare(o *graphtest.Graph, got, want []Way) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d ways %v, want %d %v", len(got), got, len(want), want)
	}
	for i, w := range got {
		want := Way{want[i].Path, want[i].Cost, sharedWithBefore(oracle{o}, got, i)}
		if !slices.Equal(w.Path, want.Path) || w.Cost != want.Cost || w.Shared != want.Shared {
			return fmt.Sprintf("way %d is %v, want %v", i, w, want)
		}
	}
	return ""
}

// checkWays certifies alternatives by distances of the oracle: each way is a path of its
// cost, is not too long, shares no more than allowed, and each part of it that costs less
// than Local is a shortest path.
func checkWays(c certifier, ways []Way, best uint64, longer, share, local float64) error {
	for i, w := range ways {
		cost, err := c.PathCost(w.Path)
		sorted := slices.Sorted(slices.Values(w.Path))
		shared := sharedWithBefore(c, ways, i)
		switch {
		case err != nil:
			return fmt.Errorf("way %d: %w", i, err)
		case len(slices.Compact(sorted)) != len(w.Path):
			return fmt.Errorf("way %d passes a node twice", i)
		case cost != w.Cost || shared != w.Shared:
			return fmt.Errorf("way %d costs %d and shares %d, not %d and %d", i, cost, shared, w.Cost, w.Shared)
		case i == 0 && cost != best || float64(cost) > float64(best)*(1+longer):
			return fmt.Errorf("way %d costs %d, and the best %d", i, cost, best)
		case float64(shared) > share*float64(best):
			return fmt.Errorf("way %d shares %d of %d", i, shared, best)
		}
		if err := checkLocal(c, w.Path, local*float64(best)); err != nil {
			return fmt.Errorf("way %d: %w", i, err)
		}
	}
	return nil
}

// certifier answers by an independent computation.
type certifier interface {
	PathCost(path []uint32) (uint64, error)
	distance(from, to uint32) uint64
}

// oracle is the certifier of small graphs.
type oracle struct{ *graphtest.Graph }

func (o oracle) distance(from, to uint32) uint64 { return o.DistancesFrom(from)[to] }

// checkLocal checks the longest part from each node that costs less than a limit. Parts of a
// shortest path are shortest paths.
func checkLocal(c certifier, path []uint32, limit float64) error {
	costs := make([]uint64, len(path))
	for i := 1; i < len(path); i++ {
		step, _ := c.PathCost(path[i-1 : i+1])
		costs[i] = costs[i-1] + step
	}
	for i, from := range path {
		j := i
		for j+1 < len(path) && float64(costs[j+1]-costs[i]) < limit {
			j++
		}
		if d := c.distance(from, path[j]); d != costs[j]-costs[i] {
			return fmt.Errorf("from node %d to %d it costs %d, the shortest path %d", from, path[j], costs[j]-costs[i], d)
		}
	}
	return nil
}

// TestLocalBetweenWholeCosts has a way with a detour of 7 where 6 would do: less than a
// quarter of the best, which is 7.5.
func TestLocalBetweenWholeCosts(t *testing.T) {
	b := csr.NewBuilder(6)
	for _, a := range [][3]uint32{{0, 1, 12}, {1, 4, 6}, {1, 2, 5}, {2, 3, 2}, {3, 4, 0}, {4, 5, 12}} {
		b.AddArc(a[0], a[1], a[2])
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	var f Finder
	if ways, err := f.Alternatives(dijkstra.NewSolver(g), 0, 5, nil); err != nil || len(ways) != 1 {
		t.Errorf("%v, %v", ways, err)
	}
}

// Alternatives on small graphs are what they should be, the same with every index.
func TestAlternativesOnSmallGraphs(t *testing.T) {
	var f, first Finder
	several := 0
	for seed := range uint64(indextest.Fewer(3000)) {
		o, g, overlay, r := small(t, seed, 50)
		from, to := r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N))
		best := o.DistancesFrom(from)[to]
		opts := Options{Ways: 1 + r.IntN(5), Longer: 0.1 + r.Float64()*2, Share: 0.1 + 0.9*r.Float64(), Local: 0.05 + r.Float64()*0.6}
		plain := dijkstra.NewSolver(g)
		plain.Use(overlay)
		want, err := first.Alternatives(plain, from, to, &opts)
		if e := new(dijkstra.OverflowError); errors.As(err, &e) {
			continue
		}
		if err != nil || (len(want) == 0) != (best == graphtest.Inf) || len(want) > opts.Ways {
			t.Fatalf("seed %d: %v, %v, distance %d", seed, want, err, best)
		}
		if len(want) > 1 {
			several++
		}
		if err := checkWays(oracle{o}, want, best, opts.Longer, opts.Share, opts.Local); err != nil {
			t.Fatalf("seed %d, %d to %d, %+v: %v in %v", seed, from, to, opts, err, want)
		}
		for name, router := range eachRouter(t, g, overlay) {
			got, err := f.Alternatives(router, from, to, &opts)
			if diff := compare(o, got, want); err != nil || diff != "" {
				t.Fatalf("seed %d, %s: %v, %s", seed, name, err, diff)
			}
		}
	}
	if several < indextest.Fewer(150) {
		t.Errorf("only %d questions have alternatives", several)
	}
}
