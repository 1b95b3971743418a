package osm_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/osmfile/osmfiletest"
)

// sortedText joins words in order.
func sortedText(words []string) string {
	slices.Sort(words)
	return strings.Join(words, " ")
}

// junction is a crossing in node 5 of four streets, from the west, north, east and south.
const junction = `
	node 1 -10 0
	node 2 0 10
	node 3 10 0
	node 4 0 -10
	node 5 0 0
	way 11 1,5 highway=residential
	way 12 2,5 highway=residential
	way 13 5,3 highway=residential
	way 14 5,4 highway=residential
`

// turns returns the turns at a node, as from.to by the numbers of the nodes.
func turns(g *csr.CSRGraph, o *osm.Origin, at int64) string {
	var list []string
	for v := range csr.Node(g.NumNodes()) {
		from, _ := o.Segment(v)
		for next := range g.Arcs(v).All() {
			if to, _ := o.Segment(next); from.To == at {
				list = append(list, fmt.Sprintf("%d.%d", from.From, to.To))
			}
		}
	}
	return sortedText(list)
}

// allTurns are the turns of the junction, without those back.
const allTurns = "1.2 1.3 1.4 2.1 2.3 2.4 3.1 3.2 3.4 4.1 4.2 4.3"

// without returns words without some of them.
func without(all string, some ...string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(all), func(w string) bool { return slices.Contains(some, w) }), " ")
}

// TestTurns is a table of restrictions, and of the turns that they leave.
func TestTurns(t *testing.T) {
	for _, c := range []struct{ relation, want string }{
		{"", allTurns},
		{"relation 1 way:11:from,node:5:via,way:12:to type=restriction restriction=no_left_turn", without(allTurns, "1.2")},
		{"relation 1 way:11:from,node:5:via,way:13:to type=restriction restriction=only_straight_on", without(allTurns, "1.2", "1.4")},
		{"relation 1 way:11:from,node:5:via,way:12:to type=restriction restriction=no_left_turn except=bicycle;motorcar", allTurns},
		{"relation 1 way:11:from,node:5:via,way:12:to type=restriction restriction:hgv=no_left_turn", allTurns},
		{"relation 1 way:11:from,node:5:via,way:12:to type=restriction restriction:motorcar=no_left_turn", without(allTurns, "1.2")},
		{"relation 1 way:11:from,way:12:from,node:5:via,way:13:to type=restriction restriction=no_entry", without(allTurns, "1.3", "2.3")},
		{"relation 1 way:11:from,node:5:via,way:12:to,way:14:to type=restriction restriction=no_exit", without(allTurns, "1.2", "1.4")},
		{"relation 1 way:11:from,node:5:via,way:11:to type=restriction restriction=no_u_turn", allTurns},
		{"relation 1 way:11:from,node:4:via,way:12:to type=restriction restriction=no_left_turn", allTurns},
		{"relation 1 way:11:from,way:12:to type=restriction restriction=no_left_turn", allTurns},
		{"relation 1 way:99:from,node:5:via,way:12:to type=restriction restriction=no_left_turn", allTurns},
		{"relation 1 way:11:from,node:5:via,way:99:to type=restriction restriction=only_left_turn", allTurns},
	} {
		o := &osm.Origin{}
		g, stats := mustRead(t, town(junction+c.relation).XML(), &osm.Options{Profile: profile.Driving, Turns: &osm.Turns{}, Origin: o})
		if got := turns(g, o, 5); got != c.want {
			t.Errorf("%s: %s, want %s", c.relation, got, c.want)
		}
		if stats.Applied+stats.Broken != stats.Restrictions || stats.Nodes != g.NumNodes() || stats.Arcs != g.NumArcs() {
			t.Errorf("%s: %+v", c.relation, stats)
		}
		if got := turns(g, o, 1); got != "5.5" {
			t.Errorf("the dead end has turns %s", got)
		}
	}
}

