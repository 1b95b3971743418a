package dijkstra

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// party is players with a few overlays among them, and the oracle's graph for each.
type party struct {
	players  []Player
	overlays []*csr.Overlay
	graphs   map[*csr.Overlay]*graphtest.Graph
}

// newParty draws players on a graph, many of whom have no overlay or that of the one before.
func newParty(t *testing.T, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph, n int) *party {
	t.Helper()
	p := &party{graphs: map[*csr.Overlay]*graphtest.Graph{nil: o}}
	for range 3 {
		overlay := csr.NewOverlay(g)
		p.overlays, p.graphs[overlay] = append(p.overlays, overlay), o
	}
	p.change(t, r)
	p.change(t, r)
	overlay := (*csr.Overlay)(nil)
	for range n {
		if k := r.IntN(8); k < 4 {
			overlay = append(p.overlays, nil)[k]
		}
		p.players = append(p.players, Player{r.Uint32N(uint32(o.N)), overlay})
	}
	return p
}

// change changes every overlay.
func (p *party) change(t *testing.T, r *rand.Rand) {
	t.Helper()
	for _, overlay := range p.overlays {
		p.graphs[overlay] = change(t, r, p.graphs[overlay], overlay)
	}
}

// check compares the answers with the oracle's.
func (p *party) check(t *testing.T, s *Solver, target csr.Node) {
	t.Helper()
	there, back, overflow := []uint32{7}, []uint32{8, 9}, false
	to, from := map[*csr.Overlay][]uint64{}, map[*csr.Overlay][]uint64{}
	for overlay, o := range p.graphs {
		to[overlay], from[overlay] = o.DistancesTo(target), o.DistancesFrom(target)
	}
	for _, player := range p.players {
		d, err := want(to[player.Overlay][player.Node])
		e, errBack := want(from[player.Overlay][player.Node])
		there, back, overflow = append(there, d), append(back, e), overflow || err != nil || errBack != nil
	}
	gotThere, gotBack, err := s.BothWays([]uint32{7}, []uint32{8, 9}, target, p.players)
	if overflow {
		there, back = there[:1], back[:2]
	}
	if !slices.Equal(gotThere, there) || !slices.Equal(gotBack, back) || errors.Is(err, ErrOverflow) != overflow {
		t.Fatalf("%+v: %d, %+v: %v, %v, %v; want %v, %v", p.graphs[nil], target, p.players, gotThere, gotBack, err, there, back)
	}
	if err != nil {
		p.checkOverflow(t, err, target)
	}
}

// checkOverflow checks that the pair that an error names is one of too great a distance.
func (p *party) checkOverflow(t *testing.T, err error, target csr.Node) {
	t.Helper()
	var pair *OverflowError
	if !errors.As(err, &pair) {
		t.Fatal(err)
	}
	for _, player := range p.players {
		if d := p.graphs[player.Overlay].DistancesFrom(pair.From)[pair.To]; d != graphtest.Inf && d >= uint64(Unreachable) &&
			(*pair == OverflowError{player.Node, target} || *pair == OverflowError{target, player.Node}) {
			return
		}
	}
	t.Fatalf("%+v: %+v: %v", p.graphs[nil], p.players, err)
}

// TestBothWaysOnRandomGraphs asks Solvers of every kind, with an index and without. The
// overlays change from question to question. The one that is in use stays in use, whatever it is.
func TestBothWaysOnRandomGraphs(t *testing.T) {
	eachSmall(t, 300, 111, func(r *rand.Rand, o *graphtest.Graph) {
		g := mustBuild(t, o)
		all, guided := solvers(g), NewSolver(g)
		guideAll(t, oraclePairs(g, o), guided)
		all = append(all, guided)
		now := redress(t, r, o, all)
		for range 2 {
			p, target := newParty(t, r, o, g, r.IntN(30)), r.Uint32N(uint32(o.N))
			for range 2 {
				for _, s := range all {
					used := s.Overlay()
					p.check(t, s, target)
					if s.Overlay() != used {
						t.Fatal("another overlay is in use")
					}
				}
				p.change(t, r)
			}
		}
		from := r.Uint32N(uint32(o.N))
		checkSourceOf(t, now, all, from)
	})
}

// TestBothWaysOnLargerGraphs has groups of players that are answered together and groups that
// are not.
func TestBothWaysOnLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(112, uint64(i)))
		g := mustBuild(t, o)
		plain, guided := NewSolver(g), NewSolver(g)
		guideAll(t, solvedPairs(t, g), guided)
		for _, n := range []int{2, 20, 200} {
			p := newParty(t, r, o, g, n)
			p.check(t, plain, r.Uint32N(uint32(o.N)))
			p.check(t, guided, r.Uint32N(uint32(o.N)))
		}
	}
}

