package gridmap

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// geometry judges straight lines on a map by what they touch, in exact fractions. Cells are
// squares about whole numbers; between them are corners at halves.
type geometry struct{ rule *pricedRule }

// crossed returns the cells whose inside a line from middle to middle passes, in order.
func (g geometry) crossed(ax, ay, bx, by int) (cells [][2]int) {
	at := map[[2]int]*big.Rat{}
	for x := min(ax, bx); x <= max(ax, bx); x++ {
		for y := min(ay, by); y <= max(ay, by); y++ {
			lo, hi := big.NewRat(0, 1), big.NewRat(1, 1)
			if inside(lo, hi, x-ax, bx-ax) && inside(lo, hi, y-ay, by-ay) {
				cells = append(cells, [2]int{x, y})
				at[[2]int{x, y}] = lo
			}
		}
	}
	slices.SortFunc(cells, func(a, b [2]int) int { return at[a].Cmp(at[b]) })
	return cells
}

// inside narrows the part of a line in which it is within ½ of a column or row, and tells
// whether more than a point is left. The line leads d further from 0, the middle is at c.
func inside(lo, hi *big.Rat, c, d int) bool {
	if d == 0 {
		return c == 0
	}
	from, to := big.NewRat(int64(2*c-1), int64(2*d)), big.NewRat(int64(2*c+1), int64(2*d))
	if from.Cmp(to) > 0 {
		from, to = to, from
	}
	if from.Cmp(lo) > 0 {
		lo.Set(from)
	}
	if to.Cmp(hi) < 0 {
		hi.Set(to)
	}
	return lo.Cmp(hi) < 0
}

// cornersOpen tells whether each corner that a line passes through has as many open cells
// beside the line as the rule wants; both, if there is no such diagonal move.
func (g geometry) cornersOpen(ax, ay, bx, by int) bool {
	r, sx, sy := g.rule, sign(bx-ax), sign(by-ay)
	for x := min(ax, bx); x < max(ax, bx); x++ {
		for y := min(ay, by); y < max(ay, by); y++ {
			if (2*x+1-2*ax)*(by-ay) != (2*y+1-2*ay)*(bx-ax) {
				continue
			}
			beside := [2]bool{r.open(x, y+1), r.open(x+1, y)} // of a line that leads down to the right
			if sx != sy {
				beside = [2]bool{r.open(x, y), r.open(x+1, y+1)}
			}
			open := map[bool]int{true: 1}[beside[0]] + map[bool]int{true: 1}[beside[1]]
			least := map[Corners]int{BothOpen: 2, OneOpen: 1, NoneOpen: 0}[r.corners]
			if r.moves&directions[[2]int{sx, sy}] == 0 {
				least = 2
			}
			if open < least {
				return false
			}
		}
	}
	return true
}

func sign(d int) int { return max(-1, min(d, 1)) }

// allows tells whether a line may replace a path from its first cell to its last.
func (g geometry) allows(path [][2]int) bool {
	r, a, b := g.rule, path[0], path[len(path)-1]
	if len(path) == 2 {
		return true
	}
	cells := g.crossed(a[0], a[1], b[0], b[1])
	if !g.cornersOpen(a[0], a[1], b[0], b[1]) || r.moves&directions[[2]int{sign(b[0] - a[0]), 0}] == 0 && a[0] != b[0] || r.moves&directions[[2]int{0, sign(b[1] - a[1])}] == 0 && a[1] != b[1] {
		return false // against the directions of moves, or past a corner
	}
	cheapest, dearest := uint32(csr.Blocked), uint32(0)
	for _, c := range path[1:] {
		cheapest = min(cheapest, r.costs[r.rows[c[1]][c[0]]])
	}
	for _, c := range cells[1:] {
		if !r.open(c[0], c[1]) {
			return false
		}
		dearest = max(dearest, r.costs[r.rows[c[1]][c[0]]])
	}
	return dearest <= cheapest || slices.Equal(cells, path)
}

// shortest returns the length of the shortest allowed way through some cells of a path, by
// trying all of them.
func (g geometry) shortest(path [][2]int) float64 {
	if len(path) == 1 {
		return 0
	}
	best := math.Inf(1)
	for next := 1; next < len(path); next++ {
		if g.allows(path[:next+1]) {
			best = min(best, distance(path[0], path[next])+g.shortest(path[next:]))
		}
	}
	return best
}

