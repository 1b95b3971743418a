package gridmap

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// wordedRule is the rule for moves on a game map in other words than the package
// has: who may leave and enter what, and what has to lie beside a diagonal.
type wordedRule struct {
	rows    []string
	corners Corners
}

// kind returns "land", "water" or nothing.
func (r wordedRule) kind(x, y int) string {
	if y < 0 || y >= len(r.rows) || x < 0 || x >= len(r.rows[y]) {
		return ""
	}
	return map[byte]string{'.': "land", 'G': "land", 'S': "land", 'W': "water"}[r.rows[y][x]]
}

func (r wordedRule) allows(x, y, tx, ty int) bool {
	kind := r.kind(x, y)
	if kind == "" || r.kind(tx, ty) != kind {
		return false
	}
	first, second := r.kind(tx, y) == kind, r.kind(x, ty) == kind
	switch {
	case x == tx || y == ty || r.corners == NoneOpen:
		return true
	case r.corners == OneOpen:
		return first || second
	}
	return first && second
}

// TestTerrain draws maps of every terrain and judges each pair of cells, by each
// rule for corners.
func TestTerrain(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for round := range 300 {
		rule := wordedRule{corners: Corners(round % 3)}
		for range 4 {
			row := make([]byte, 5)
			for x := range row {
				row[x] = "..GSSWWW@OT"[r.IntN(11)]
			}
			rule.rows = append(rule.rows, string(row))
		}
		m, err := Read(strings.NewReader(game(rule.rows...)), &Options{Corners: rule.corners})
		g := mustGraph(t, m, err)
		count := 0
		for i := range 20 * 20 {
			x, y, tx, ty := i/20%5, i/20/5, i%20%5, i%20/5
			from, ok := m.Node(x, y)
			if ok != (rule.kind(x, y) != "") {
				t.Fatalf("%q: cell %d,%d is a node: %v", rule.rows, x, y, ok)
			}
			near := max(x-tx, tx-x, y-ty, ty-y) == 1
			to, toOK := m.Node(tx, ty)
			_, there := g.ArcWeight(from, to)
			if there = there && ok && toOK; there != (near && rule.allows(x, y, tx, ty)) {
				t.Fatalf("%q, corners %d: from %d,%d to %d,%d: %v", rule.rows, rule.corners, x, y, tx, ty, there)
			}
			if there {
				count++
			}
		}
		if count != g.NumArcs() {
			t.Fatalf("%q: %d arcs, want %d", rule.rows, g.NumArcs(), count)
		}
	}
}

// TestCorners has the four ways in which cells beside a diagonal can be open.
func TestCorners(t *testing.T) {
	diagonals := map[Corners][4]bool{BothOpen: {false, false, false, true}, OneOpen: {false, true, true, true}, NoneOpen: {true, true, true, true}}
	for corners, want := range diagonals {
		for open, want := range want {
			passable := []bool{true, open&1 == 1, open&2 == 2, true}
			m, err := FromPassable(2, passable, &Options{Corners: corners})
			g := mustGraph(t, m, err)
			last := csr.Node(g.NumNodes() - 1)
			if w, ok := g.ArcWeight(0, last); ok != want || ok && w != Diagonal {
				t.Errorf("corners %d, open %02b: diagonal %v of %d, want %v", corners, open, ok, w, want)
			}
			weights := []uint32{1, csr.Blocked, csr.Blocked, 1}
			for i := range 2 {
				if passable[1+i] {
					weights[1+i] = 9
				}
			}
			m, err = FromWeights(2, weights, &Options{Moves: Eight, Corners: corners})
			if _, ok := mustGraph(t, m, err).ArcWeight(0, 3); ok != want {
				t.Errorf("corners %d, open %02b, in a matrix: diagonal %v, want %v", corners, open, ok, want)
			}
		}
	}
}

// TestMovesOfPassable takes moves from a grid of passable cells.
func TestMovesOfPassable(t *testing.T) {
	passable := []bool{true, true, true, true}
	for _, c := range []struct {
		opts Options
		want string
	}{
		{Options{Moves: Four}, "0>1:2378 0>2:2378 1>0:2378 1>3:2378 2>0:2378 2>3:2378 3>1:2378 3>2:2378"},
		{Options{Moves: Right | DownRight, Straight: 5, Diagonal: 7}, "0>1:5 0>3:7 2>3:5"},
		{Options{Moves: UpLeft, Straight: 1, Diagonal: 1}, "3>0:1"},
	} {
		m, err := FromPassable(2, passable, &c.opts)
		if got := arcs(mustGraph(t, m, err)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.opts, got, c.want)
		}
		m, err = Read(strings.NewReader(game("..", "..")), &c.opts)
		if got := arcs(mustGraph(t, m, err)); got != c.want {
			t.Errorf("%+v, of a file: %s, want %s", c.opts, got, c.want)
		}
	}
}

// TestDiagonalsOfAMatrix checks that entering a cell diagonally costs exactly its weight
// times Diagonal.
func TestDiagonalsOfAMatrix(t *testing.T) {
	weights := []uint32{0, 1, 2, 3, csr.Blocked, 700_000, 6, 9, 613_566_755}
	for _, f := range [][2]uint32{{1, 1}, {5, 7}, {2, 3}, {3, 3}} {
		m, err := FromWeights(3, weights, &Options{Moves: Eight, Corners: NoneOpen, Straight: f[0], Diagonal: f[1]})
		g := mustGraph(t, m, err)
		for v := range csr.Node(9) {
			for to, w := range g.Arcs(v).All() {
				x, y, _ := m.Cell(v)
				tx, ty, _ := m.Cell(to)
				want := uint64(f[0]) * uint64(weights[to])
				if x != tx && y != ty {
					want = uint64(f[1]) * uint64(weights[to])
				}
				if got := uint64(w) + uint64(g.NodeWeight(to)); weights[to] != csr.Blocked && got != want {
					t.Errorf("factors %v: entering cell %d from %d costs %d, want %d", f, to, v, got, want)
				}
			}
		}
		if g.NodeWeight(4) != csr.Blocked {
			t.Errorf("factors %v: the wall weighs %d", f, g.NodeWeight(4))
		}
		if w, ok := g.ArcWeight(0, 4); !ok || w != f[1]-f[0] {
			t.Errorf("factors %v: the diagonal into the wall weighs %d, %v", f, w, ok)
		}
	}
}

