package dijkstra

import (
	"math"
	"os"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/internal/graphtest"
)

// The tests of this file compare with answers that other projects published.
// They need CAIRN_DATA, as graphtest.Data explains. Every kind of Solver answers.

// TestPeerCases asks what the tests of other libraries ask. Cases with negative
// weights are not ours to answer.
func TestPeerCases(t *testing.T) {
	cases, _ := graphtest.PeerCases(t)
	for _, c := range cases {
		for _, s := range solvers(mustBuild(t, c.Graph)) {
			for _, q := range c.Queries {
				checkPeerQuery(t, c.Graph.Name, s, q)
			}
		}
	}
}

// checkPeerQuery expects the published distance from the nearest source, and one
// of the published paths if there are some.
func checkPeerQuery(t *testing.T, name string, s *Solver, q graphtest.PeerQuery) {
	t.Helper()
	best, paths := Unreachable, [][]csr.Node(nil)
	for _, from := range q.Sources {
		path, d, err := s.AppendPath(nil, from, q.Target)
		if err != nil {
			t.Fatal(err)
		}
		best, paths = min(best, d), append(paths, path)
	}
	if d, _ := want(q.Distance); best != d {
		t.Errorf("%s: %v to %d: %d, want %d", name, q.Sources, q.Target, best, d)
	}
	if len(q.Paths) > 0 && !slices.ContainsFunc(paths, func(p []csr.Node) bool {
		return slices.ContainsFunc(q.Paths, func(accepted []uint32) bool { return slices.Equal(p, accepted) })
	}) {
		t.Errorf("%s: %v to %d: none of %v is among %v", name, q.Sources, q.Target, paths, q.Paths)
	}
}

// TestEuler solves problems 81 and 83 of Project Euler, whose sums count the
// start as well.
func TestEuler(t *testing.T) {
	rightDown := &gridmap.Options{Moves: gridmap.Right | gridmap.Down}
	for _, c := range []struct {
		file  string
		moves *gridmap.Options
		want  uint32
	}{
		{"example5x5.txt", rightDown, 2427}, {"example5x5.txt", nil, 2297},
		{"p081_matrix.txt", rightDown, 427337}, {"p081_matrix.txt", nil, 425185},
	} {
		f, err := os.Open(graphtest.Data(t) + "/euler/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		m, err := gridmap.ReadMatrix(f, c.moves)
		if err != nil {
			t.Fatal(err)
		}
		g, err := m.Build()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range solvers(g) {
			d, err := s.Distance(0, csr.Node(g.NumNodes()-1))
			if got := d + g.NodeWeight(0); got != c.want || err != nil {
				t.Errorf("%s: %d, %v; want %d", c.file, got, err, c.want)
			}
		}
	}
}

// gameMap reads one of the published game maps.
func gameMap(tb testing.TB, name string) (*gridmap.Map, *csr.CSRGraph) {
	tb.Helper()
	f, err := os.Open(graphtest.MapPath(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	m, err := gridmap.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		tb.Fatal(err)
	}
	return m, g
}

// TestScenarios walks every published scenario of the three game maps. Their
// optimal lengths have six digits, hence the tolerance.
func TestScenarios(t *testing.T) {
	for _, name := range []string{"den001d", "lak200d", "ht_chantry"} {
		m, g := gameMap(t, name)
		all, scenarios := solvers(g), graphtest.Scenarios(t, name)
		if len(scenarios) < 100 {
			t.Errorf("%s: only %d scenarios", name, len(scenarios))
		}
		for i, c := range scenarios {
			s := all[i%len(all)] // each answers a hundred or so
			from, okFrom := m.Node(c.StartX, c.StartY)
			to, okTo := m.Node(c.GoalX, c.GoalY)
			d, err := s.Distance(from, to)
			if got := float64(d) / gridmap.Straight; !okFrom || !okTo || err != nil || math.Abs(got-c.Length) > 5e-4 {
				t.Errorf("%s: %d,%d to %d,%d: %v, %v; want %v", name, c.StartX, c.StartY, c.GoalX, c.GoalY, got, err, c.Length)
			}
		}
	}
}

// TestSeattle asks for the 100,000 pairs of graph_23rd, each with its published
// distance, and for the checksum of them all.
func TestSeattle(t *testing.T) {
	o, queries := graphtest.Seattle(t)
	var sources, targets []csr.Node
	for _, q := range queries {
		sources, targets = append(sources, q.From), append(targets, q.To)
	}
	for i, s := range solvers(mustBuild(t, o)) {
		if i == 0 || !testing.Short() {
			checkSeattle(t, s, queries, sources, targets)
		}
	}
}

func checkSeattle(t *testing.T, s *Solver, queries []graphtest.SeattleQuery, sources, targets []csr.Node) {
	t.Helper()
	got, err := s.Batch(nil, sources, targets)
	if err != nil {
		t.Fatal(err)
	}
	var sum, missing uint64
	for i, q := range queries {
		if d, _ := want(q.Distance); got[i] != d {
			t.Fatalf("%d to %d: %d, want %d", q.From, q.To, got[i], d)
		}
		if got[i] == Unreachable {
			missing++
		} else {
			sum += uint64(got[i])
		}
	}
	if len(queries) != 100_000 || sum != 19_438_403_873 || missing != 20_421 {
		t.Errorf("%d queries, sum %d, %d not found", len(queries), sum, missing)
	}
}