func distance(a, b [2]int) float64 { return math.Hypot(float64(a[0]-b[0]), float64(a[1]-b[1])) }

// drawPath walks at random by moves of the rule, without a cell twice.
func drawPath(r *rand.Rand, rule *pricedRule, most int) (path [][2]int) {
	at := [2]int{r.IntN(len(rule.rows[0])), r.IntN(len(rule.rows))}
	if !rule.open(at[0], at[1]) {
		return nil
	}
	path = append(path, at)
	for len(path) < most {
		var next [][2]int
		for i := range 9 {
			to := [2]int{at[0] + i%3 - 1, at[1] + i/3 - 1}
			if _, ok := rule.move(at[0], at[1], to[0], to[1]); ok && !slices.Contains(path, to) {
				next = append(next, to)
			}
		}
		if len(next) == 0 {
			return path
		}
		at = next[r.IntN(len(next))]
		path = append(path, at)
	}
	return path
}

func nodesOf(m *Map, path [][2]int) (nodes []csr.Node) {
	for _, c := range path {
		v, _ := m.Node(c[0], c[1])
		nodes = append(nodes, v)
	}
	return nodes
}

// checkWaypoints compares way-points with the geometry: they are some nodes of the path in
// order, each line between them is allowed, and no way is shorter.
func checkWaypoints(t *testing.T, m *Map, g geometry, path [][2]int, got []csr.Node) {
	t.Helper()
	nodes, length, last := nodesOf(m, path), 0.0, 0
	if len(got) == 0 || got[0] != nodes[0] {
		t.Fatalf("%q, %+v: path %v: way-points %v", g.rule.rows, g.rule, path, got)
	}
	for _, v := range got[1:] {
		next := slices.Index(nodes, v)
		if next <= last || !g.allows(path[last:next+1]) {
			t.Fatalf("%q, %+v: path %v: way-points %v of %v: no line to %d", g.rule.rows, g.rule, path, got, nodes, v)
		}
		length += distance(path[last], path[next])
		last = next
	}
	if best := g.shortest(path); last != len(path)-1 || length > best+float64(len(path))/1024 {
		t.Fatalf("%q, %+v: path %v: way-points %v of %v, length %v; want %v", g.rule.rows, g.rule, path, got, nodes, length, best)
	}
}

// drawOpen is drawPriced with more open cells and fewer costs.
func drawOpen(r *rand.Rand) (pricedRule, *Options) {
	rule, opts := drawPriced(r)
	for y := range rule.rows {
		if r.IntN(2) == 0 {
			rule.rows[y] = strings.ReplaceAll(rule.rows[y], "~", ".")
		}
	}
	rule.rows = append(rule.rows, strings.ReplaceAll(rule.rows[0], "W", "."))
	if r.IntN(2) == 0 {
		rule.costs = Costs{'.': 1, 'S': 1 + r.Uint32N(2), 'W': csr.Blocked, '~': 1}
		opts.Costs = rule.costs
	}
	return rule, opts
}

// TestWaypoints draws maps of 25 cells and paths on them, under the map's own costs and under
// overlays for agents, with cells that have changed.
func TestWaypoints(t *testing.T) {
	for seed := range uint64(1500) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 95))
		rule, opts := drawOpen(r)
		m, err := FromCells(5, []byte(strings.Join(rule.rows, "")), opts)
		g := mustGraph(t, m, err)
		s := NewSmoother(m)
		if r.IntN(2) == 0 {
			rule.costs = drawCosts(r)
			o, err := m.Overlay(g, rule.costs)
			if err != nil {
				t.Fatal(err)
			}
			for range r.IntN(3) {
				rule = setCost(t, r, m, o, rule)
			}
			s.Use(o)
		}
		for range 3 {
			path := drawPath(r, &rule, 1+r.IntN(9))
			if path == nil {
				continue
			}
			nodes := nodesOf(m, path)
			got, err := s.AppendWaypoints(append(nodes[:0:0], 99), nodes)
			if err != nil || got[0] != 99 {
				t.Fatal(got, err)
			}
			checkWaypoints(t, m, geometry{&rule}, path, got[1:])
		}
	}
}