// TestOptionErrors refuses options that contradict themselves, and weights that
// they make too large.
func TestOptionErrors(t *testing.T) {
	for _, o := range []Options{
		{Straight: 1}, {Diagonal: 1}, {Straight: 7, Diagonal: 5}, {Straight: 1, Diagonal: csr.Blocked}, {Corners: NoneOpen + 1},
		{MaxCells: -1},
	} {
		_, game := Read(strings.NewReader(game("..")), &o)
		_, matrix := ReadMatrix(strings.NewReader("1"), &o)
		_, passable := FromPassable(1, []bool{true}, &o)
		_, weights := FromWeights(1, []uint32{1}, &o)
		for _, err := range []error{game, matrix, passable, weights} {
			if !errors.Is(err, ErrOption) || !strings.HasPrefix(err.Error(), "gridmap: ") {
				t.Errorf("%+v: %v", o, err)
			}
		}
	}
	o := &Options{Straight: 5, Diagonal: 7}
	const most = (csr.Blocked - 1) / 7
	m, err := ReadMatrix(strings.NewReader(fmt.Sprintf("1,%d\n2,%d\n", most, most+1)), o)
	checkError(t, "a weight too large", m, err, 2, 3, ErrCell)
	if _, err := FromWeights(2, []uint32{1, most, csr.Blocked, most + 1}, o); !errors.Is(err, ErrCell) || !strings.Contains(err.Error(), "column 1, row 1") {
		t.Errorf("a weight too large: %v", err)
	}
	m, err = FromWeights(1, []uint32{most}, o)
	mustGraph(t, m, err)
}

// TestMeta names maps of every kind.
func TestMeta(t *testing.T) {
	o := &Options{Meta: csr.Meta{Name: "arena", Unit: "tick", LonLat: true}}
	for _, read := range []func() (*Map, error){
		func() (*Map, error) { return Read(strings.NewReader(game("..")), o) },
		func() (*Map, error) { return ReadMatrix(strings.NewReader("1"), o) },
		func() (*Map, error) { return FromPassable(1, []bool{true}, o) },
		func() (*Map, error) { return FromWeights(1, []uint32{1}, o) },
	} {
		m, err := read()
		if got, want := mustGraph(t, m, err).Meta(), (csr.Meta{Name: "arena", Unit: "tick"}); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// TestMinusOneWalls reads one matrix with −1 for its walls and with the number
// that csr.Blocked is.
func TestMinusOneWalls(t *testing.T) {
	want, err := FromWeights(2, []uint32{1, csr.Blocked, csr.Blocked, 4}, nil)
	hash := mustGraph(t, want, err).Hash()
	for _, text := range []string{"1,-1\n-1,4\n", "1, -1 ,\r\n-1 ,4,\r\n", "1 -1\n-1\t4", "1;4294967295\n-1;4;"} {
		m, err := ReadMatrix(strings.NewReader(text), &Options{MinusOneWalls: true})
		if g := mustGraph(t, m, err); g.Hash() != hash {
			t.Errorf("%q: %s", text, arcs(g))
		}
	}
	for text, column := range map[string]int{"1,-2\n": 3, "-12,1\n": 1, "--1\n": 1, "1,-\n": 3, "-1.0,1\n": 1, "1-1\n": 2} {
		m, err := ReadMatrix(strings.NewReader(text), &Options{MinusOneWalls: true})
		checkError(t, text, m, err, 1, column, ErrCell)
	}
}

// TestReportedGrids reads the inputs that people had trouble with.
func TestReportedGrids(t *testing.T) {
	dir := filepath.Join(graphtest.Data(t), "reports")
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	m, err := Read(open("41-swamp.map"), nil)
	if g := mustGraph(t, m, err); g.NumNodes() != 7 || len(csr.LargestComponent(g)) != 7 {
		t.Errorf("swamp: %d nodes", g.NumNodes())
	}
	m, err = ReadMatrix(open("40-minus-one-wall.csv"), nil)
	checkError(t, "-1 that nobody asked for", m, err, 2, 3, ErrMinusOne)
	m, err = ReadMatrix(open("40-minus-one-wall.csv"), &Options{MinusOneWalls: true})
	if g := mustGraph(t, m, err); g.NodeWeight(4) != csr.Blocked || len(csr.LargestComponent(g)) != 8 {
		t.Errorf("−1: %s", arcs(g))
	}
}

// TestWaterIsApart checks that land and water on one map are two parts, and that swamp
// is part of the land.
func TestWaterIsApart(t *testing.T) {
	m, err := Read(strings.NewReader(game(".SWW", "..WW", "GSWW")), nil)
	g := mustGraph(t, m, err)
	var land []csr.Node
	for i := range 6 {
		v, _ := m.Node(i%2, i/2)
		land = append(land, v)
	}
	slices.Sort(land)
	if part := csr.LargestComponent(g); !slices.Equal(part, land) || g.NumNodes() != 12 {
		t.Errorf("the largest part of %d nodes is %v, want %v", g.NumNodes(), part, land)
	}
}
