package alternative

import (
	"errors"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/textbook"
)

// streets is the certifier of maps: the textbook's Dijkstra.
type streets struct {
	textbook.Graph
}

// newStreets lists the edges of a graph under an overlay, which may be nil.
func newStreets(g *csr.CSRGraph, overlay *csr.Overlay) *streets {
	s := &streets{Graph: make(textbook.Graph, g.NumNodes())}
	for v := range s.Graph {
		for to := range g.Arcs(csr.Node(v)).All() {
			arc, _ := overlay.ArcWeightOn(g, csr.Node(v), to)
			node := overlay.NodeWeightOn(g, to)
			if arc != csr.Blocked && node != csr.Blocked {
				s.Graph[v] = append(s.Graph[v], textbook.Edge{To: to, Cost: int64(arc) + int64(node)})
			}
		}
	}
	return s
}

func (s *streets) PathCost(path []uint32) (cost uint64, err error) {
	for i := 1; i < len(path); i++ {
		k := slices.IndexFunc(s.Graph[path[i-1]], func(e textbook.Edge) bool { return e.To == path[i] })
		if k < 0 {
			return 0, errors.New("no such step")
		}
		cost += uint64(s.Graph[path[i-1]][k].Cost)
	}
	return cost, nil
}

func (s *streets) distance(from, to uint32) uint64 {
	d := s.Search(from, int64(to))[to]
	if d == textbook.Inf {
		return graphtest.Inf
	}
	return uint64(d)
}

// without returns the distance if a step is closed.
func (s *streets) without(from, to uint32, step [2]uint32) uint64 {
	edges := s.Graph[step[0]]
	defer func() { s.Graph[step[0]] = edges }()
	s.Graph[step[0]] = slices.DeleteFunc(slices.Clone(edges), func(e textbook.Edge) bool { return e.To == step[1] })
	return s.distance(from, to)
}

// On maps each way has the properties of an alternative, with an overlay too.
func TestAlternativesOnMaps(t *testing.T) {
	var f Finder
	onMaps(t, 10, func(r Router, s *streets, from, to csr.Node) int {
		ways, err := f.Alternatives(r, from, to, nil)
		if len(ways) > 0 {
			err = errors.Join(err, checkWays(s, ways, s.distance(from, to), 0.25, 0.8, 0.25))
		}
		if err != nil {
			t.Errorf("%d to %d: %v", from, to, err)
		}
		return len(ways) - 1
	})
}

// On maps the paths are different, none passes a node twice, costs ascend, and the second is
// as short as one that lacks some step of the best can be.
func TestKShortestOnMaps(t *testing.T) {
	var f Finder
	onMaps(t, 2, func(r Router, s *streets, from, to csr.Node) int {
		ways, err := f.KShortest(r, from, to, 100)
		if err = errors.Join(err, checkWays(s, ways, s.distance(from, to), 1e6, 1e6, 0)); err != nil || len(ways) < 2 {
			t.Fatalf("%d to %d: %d ways, %v", from, to, len(ways), err)
		}
		if best, _, err := r.AppendPath(nil, from, to); err != nil || !slices.Equal(best, ways[0].Path) {
			t.Errorf("%d to %d: the first path is %v, the canonical one %v, %v", from, to, ways[0].Path, best, err)
		}
		second := graphtest.Inf
		for i, v := range ways[0].Path[1:] {
			second = min(second, s.without(from, to, [2]uint32{ways[0].Path[i], v}))
		}
		if ways[1].Cost != second {
			t.Errorf("%d to %d: the second path costs %d, want %d", from, to, ways[1].Cost, second)
		}
		for i, w := range ways[1:] {
			before := ways[i]
			if w.Cost < before.Cost || w.Cost == before.Cost && slices.Compare(before.Path, w.Path) >= 0 {
				t.Errorf("%d to %d: path %d comes before %d", from, to, i, i+1)
			}
		}
		return len(ways) - 1
	})
}

// onMaps asks a Solver under an overlay and an index about pairs of connected nodes of each
// map, and expects that ask finds more than one way for most.
func onMaps(t *testing.T, pairs int, ask func(r Router, s *streets, from, to csr.Node) (others int)) {
	for _, g := range workload.Small(t) {
		overlay := csr.NewOverlay(g)
		solver := dijkstra.NewSolver(g)
		solver.Use(overlay)
		for v := csr.Node(0); int(v) < g.NumNodes(); v += 50 {
			if err := overlay.SetNode(v, csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
		x, err := cch.Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		certifiers := []*streets{newStreets(g, overlay), newStreets(g, nil)}
		for i, r := range []Router{solver, x} {
			sources, targets := graphtest.Pairs(g.NumNodes(), 4*pairs, 7)
			asked, others := 0, 0
			for k, from := range sources {
				if d, err := r.Distance(from, targets[k]); err == nil && d != dijkstra.Unreachable && asked < pairs {
					asked, others = asked+1, others+ask(r, certifiers[i], from, targets[k])
				}
			}
			if asked < pairs || others < pairs {
				t.Errorf("%T: %d others for %d pairs", r, others, asked)
			}
		}
	}
}
