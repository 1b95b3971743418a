package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// arcsOf returns the weights of all arcs, with what entering their nodes costs.
func arcsOf(g *csr.CSRGraph) map[[2]csr.Node]uint32 {
	arcs := map[[2]csr.Node]uint32{}
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			arcs[[2]csr.Node{v, to}] = w + g.NodeWeight(to)
		}
	}
	return arcs
}

// TestFlagsOfGrids takes a matrix and a game map by each flag; the diagonal is that
// from node 0 to the last.
func TestFlagsOfGrids(t *testing.T) {
	matrix := write(t, "costs.csv", "1,2,\n3,4,\n")
	walls := write(t, "walls.csv", "1,-1\n9,4\n")
	game := write(t, "game.map", "type octile\nheight 2\nwidth 2\nmap\n..\nS.\n")
	for _, c := range []struct {
		flags, input   string
		arcs           int
		diagonal, next uint32 // what the moves to nodes 3 and 2 cost; 0 if there is none
	}{
		{"", matrix, 8, 0, 3},
		{"-moves 8", matrix, 12, 4, 3},
		{"-moves 8 -steps 5,7", matrix, 12, 28, 15},
		{"-moves right,downright", matrix, 3, 4, 0},
		{"-minus-one-walls -moves 8", walls, 10, 0, 9},
		{"-minus-one-walls -moves 8 -corners one", walls, 12, 4, 9},
		{"-minus-one-walls -moves 8 -corners none -steps 2,3", walls, 12, 12, 18},
		{"", game, 12, 3363, 2378},
		{"-moves 4", game, 8, 0, 2378},
		{"-steps 5,7", game, 12, 7, 5},
	} {
		g, status, _, errs := call(t, append(strings.Fields(c.flags), c.input)...)
		if status != 0 {
			t.Fatalf("%s: status %d: %s", c.flags, status, errs)
		}
		arcs := arcsOf(g)
		if len(arcs) != c.arcs || arcs[[2]csr.Node{0, 3}] != c.diagonal || arcs[[2]csr.Node{0, 2}] != c.next {
			t.Errorf("%s: %v; want %d arcs, diagonal %d, next %d", c.flags, arcs, c.arcs, c.diagonal, c.next)
		}
	}
}

// TestFlagsOfDIMACS reads a file that numbers from 0 and lacks its p line.
func TestFlagsOfDIMACS(t *testing.T) {
	graph := write(t, "graph.gr", "a 0 1 5\na 1 2 7\n")
	points := write(t, "graph.co", "v 0 180001000 0\nv 1 0 0\nv 2 0 0\n")
	g, status, _, errs := call(t, "-zero-based", "-no-problem-line", "-co", points, graph)
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	x, _, _ := g.Point(0)
	if w, ok := g.ArcWeight(1, 2); g.NumNodes() != 3 || !ok || w != 7 || x != -179.999 {
		t.Errorf("%d nodes, arc %d, %v, longitude %v", g.NumNodes(), w, ok, x)
	}
}

// TestRefusalsSayWhereAndHow looks for file, line and flag in the one line that bad
// input gets.
func TestRefusalsSayWhereAndHow(t *testing.T) {
	loose := write(t, "loose.gr", "a 1 2 5\n")
	zero := write(t, "zero.gr", "p sp 2 1\na 0 1 5\n")
	good := write(t, "good.gr", "p sp 2 1\na 1 2 5\n")
	absurd := write(t, "absurd.gr", "p sp 4294967295 4294967296\na 1 2 5\n")
	badPoints := write(t, "bad.co", "p aux sp co 2\nv 1 x 5\n")
	minus := write(t, "minus.csv", "1,2\n3,-1\n")
	walls := write(t, "walls.csv", "-1,-1\n")
	out := write(t, "out.map", "type octile\nheight 1\nwidth 2\nmap\n@T\n")
	for _, c := range []struct {
		args []string
		says []string
	}{
		{[]string{loose}, []string{"loose.gr: ", "line 1", "-no-problem-line"}},
		{[]string{zero}, []string{"zero.gr: ", "line 2", "-zero-based"}},
		{[]string{absurd}, []string{"absurd.gr: ", "line 1", "over the limit"}},
		{[]string{"-co", badPoints, good}, []string{"mapmaker: " + badPoints + ": ", ".co line 2"}},
		{[]string{"-co", "none.co", good}, []string{" none.co: "}},
		{[]string{minus}, []string{"minus.csv: ", "line 2, column 3", "-minus-one-walls"}},
		{[]string{"-minus-one-walls", walls}, []string{"walls.csv: no passable cell"}},
		{[]string{out}, []string{"out.map: no passable cell"}},
		{[]string{write(t, "none.gr", "p sp 3 0\n")}, []string{"none.gr: no street: 3 nodes"}},
		{[]string{write(t, "closed.gr", "p sp 2 1\na 1 2 4294967295\n")}, []string{"closed.gr: no street: 2 nodes"}},
		{[]string{"-moves", "9", minus}, []string{"-moves 9: want"}},
		{[]string{"-corners", "two", minus}, []string{"-corners two: want"}},
		{[]string{"-steps", "5", minus}, []string{"-steps 5: want"}},
		{[]string{"-steps", "7,5", minus}, []string{"minus.csv: ", "Straight 7, Diagonal 5"}},
	} {
		_, status, _, errs := call(t, c.args...)
		if status != 2 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: status %d, %q", c.args, status, errs)
		}
		for _, part := range c.says {
			if !strings.Contains(errs, part) {
				t.Errorf("%v: no %q in %q", c.args, part, errs)
			}
		}
	}
}

// TestReportedInputs makes maps of the files that people had trouble with.
func TestReportedInputs(t *testing.T) {
	dir := os.Getenv("CAIRN_DATA")
	if dir == "" {
		t.Skip("CAIRN_DATA is not set: it names the folder with published graphs and answers")
	}
	if !filepath.IsAbs(dir) { // from the root of the module
		dir = filepath.Join("..", "..", dir)
	}
	dir = filepath.Join(dir, "reports")
	for _, c := range []struct {
		flags, name string
		nodes, arcs int
	}{
		{"-zero-based -no-problem-line", "30b-zero-based-no-p.gr", 3, 2},
		{"-minus-one-walls", "40-minus-one-wall.csv", 9, 24},
		{"-minus-one-walls -largest", "40-minus-one-wall.csv", 8, 16},
		{"-largest", "41-swamp.map", 7, 12},
	} {
		g, status, _, errs := call(t, append(strings.Fields(c.flags), filepath.Join(dir, c.name))...)
		if status != 0 {
			t.Fatalf("%s: status %d: %s", c.name, status, errs)
		}
		if g.NumNodes() != c.nodes || g.NumArcs() != c.arcs {
			t.Errorf("%s: %d nodes, %d arcs; want %d, %d", c.name, g.NumNodes(), g.NumArcs(), c.nodes, c.arcs)
		}
	}
}