// TestTurnsBack allows turns back everywhere, but where a restriction forbids it.
func TestTurnsBack(t *testing.T) {
	o := &osm.Origin{}
	opts := &osm.Options{Profile: profile.Driving, Turns: &osm.Turns{UTurns: true}, Origin: o}
	text := junction + "relation 1 way:11:from,node:5:via,way:11:to type=restriction restriction=no_u_turn"
	g, _ := mustRead(t, town(text).XML(), opts)
	if got, want := turns(g, o, 5), sortedText(strings.Fields(allTurns+" 2.2 3.3 4.4")); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestTurnCosts weighs turns by their angle, and segments by their length.
func TestTurnCosts(t *testing.T) {
	o := &osm.Origin{}
	cost := func(turn osm.Turn) uint32 {
		if turn.From.From == 3 {
			return csr.Blocked
		}
		return uint32(math.Round(turn.Degrees)) + 1000
	}
	g, _ := mustRead(t, town(junction).XML(), &osm.Options{Turns: &osm.Turns{Cost: cost}, Origin: o, MetresPerUnit: 1})
	segment := map[[2]int64]csr.Node{}
	for v := range csr.Node(g.NumNodes()) {
		s, _ := o.Segment(v)
		segment[[2]int64{s.From, s.To}] = v
		if s.Way < 11 || o.NodeID(v) != s.To || !slices.Contains(o.Nodes(s.To), v) || g.NodeWeight(v) != 1112 {
			t.Errorf("%d: %+v, weighs %d", v, s, g.NodeWeight(v))
		}
	}
	for _, c := range []struct {
		to   int64
		want uint32
	}{{2, 910}, {3, 1000}, {4, 1090}} {
		w, _ := g.ArcWeight(segment[[2]int64{1, 5}], segment[[2]int64{5, c.to}])
		if w != c.want {
			t.Errorf("from the west to %d: %d, want %d", c.to, w, c.want)
		}
	}
	if w, _ := g.ArcWeight(segment[[2]int64{1, 5}], segment[[2]int64{5, 2}]); w != 1000-90 {
		t.Errorf("left: %d", w)
	}
	if w, ok := g.ArcWeight(segment[[2]int64{3, 5}], segment[[2]int64{5, 2}]); w != csr.Blocked || !ok {
		t.Errorf("blocked: %d", w)
	}
	arc, _ := g.Arc(segment[[2]int64{1, 5}], segment[[2]int64{5, 2}])
	if s, ok := g.Street(arc); s.Way != 12 || !ok {
		t.Errorf("the turn enters %+v", s)
	}
	if x, y, _ := g.Point(segment[[2]int64{5, 2}]); x != 0 || y != 0.01 {
		t.Errorf("%v %v", x, y)
	}
}

// grid is streets in a grid of n by n nodes, with random restrictions, of which some lead
// over ways. Each street is one step.
func grid(r *rand.Rand, n int) (text string, forbidden []forbiddenWay) {
	var b strings.Builder
	var steps [][2]int
	for v := range n * n {
		fmt.Fprintf(&b, "node %d %d %d\n", v+1, v%n*10+r.IntN(3), v/n*10+r.IntN(3))
		if v%n > 0 {
			steps = append(steps, [2]int{v, v + 1})
		}
		if v >= n {
			steps = append(steps, [2]int{v - n + 1, v + 1})
		}
	}
	for i, s := range steps {
		fmt.Fprintf(&b, "way %d %d,%d highway=residential %s\n", 100+i, s[0], s[1], []string{"", "", "oneway=yes"}[r.IntN(3)])
	}
	for i := range 3 * n {
		f := forbiddenWay{only: r.IntN(3) == 0, walk: randomWalk(r, steps, 2+r.IntN(4))}
		if f.walk == nil {
			continue
		}
		last := len(f.walk) - 1
		list := []string{fmt.Sprintf("way:%d:from", f.walk[0].Way)}
		if last == 1 {
			list = append(list, fmt.Sprintf("node:%d:via", f.walk[0].To))
		}
		for _, s := range f.walk[1:last] {
			list = append(list, fmt.Sprintf("way:%d:via", s.Way))
		}
		list = append(list, fmt.Sprintf("way:%d:to", f.walk[last].Way))
		rule := map[bool]string{true: "only_straight_on", false: "no_left_turn"}[f.only]
		fmt.Fprintf(&b, "relation %d %s type=restriction restriction=%s\n", i, strings.Join(list, ","), rule)
		forbidden = append(forbidden, f)
	}
	return b.String(), forbidden
}

// forbiddenWay is a sequence of segments: nobody goes on from all but the last to the last,
// or with only, to any other.
type forbiddenWay struct {
	walk []osm.Segment
	only bool
}

// randomWalk returns steps that follow each other along different nodes, nil if it gets stuck.
func randomWalk(r *rand.Rand, steps [][2]int, length int) (walk []osm.Segment) {
	at := steps[r.IntN(len(steps))][r.IntN(2)]
	for visited := []int{at}; len(walk) < length; visited = append(visited, at) {
		var options []osm.Segment
		for i, s := range steps {
			if to := s[0] + s[1] - at; (s[0] == at || s[1] == at) && !slices.Contains(visited, to) {
				options = append(options, osm.Segment{Way: int64(100 + i), From: int64(at), To: int64(to)})
			}
		}
		if len(options) == 0 {
			return nil
		}
		walk = append(walk, options[r.IntN(len(options))])
		at = int(walk[len(walk)-1].To)
	}
	return walk
}

// allowed tells whether a walk obeys all restrictions.
func allowed(walk []osm.Segment, forbidden []forbiddenWay) bool {
	for _, f := range forbidden {
		n := len(f.walk)
		for i := 0; i+n <= len(walk); i++ {
			if slices.Equal(walk[i:i+n-1], f.walk[:n-1]) && (walk[i+n-1] == f.walk[n-1]) != f.only {
				return false
			}
		}
	}
	return true
}

// TestRestrictionsAlongWays compares all short ways through random grids with those that obey
// the restrictions. Where a restriction names one that is impossible, such as against a
// one-way street, nothing is forbidden.
func TestRestrictionsAlongWays(t *testing.T) {
	extra := 0
	for seed := range uint64(25) {
		text, forbidden := grid(rand.New(rand.NewPCG(seed, 8)), 4)
		o, plain := &osm.Origin{}, &osm.Origin{}
		g, stats := mustRead(t, town(text).XML(), &osm.Options{Profile: profile.Driving, Turns: &osm.Turns{}, Origin: o})
		free, _ := mustRead(t, town(withoutRelations(text)).XML(), &osm.Options{Profile: profile.Driving, Turns: &osm.Turns{}, Origin: plain})
		forbidden = slices.DeleteFunc(forbidden, func(f forbiddenWay) bool { return !possible(free, plain, f.walk) })
		if stats.Applied != len(forbidden) {
			t.Errorf("seed %d: %d restrictions applied, %d are possible", seed, stats.Applied, len(forbidden))
		}
		extra += g.NumNodes() - free.NumNodes()
		want := map[string]bool{}
		for walk := range walks(free, plain, 6) {
			if allowed(walk, forbidden) {
				want[fmt.Sprint(walk)] = true
			}
		}
		got := map[string]bool{}
		for walk := range walks(g, o, 6) {
			got[fmt.Sprint(walk)] = true
			if !allowed(walk, forbidden) {
				t.Fatalf("seed %d: %v is possible", seed, walk)
			}
		}
		for walk := range want {
			if !got[walk] {
				t.Fatalf("seed %d: %v is impossible", seed, walk)
			}
		}
	}
	if extra == 0 {
		t.Error("no restriction along ways made a state")
	}
}

// withoutRelations returns a text up to its relations.
func withoutRelations(text string) string {
	if i := strings.Index(text, "relation"); i >= 0 {
		return text[:i]
	}
	return text
}

// possible tells whether a walk is possible.
func possible(g *csr.CSRGraph, o *osm.Origin, wanted []osm.Segment) bool {
	for walk := range walks(g, o, len(wanted)) {
		if slices.Equal(walk, wanted) {
			return true
		}
	}
	return false
}

// walks returns all walks over so many segments. They begin on nodes that are the first of
// their segment.
func walks(g *csr.CSRGraph, o *osm.Origin, length int) iter.Seq[[]osm.Segment] {
	return func(yield func([]osm.Segment) bool) {
		seen := map[osm.Segment]bool{}
		for v := range csr.Node(g.NumNodes()) {
			if s, _ := o.Segment(v); !seen[s] {
				seen[s] = true
				if !extend(g, o, v, nil, length, yield) {
					return
				}
			}
		}
	}
}

func extend(g *csr.CSRGraph, o *osm.Origin, v csr.Node, walk []osm.Segment, length int, yield func([]osm.Segment) bool) bool {
	s, _ := o.Segment(v)
	if walk = append(walk, s); len(walk) == length {
		return yield(walk)
	}
	for next := range g.Arcs(v).All() {
		if !extend(g, o, next, walk, length, yield) {
			return false
		}
	}
	return true
}

// TestTurnsOfFormats makes the same map of turns of both formats.
func TestTurnsOfFormats(t *testing.T) {
	text, _ := grid(rand.New(rand.NewPCG(1, 8)), 5)
	opts := &osm.Options{Profile: profile.Driving, Turns: &osm.Turns{}}
	g, _ := mustRead(t, town(text).XML(), opts)
	other, _ := mustRead(t, town(text).PBF(osmfiletest.Options{BlockObjects: 2, Backwards: true}), opts)
	if !slices.Equal(g.Bytes(), other.Bytes()) {
		t.Error("PBF makes another map of turns than XML")
	}
}
