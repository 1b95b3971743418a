package gridmap

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// mustGraph builds the graph of a map.
func mustGraph(t testing.TB, m *Map, err error) *csr.CSRGraph {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	g, err := m.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// game returns the text of a map of rows.
func game(rows ...string) string {
	return fmt.Sprintf("type octile\nheight %d\nwidth %d\nmap\n%s\n", len(rows), len(rows[0]), strings.Join(rows, "\n"))
}

// arcs prints the arcs of a graph.
func arcs(g *csr.CSRGraph) string {
	var s strings.Builder
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			fmt.Fprintf(&s, "%d>%d:%d ", v, to, w)
		}
	}
	return strings.TrimSpace(s.String())
}

// TestEveryMapOfNineCells tries all 512 ways to make nine cells passable, each
// move judged by the rule in its own words.
func TestEveryMapOfNineCells(t *testing.T) {
	for set := range 512 {
		passable := make([]bool, 9)
		for i := range passable {
			passable[i] = set>>i&1 == 1
		}
		m, err := FromPassable(3, passable, nil)
		g := mustGraph(t, m, err)
		is := func(x, y int) bool { return x >= 0 && x < 3 && y >= 0 && y < 3 && passable[3*y+x] }
		count := 0
		for from := range 9 {
			for to := range 9 {
				count += checkMove(t, m, g, is, from%3, from/3, to%3, to/3)
			}
		}
		if g.NumArcs() != count {
			t.Fatalf("cells %09b: %d arcs, want %d", set, g.NumArcs(), count)
		}
	}
}

// checkMove compares the arc between two cells, if any, with the rule, and
// returns how many arcs there should be.
func checkMove(t *testing.T, m *Map, g *csr.CSRGraph, is func(x, y int) bool, x, y, tx, ty int) int {
	t.Helper()
	from, fromOK := m.Node(x, y)
	to, toOK := m.Node(tx, ty)
	if fromOK != is(x, y) || toOK != is(tx, ty) {
		t.Fatalf("cell %d,%d is a node: %v; passable: %v", x, y, fromOK, is(x, y))
	}
	dx, dy := tx-x, ty-y
	want, ok := uint32(Straight), fromOK && toOK && dx*dx+dy*dy > 0 && dx*dx <= 1 && dy*dy <= 1
	if ok && dx*dx+dy*dy == 2 {
		want, ok = Diagonal, is(tx, y) && is(x, ty)
	}
	if !fromOK || !toOK {
		return 0
	}
	w, there := g.ArcWeight(from, to)
	if there != ok || ok && w != want {
		t.Fatalf("%d,%d to %d,%d: %d, %v; want %d, %v", x, y, tx, ty, w, there, want, ok)
	}
	if ok {
		return 1
	}
	return 0
}

// TestCellsAndNodes goes from cells to nodes and back, and to their points.
func TestCellsAndNodes(t *testing.T) {
	m, err := Read(strings.NewReader(game(".@G", "TO@", "@S.")), nil)
	g := mustGraph(t, m, err)
	if m.Width() != 3 || m.Height() != 3 || m.NumNodes() != 4 || g.NumNodes() != 4 {
		t.Fatalf("%d by %d cells, %d nodes", m.Width(), m.Height(), m.NumNodes())
	}
	for v, cell := range [][2]int{{0, 0}, {2, 0}, {1, 2}, {2, 2}} {
		x, y, ok := m.Cell(csr.Node(v))
		back, backOK := m.Node(cell[0], cell[1])
		px, py, _ := g.Point(csr.Node(v))
		if x != cell[0] || y != cell[1] || !ok || back != csr.Node(v) || !backOK || px != float64(x) || py != float64(y) {
			t.Errorf("node %d is cell %d,%d at %v,%v; want %v", v, x, y, px, py, cell)
		}
	}
	for _, cell := range [][2]int{{1, 0}, {0, 2}, {-1, 0}, {3, 0}, {0, -1}, {0, 3}} {
		if v, ok := m.Node(cell[0], cell[1]); ok {
			t.Errorf("cell %v is node %d", cell, v)
		}
	}
	if _, _, ok := m.Cell(4); ok {
		t.Error("node 4 of 4 has a cell")
	}
}

// TestMoves builds a two by two matrix with each set of moves.
func TestMoves(t *testing.T) {
	for _, c := range []struct {
		moves Moves
		want  string
	}{
		{0, "0>1:0 0>2:0 1>0:0 1>3:0 2>0:0 2>3:0 3>1:0 3>2:0"},
		{Four, "0>1:0 0>2:0 1>0:0 1>3:0 2>0:0 2>3:0 3>1:0 3>2:0"},
		{Right | Down, "0>1:0 0>2:0 1>3:0 2>3:0"},
		{Left, "1>0:0 3>2:0"},
		{Up, "2>0:0 3>1:0"},
		{DownRight | UpLeft, "0>3:0 3>0:0"},
		{DownLeft | UpRight, "1>2:0 2>1:0"},
		{Eight, "0>1:0 0>2:0 0>3:0 1>0:0 1>2:0 1>3:0 2>0:0 2>1:0 2>3:0 3>0:0 3>1:0 3>2:0"},
	} {
		m, err := FromWeights(2, []uint32{1, 2, 3, 4}, &Options{Moves: c.moves})
		if got := arcs(mustGraph(t, m, err)); got != c.want {
			t.Errorf("moves %08b: %s, want %s", c.moves, got, c.want)
		}
	}
}

// TestBlockedCells cuts no corner round a Blocked cell, and keeps the straight
// arcs to it for an overlay to open.
func TestBlockedCells(t *testing.T) {
	m, err := FromWeights(2, []uint32{1, csr.Blocked, 3, 4}, &Options{Moves: Eight, Points: true})
	g := mustGraph(t, m, err)
	if want := "0>1:0 0>2:0 1>0:0 1>2:0 1>3:0 2>0:0 2>1:0 2>3:0 3>1:0 3>2:0"; arcs(g) != want {
		t.Errorf("%s, want %s", arcs(g), want)
	}
	if g.NodeWeight(1) != csr.Blocked || !g.HasPoints() {
		t.Errorf("cell 1 weighs %d; points: %v", g.NodeWeight(1), g.HasPoints())
	}
}

// TestFromWeightsKeepsNothing changes the slice afterwards.
func TestFromWeightsKeepsNothing(t *testing.T) {
	weights := []uint32{1, 2}
	m, err := FromWeights(1, weights, nil)
	weights[1] = 99
	if g := mustGraph(t, m, err); g.NodeWeight(1) != 2 {
		t.Errorf("node 1 weighs %d", g.NodeWeight(1))
	}
}

// TestPublishedMaps counts the cells that the publishers' notes give, and reads
// the matrices of Project Euler.
func TestPublishedMaps(t *testing.T) {
	for name, nodes := range map[string]int{"den001d": 8895, "lak200d": 8132, "ht_chantry": 7461} {
		f, err := os.Open(graphtest.MapPath(t, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		m, err := Read(f, nil)
		if g := mustGraph(t, m, err); g.NumNodes() != nodes {
			t.Errorf("%s: %d nodes, want %d", name, g.NumNodes(), nodes)
		}
	}
	rows := graphtest.Matrix(t, "p081_matrix.txt")
	f, err := os.Open(graphtest.Data(t) + "/euler/p081_matrix.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := ReadMatrix(f, nil)
	g := mustGraph(t, m, err)
	for v, want := range slices.Concat(rows...) {
		if got := g.NodeWeight(csr.Node(v)); got != want {
			t.Fatalf("cell %d weighs %d, want %d", v, got, want)
		}
	}
}