// TestBothWaysAnswersGroupsTogether counts the questions about pairs: two for each player of a
// group that is too small for a search.
func TestBothWaysAnswersGroupsTogether(t *testing.T) {
	o := graphtest.Grid(20, 20, 9, 1)
	g := mustBuild(t, o)
	s, kept := NewSolver(g), NewKeptCosts(nil)
	guideAll(t, solvedPairs(t, g), s)
	s.KeepCosts(kept)
	one := csr.NewOverlay(g)
	if err := one.SetNode(7, csr.Blocked); err != nil {
		t.Fatal(err)
	}
	whole, err := csr.OverlayFrom(g, make([]uint32, o.N))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		players  int
		overlays []*csr.Overlay // in turn
		pairs    uint64
	}{
		"many with one overlay":      {16, []*csr.Overlay{one}, 0},
		"not so many":                {15, []*csr.Overlay{one}, 30},
		"with and without":           {30, []*csr.Overlay{one, nil}, 60},
		"a quarter of all, without":  {100, []*csr.Overlay{nil}, 0},
		"not so many, without":       {99, []*csr.Overlay{nil}, 198},
		"three under other weights":  {3, []*csr.Overlay{whole}, 0},
		"two under other weights":    {2, []*csr.Overlay{whole}, 4},
		"one each, under any weight": {30, []*csr.Overlay{one, whole}, 60},
	} {
		var players []Player
		for i := range c.players {
			players = append(players, Player{csr.Node(i), c.overlays[i%len(c.overlays)]})
		}
		before := s.Stats()
		if _, _, err := s.BothWays(nil, nil, 210, players); err != nil {
			t.Fatal(err)
		}
		now := since(before, s)
		if pairs := now.IndexOnly + now.AStar + now.Abandoned + now.Bidirectional; pairs != c.pairs {
			t.Errorf("%s: %d pairs, want %d", what, pairs, c.pairs)
		}
	}
	if s.guide.customized.kept != kept {
		t.Error("later queries do not keep costs as before")
	}
}

func TestBothWaysRefuses(t *testing.T) {
	g, other := path4(t, 1, 1, 1), csr.NewOverlay(path4(t, 1, 2, 1))
	s, used := NewSolver(g), csr.NewOverlay(g)
	s.Use(used)
	for what, c := range map[string]struct {
		target  csr.Node
		players []Player
		words   string
	}{
		"target":  {4, []Player{{Node: 0}}, "target: node 4"},
		"player":  {3, []Player{{Node: 0}, {Node: 9}}, "players[1]: node 9"},
		"overlay": {3, []Player{{Node: 0}, {Node: 1}, {Node: 1, Overlay: other}}, "players[2]"},
	} {
		there, back, err := s.BothWays([]uint32{1}, []uint32{2}, c.target, c.players)
		if err == nil || !strings.Contains(err.Error(), c.words) || !slices.Equal(there, []uint32{1}) || !slices.Equal(back, []uint32{2}) {
			t.Errorf("%s: %v, %v, %v", what, there, back, err)
		}
		if what == "overlay" && !errors.Is(err, csr.ErrWrongGraph) {
			t.Errorf("%v, want %v", err, csr.ErrWrongGraph)
		}
		if s.Overlay() != used {
			t.Errorf("%s: another overlay is in use", what)
		}
	}
	s.Use(other)
	if there, back, err := s.BothWays(nil, nil, 3, []Player{{Node: 0}}); err != nil || there[0] != 3 || back[0] != Unreachable {
		t.Errorf("while an overlay of another graph is in use: %v, %v, %v", there, back, err)
	}
	if _, _, err := NewSolver(nil).BothWays(nil, nil, 0, nil); !errors.Is(err, ErrNoGraph) {
		t.Errorf("%v, want %v", err, ErrNoGraph)
	}
}

func TestBothWaysAllocatesNothing(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(113, uint64(i)))
		s := NewSolver(mustBuild(t, o))
		shutIn(t, r, o, []*Solver{s})
		var players []Player
		for i, v := range draw(r, o, 100) {
			players = append(players, Player{v, []*csr.Overlay{nil, s.Overlay()}[i/5%2]})
		}
		var there, back []uint32
		expectNoAllocations(t, o.Name, func() {
			there, back, _ = s.BothWays(there[:0], back[:0], csr.Node(o.N/2), players)
		})
	}
}