// TestWaypointsRoundClosedNodes closes nodes of a plain game map in an overlay. The rule for
// corners then stays that of the map, as for a Solver.
func TestWaypointsRoundClosedNodes(t *testing.T) {
	m, err := FromPassable(5, slices.Repeat([]bool{true}, 15), nil)
	g := mustGraph(t, m, err)
	path := []csr.Node{0, 6, 12, 8, 4} // down and up again
	s, o := NewSmoother(m), csr.NewOverlay(g)
	s.Use(o)
	for _, c := range []struct {
		closed csr.Node
		want   []csr.Node
	}{{14, []csr.Node{0, 4}}, {2, []csr.Node{0, 6, 4}}, {7, []csr.Node{0, 4}}} {
		o.Reset()
		if err := o.SetNode(c.closed, csr.Blocked); err != nil {
			t.Fatal(err)
		}
		if got, err := s.AppendWaypoints(nil, path); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%d closed: %v, %v; want %v", c.closed, got, err, c.want)
		}
	}
	o.Reset()
	if err := o.SetArc(2, 3, csr.Blocked); err != nil {
		t.Fatal(err)
	}
	if got, err := s.AppendWaypoints(nil, path); err != nil || slices.Equal(got, []csr.Node{0, 4}) {
		t.Errorf("through a closed arc: %v, %v", got, err)
	}
}

// TestStepsThatAreNoMoves keeps bridges and steps that were closed, and pulls the rest.
func TestStepsThatAreNoMoves(t *testing.T) {
	m, err := FromPassable(9, []bool{true, true, true, true, false, true, true, true, true}, nil)
	mustGraph(t, m, err)
	s := NewSmoother(m)
	for _, c := range []struct{ path, want []csr.Node }{
		{[]csr.Node{0, 1, 2, 3, 4, 5, 6, 7}, []csr.Node{0, 3, 4, 7}},
		{[]csr.Node{0, 1, 1, 2}, []csr.Node{0, 1, 1, 2}},
		{[]csr.Node{7, 0, 1, 2}, []csr.Node{7, 0, 2}},
		{[]csr.Node{0, 1, 2, 1, 0}, []csr.Node{0, 0}},
		{[]csr.Node{5}, []csr.Node{5}},
		{nil, nil},
	} {
		if got, err := s.AppendWaypoints(nil, c.path); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, %v; want %v", c.path, got, err, c.want)
		}
	}
}

// TestWaypointErrors names nodes off the map and overlays of other graphs.
func TestWaypointErrors(t *testing.T) {
	m, err := FromPassable(2, []bool{true, true}, nil)
	g := mustGraph(t, m, err)
	s := NewSmoother(m)
	var node *csr.NodeError
	if got, err := s.AppendWaypoints([]csr.Node{7}, []csr.Node{0, 2}); len(got) != 1 || !errors.As(err, &node) || node.Place != "path[1]" {
		t.Errorf("%v, %v", got, err)
	}
	other, err := FromPassable(1, []bool{true}, nil)
	s.Use(csr.NewOverlay(mustGraph(t, other, err)))
	if _, err := s.AppendWaypoints(nil, []csr.Node{0}); !errors.Is(err, csr.ErrWrongGraph) {
		t.Error(err)
	}
	s.Use(csr.NewOverlay(g))
	if got, err := s.AppendWaypoints(nil, []csr.Node{0, 1}); len(got) != 2 || err != nil {
		t.Error(got, err)
	}
}

// TestSmootherAllocatesNothing once it has seen a path as long.
func TestSmootherAllocatesNothing(t *testing.T) {
	m, err := FromPassable(40, slices.Repeat([]bool{true}, 1600), nil)
	g := mustGraph(t, m, err)
	s, dst, path := NewSmoother(m), make([]csr.Node, 0, 100), []csr.Node{}
	for i := range csr.Node(40) {
		path = append(path, 40*i+min(i, 20))
	}
	for _, o := range []*csr.Overlay{nil, csr.NewOverlay(g)} {
		s.Use(o)
		pull := func() { dst, _ = s.AppendWaypoints(dst[:0], path) }
		pull()
		if n := testing.AllocsPerRun(20, pull); n != 0 {
			t.Errorf("%v allocations", n)
		}
	}
}
