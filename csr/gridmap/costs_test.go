package gridmap

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// pricedRule is the rule for moves on a map with costs in other words than the package has:
// what each move between two cells costs an agent.
type pricedRule struct {
	rows               []string
	costs              Costs
	moves              Moves
	corners            Corners
	straight, diagonal uint64
}

// open tells whether the agent may stand in a cell.
func (r *pricedRule) open(x, y int) bool {
	if y < 0 || y >= len(r.rows) || x < 0 || x >= len(r.rows[y]) {
		return false
	}
	cost, ok := r.costs[r.rows[y][x]]
	return ok && cost != csr.Blocked
}

// move returns what a move to a neighbour costs; ok is false if the agent cannot make it.
func (r *pricedRule) move(x, y, tx, ty int) (cost uint64, ok bool) {
	if !r.open(tx, ty) || r.moves&directions[[2]int{tx - x, ty - y}] == 0 {
		return 0, false
	}
	cost = uint64(r.costs[r.rows[ty][tx]])
	if x == tx || y == ty {
		return cost * r.straight, true
	}
	first, second := r.open(tx, y), r.open(x, ty)
	switch r.corners {
	case BothOpen:
		ok = first && second
	case OneOpen:
		ok = first || second
	case NoneOpen:
		ok = true
	}
	return cost * r.diagonal, ok
}

// directions names each move by how it changes column and row.
var directions = map[[2]int]Moves{
	{1, 0}: Right, {0, 1}: Down, {-1, 0}: Left, {0, -1}: Up, {1, 1}: DownRight, {-1, 1}: DownLeft, {-1, -1}: UpLeft, {1, -1}: UpRight,
}

// pricedFactors are weights of straight and diagonal moves, the defaults last.
var pricedFactors = [][2]uint32{{1, 1}, {5, 7}, {2, 3}, {10, 14}, {0, 0}}

// drawPriced draws the rows of a map and a rule for it.
func drawPriced(r *rand.Rand) (pricedRule, *Options) {
	rule := pricedRule{moves: []Moves{Eight, Four, Right | Down | DownRight}[r.IntN(3)], corners: Corners(r.IntN(3)), costs: drawCosts(r)}
	for range 4 {
		row := make([]byte, 5)
		for x := range row {
			row[x] = "...SSW~@"[r.IntN(8)]
		}
		rule.rows = append(rule.rows, string(row))
	}
	f := pricedFactors[r.IntN(len(pricedFactors))]
	rule.straight, rule.diagonal = uint64(f[0]), uint64(f[1])
	if f[0] == 0 {
		rule.straight, rule.diagonal = Straight, Diagonal
	}
	return rule, &Options{Costs: rule.costs, Moves: rule.moves, Corners: rule.corners, Straight: f[0], Diagonal: f[1]}
}

func drawCosts(r *rand.Rand) Costs {
	c := Costs{}
	for _, class := range ".SW~" {
		c[byte(class)] = []uint32{0, 1, 1, 2, 7, csr.Blocked}[r.IntN(6)]
	}
	return c
}

// checkPriced compares what every pair of cells costs under an overlay with the rule.
func checkPriced(t *testing.T, m *Map, o *csr.Overlay, rule *pricedRule) {
	t.Helper()
	width, height := len(rule.rows[0]), len(rule.rows)
	for i := range width * height * width * height {
		x, y, tx, ty := i%width, i/width%height, i/width/height%width, i/width/height/width
		from, ok := m.Node(x, y)
		to, toOK := m.Node(tx, ty)
		arc, there := o.ArcWeight(from, to)
		node := o.NodeWeight(to)
		there = there && ok && toOK && arc != csr.Blocked && node != csr.Blocked
		want, allowed := rule.move(x, y, tx, ty)
		if allowed = allowed && ok; there != allowed || there && uint64(arc)+uint64(node) != want {
			t.Fatalf("%q, %+v: from %d,%d to %d,%d: %d+%d, %v; want %d, %v", rule.rows, rule, x, y, tx, ty, arc, node, there, want, allowed)
		}
	}
}

// TestCosts draws maps of classes, and for each some agents: the graph alone and the graph
// under each agent's overlay have the moves and costs of the rule. Then cells change.
func TestCosts(t *testing.T) {
	for seed := range uint64(300) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 91))
		rule, opts := drawPriced(r)
		m, err := FromCells(5, []byte(strings.Join(rule.rows, "")), opts)
		g := mustGraph(t, m, err)
		checkPriced(t, m, csr.NewOverlay(g), &rule)
		for range 4 {
			agent := rule
			agent.costs = drawCosts(r)
			o, err := m.Overlay(g, agent.costs)
			if err != nil {
				t.Fatal(err)
			}
			checkPriced(t, m, o, &agent)
			for range 6 {
				agent = setCost(t, r, m, o, agent)
				checkPriced(t, m, o, &agent)
			}
		}
	}
}

