package dijkstra

import (
	"os"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
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
				q.Check(t, c.Graph.Name, s, ErrOverflow)
			}
		}
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

// TestScenarios walks every published scenario of the three game maps; each Solver
// answers a hundred or so.
func TestScenarios(t *testing.T) {
	for _, name := range []string{"den001d", "lak200d", "ht_chantry"} {
		m, g := workload.GameMap(t, name, nil)
		workload.CheckScenarios(t, name, m, solvers(g)...)
	}
}

// TestSeattle asks for the 100,000 pairs of graph_23rd.
func TestSeattle(t *testing.T) {
	o, queries := graphtest.Seattle(t)
	for i, s := range solvers(mustBuild(t, o)) {
		if i == 0 || !testing.Short() {
			graphtest.CheckSeattle(t, s, queries, ErrOverflow)
		}
	}
}