// setCost gives a random cell the cost of a class of its own, by SetCost and in the rule.
func setCost(t *testing.T, r *rand.Rand, m *Map, o *csr.Overlay, rule pricedRule) pricedRule {
	t.Helper()
	x, y := r.IntN(5), r.IntN(4)
	v, ok := m.Node(x, y)
	if !ok {
		return rule
	}
	cost := []uint32{0, 1, 3, csr.Blocked, csr.Blocked}[r.IntN(5)]
	if err := m.SetCost(o, v, cost); err != nil {
		t.Fatal(err)
	}
	costs := maps.Clone(rule.costs)
	own := byte('a' + r.IntN(26))
	for slices.ContainsFunc(rule.rows, func(row string) bool { return strings.IndexByte(row, own) >= 0 }) {
		own = byte('a' + r.IntN(26))
	}
	costs[own] = cost
	rows := slices.Clone(rule.rows)
	rows[y] = rows[y][:x] + string(own) + rows[y][x+1:]
	rule.rows, rule.costs = rows, costs
	return rule
}

// TestPartialCosts leaves out a class, which keeps its cost.
func TestPartialCosts(t *testing.T) {
	m, err := FromCells(3, []byte(".SW"), &Options{Costs: Costs{'.': 1, 'S': 3, 'W': csr.Blocked}, Straight: 10, Diagonal: 14})
	g := mustGraph(t, m, err)
	boat, err := m.Overlay(g, Costs{'.': csr.Blocked, 'W': 2, 'x': 9})
	if err != nil {
		t.Fatal(err)
	}
	if got := []uint32{boat.NodeWeight(0), boat.NodeWeight(1), boat.NodeWeight(2)}; !slices.Equal(got, []uint32{csr.Blocked, 30, 20}) {
		t.Errorf("weights %d", got)
	}
	walker, err := m.Overlay(g, nil)
	if changes, _ := walker.Changes(); err != nil || len(changes)+len(walker.ArcPatches()) > 0 {
		t.Errorf("the map's own costs: %d changes, %v", len(changes), err)
	}
}

// TestCellsWithoutCosts reads the same rows as characters and as a file.
func TestCellsWithoutCosts(t *testing.T) {
	rows := []string{".SW@", "..WT", "GGWO"}
	want, err := Read(strings.NewReader(game(rows...)), nil)
	hash := mustGraph(t, want, err).Hash()
	m, err := FromCells(4, []byte(strings.Join(rows, "")), nil)
	if mustGraph(t, m, err).Hash() != hash {
		t.Error("another graph")
	}
	flat := Costs{'.': 1, 'S': 1, 'G': 1, 'W': csr.Blocked}
	m, err = Read(strings.NewReader(game(rows...)), &Options{Costs: flat})
	if g := mustGraph(t, m, err); g.NumNodes() != 9 {
		t.Errorf("%d nodes", g.NumNodes())
	}
}

// TestCostErrors refuses costs that do not fit the map.
func TestCostErrors(t *testing.T) {
	plain, err := FromCells(2, []byte(".."), nil)
	g := mustGraph(t, plain, err)
	priced, err := FromCells(2, []byte(".."), &Options{Costs: Costs{'.': 1}})
	mustGraph(t, priced, err)
	other, err := FromCells(3, []byte("..."), nil)
	three := mustGraph(t, other, err)
	_, unlisted := FromCells(2, []byte(".S"), &Options{Costs: Costs{'.': 1}})
	_, unread := Read(strings.NewReader(game(".S")), &Options{Costs: Costs{'.': 1}})
	_, strange := FromCells(2, []byte("..?."), nil)
	_, dear := FromCells(2, []byte(".."), &Options{Costs: Costs{'.': 1 << 31}})
	_, passable := FromPassable(1, []bool{true}, &Options{Costs: Costs{'.': 1}})
	_, matrix := ReadMatrix(strings.NewReader("1"), &Options{Costs: Costs{'.': 1}})
	_, ragged := FromCells(3, []byte("...."), nil)
	_, uncosted := plain.Overlay(g, Costs{'.': 2})
	_, overpriced := priced.Overlay(g, Costs{'.': 1 << 31})
	_, foreign := priced.Overlay(three, Costs{'.': 2})
	_, none := priced.Overlay(nil, nil)
	o := csr.NewOverlay(g)
	var node *csr.NodeError
	if err := priced.SetCost(o, 2, 1); !errors.As(err, &node) {
		t.Error(err)
	}
	for i, c := range []struct{ err, want error }{
		{unlisted, ErrCell}, {unread, ErrCell}, {strange, ErrCell}, {dear, ErrOption}, {passable, ErrOption}, {matrix, ErrOption}, {ragged, ErrSize},
		{uncosted, ErrOption}, {overpriced, ErrOption}, {foreign, csr.ErrWrongGraph}, {none, csr.ErrNoGraph},
		{plain.SetCost(o, 0, 1), ErrOption}, {priced.SetCost(o, 0, 1<<31), ErrOption}, {priced.SetCost(nil, 0, 1), csr.ErrNoGraph},
		{priced.SetCost(csr.NewOverlay(three), 0, 1), csr.ErrWrongGraph},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%d: %v, want %v", i, c.err, c.want)
		}
	}
	if !strings.Contains(strange.Error(), "column 0, row 1") {
		t.Error(strange)
	}
}
