package geojson

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/streetnet"
)

// barrierFeature returns a Point feature with tags.
func barrierFeature(tags, at string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":[%s]}}`, tags, at)
}

// reached tells which nodes can be reached from one.
func reached(g *csr.CSRGraph, from csr.Node) string {
	seen := make([]bool, g.NumNodes())
	seen[from] = true
	for queue := []csr.Node{from}; len(queue) > 0; queue = queue[1:] {
		for to := range g.Arcs(queue[0]).All() {
			if !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	var text strings.Builder
	for v, ok := range seen {
		if ok {
			fmt.Fprint(&text, " ", v)
		}
	}
	return text.String()[1:]
}

// TestBarriersOnStreets puts one on a crossing, before and after the streets: each
// street can be used as far as the barrier, and none beyond.
func TestBarriersOnStreets(t *testing.T) {
	streets := []string{lineFeature(`"highway":"residential"`, "[0,0],[0,1],[0,2]"), lineFeature(`"highway":"residential"`, "[-1,1],[0,1]")}
	for _, barrier := range []string{
		barrierFeature(`"barrier":"bollard"`, "0,1"),
		barrierFeature(`"barrier":"bollard"`, "-0.0,1,17"),
		barrierFeature(`"barrier":["bollard"]`, "0,1"),
		barrierFeature(`"other_tags":"\"barrier\"=>\"gate\",\"access\"=>\"private\",\"foot\"=>\"yes\""`, "0,1"),
		barrierFeature(`"tags":{"barrier":"block"}`, "0,1"),
		`{"type":"Feature","properties":{"barrier":"bollard"},"geometry":{"type":"MultiPoint","coordinates":[[5,5],[0,1]]}}`,
	} {
		for _, text := range []string{collection(append(streets, barrier)...), collection(append([]string{barrier}, streets...)...)} {
			g, stats := mustRead(t, text, &Options{Profile: profile.Driving})
			if reached(g, 0) != "0 1" || stats.Barriers != 1 || g.NumNodes() != 6 || g.NumArcs() != 6 || len(stats.OtherGeometry) > 0 {
				t.Errorf("%s: driving from 0 one reaches %s; %+v", barrier, reached(g, 0), stats)
			}
			if g, stats := mustRead(t, text, nil); reached(g, 0) != "0 1 2 3" || stats.Barriers != 0 || len(stats.OtherGeometry) > 0 {
				t.Errorf("%s: everybody reaches %s from 0; %+v", barrier, reached(g, 0), stats)
			}
			if g, stats := mustRead(t, text, &Options{Profile: profile.Walking}); reached(g, 0) != "0 1 2 3" || stats.Barriers != 0 {
				t.Errorf("%s: walking from 0 one reaches %s; %+v", barrier, reached(g, 0), stats)
			}
		}
	}
	there, back := lineFeature(`"highway":"road","oneway":true`, "[0,0],[0,1],[0,2]"), lineFeature(`"highway":"road","oneway":true`, "[0,2],[0,1],[0,0]")
	if g, _ := mustRead(t, collection(there, back, barrierFeature(`"barrier":"block"`, "0,1")), &Options{Profile: profile.Driving}); g.NumNodes() != 4 || reached(g, 1) != "0 1" || reached(g, 2) != "2 3" {
		t.Errorf("drawn both ways: %d nodes, %s", g.NumNodes(), arcs(g))
	}
	_, stats := mustRead(t, collection(append(streets, barrierFeature(`"highway":"crossing"`, "null"), barrierFeature(`"barrier":"gate"`, "0,1"))...), &Options{Profile: profile.Driving})
	if stats.OtherGeometry["Point"] != 1 || stats.Barriers != 0 {
		t.Errorf("%+v", stats)
	}
	var e *Error
	if _, _, err := Read(strings.NewReader(collection(barrierFeature(`"barrier":"wall"`, "0,null"))), &Options{Profile: profile.Walking}); !errors.As(err, &e) || e.Position != 0 {
		t.Errorf("a barrier nowhere: %v", err)
	}
}

// TestLevels joins streets at one position as their levels and heights say, or all
// of them where levels are not heeded.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		name       string
		one, other string // tags
		z1, z2     string // heights
		joined     bool
	}{
		{"none", ``, ``, "", "", true},
		{"ground", ``, `"level":"0"`, "", "", true},
		{"different", `"level":"0"`, `"level":"1"`, "", "", false},
		{"a number", `"level":1`, `"level":"1.0"`, "", "", true},
		{"of several", `"level":"0;1"`, `"level":"1"`, "", "", true},
		{"of a list", `"level":[0,1]`, `"level":"1"`, "", "", true},
		{"of a range", `"level":"-2-2"`, `"level":"-1"`, "", "", true},
		{"beside a range", `"level":"-3--2"`, `"level":"-1"`, "", "", false},
		{"halves", `"level":"0.5"`, `"level":"0"`, "", "", false},
		{"in other_tags", `"other_tags":"\"level\"=>\"2\""`, `"tags":{"level":2}`, "", "", true},
		{"heights", ``, ``, ",0", ",4", false},
		{"one height", ``, ``, ",4", "", true},
		{"equal heights", ``, ``, ",4", ",4.0", true},
		{"heights beside levels", `"level":"0"`, `"level":"0"`, ",0", ",4", false},
		{"levels beside heights", `"level":"0"`, `"level":"1"`, ",4", ",4", false},
		{"levels of a name", `"level":"EG"`, ``, "", "", true},
		{"too many levels", `"level":"0-1000000000"`, ``, "", "", true},
	} {
		text := collection(lineFeature(c.one, fmt.Sprintf("[-1,0%s],[0,0%[1]s],[1,0%[1]s]", c.z1)), lineFeature(c.other, fmt.Sprintf("[0,-1%s],[0,0%[1]s],[0,1%[1]s]", c.z2)))
		g, stats := mustRead(t, text, &Options{Levels: true})
		if joined := g.NumNodes() == 5 && reached(g, 0) == "0 1 2 3 4"; joined != c.joined || !c.joined && g.NumNodes() != 6 {
			t.Errorf("%s: joined %v, %d nodes", c.name, joined, g.NumNodes())
		}
		if g, _ := mustRead(t, text, nil); g.NumNodes() != 5 {
			t.Errorf("%s, levels not heeded: %d nodes", c.name, g.NumNodes())
		}
		if told := stats.Floors > 0 || stats.Unread != nil; !told && !c.joined {
			t.Errorf("%s: nobody is told: %+v", c.name, stats)
		}
	}
	// A street of two levels and one without a height join what is on both.
	for _, other := range []string{lineFeature(`"level":"1;0"`, "[0,0],[5,5]"), lineFeature(`"level":"0-1"`, "[0,0,4],[5,5,4]")} {
		g, _ := mustRead(t, collection(lineFeature(`"level":"0"`, "[0,0],[1,1]"), lineFeature(`"level":"1"`, "[0,0],[2,2]"), other), &Options{Levels: true})
		if g.NumNodes() != 4 || reached(g, 1) != "0 1 2 3" {
			t.Errorf("%d nodes, reached %s", g.NumNodes(), reached(g, 1))
		}
	}
}

// TestTolerance joins ends that nearly meet. A metre is some 0.000009 degrees.
func TestTolerance(t *testing.T) {
	for _, c := range []struct {
		name      string
		features  []string
		tolerance float64
		nodes     int
		joined    int
	}{
		{"apart", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1.00001,0],[2,0]")}, 0, 4, 0},
		{"end to end", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1.00001,0],[2,0]")}, 2, 3, 2},
		{"too far", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1.00001,0],[2,0]")}, 1, 4, 0},
		{"three ends", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1.00001,0],[2,0]"), lineFeature("", "[1,0.00001],[1,1]")}, 2, 4, 3},
		{"to a corner", []string{lineFeature("", "[0,0],[1,0],[2,0]"), lineFeature("", "[1,0.00001],[1,1]")}, 2, 4, 1},
		{"to the nearest corner", []string{lineFeature("", "[0,0],[1,0],[1.00001,0],[2,0]"), lineFeature("", "[1.000009,0.000001],[1,1]")}, 2, 5, 1},
		{"two to a corner", []string{lineFeature("", "[0,0],[1,0],[2,0]"), lineFeature("", "[1,0.00001],[1,1]"), lineFeature("", "[1,-0.00001],[1,-1]")}, 3, 5, 2},
		{"not to the line of another end", []string{lineFeature("", "[0,0],[0.99999,0],[1,0]"), lineFeature("", "[1.000005,0],[2,0]")}, 2, 4, 2},
		{"met already", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1,0],[2,0]"), lineFeature("", "[0,1],[1,1],[1,2]")}, 2, 6, 0},
		{"not to its own line", []string{lineFeature("", "[0,0],[0.00001,0],[0.00002,0],[0.00001,0.00001]")}, 5, 4, 0},
		{"drawn both ways", []string{lineFeature("", "[0,0],[1,0]"), lineFeature("", "[1,0],[0,0]"), lineFeature("", "[1.00001,0],[2,0]")}, 2, 3, 2},
		{"across the meridian", []string{lineFeature("", "[179,0],[179.999995,0]"), lineFeature("", "[-179.999995,0],[-179,0]")}, 2, 3, 2},
		{"across the pole", []string{lineFeature("", "[0,80],[0,89.999995]"), lineFeature("", "[180,80],[180,89.999995]")}, 2, 3, 2},
	} {
		g, stats := mustRead(t, collection(c.features...), &Options{Tolerance: c.tolerance})
		if g.NumNodes() != c.nodes || stats.Nodes != c.nodes || stats.Joined != c.joined {
			t.Errorf("%s: %d nodes, %+v; want %d and %d joined", c.name, g.NumNodes(), stats, c.nodes, c.joined)
		}
		if all := len(strings.Fields(reached(g, 0))); c.joined > 0 && all != c.nodes {
			t.Errorf("%s: %d of %d nodes reached", c.name, all, c.nodes)
		}
	}
	floors := collection(lineFeature(`"level":1`, "[0,0],[1,0]"), lineFeature(`"level":2`, "[1.00001,0],[2,0]"))
	if g, _ := mustRead(t, floors, &Options{Tolerance: 2, Levels: true}); g.NumNodes() != 4 {
		t.Error("ends on different floors are joined")
	}
	both := collection(lineFeature(`"level":1`, "[0,0],[1,0]"), lineFeature(`"level":"1;2"`, "[0,0],[0,1]"), lineFeature(`"level":1`, "[1.00001,0],[2,0]"))
	if g, _ := mustRead(t, both, &Options{Tolerance: 2, Levels: true}); g.NumNodes() != 4 {
		t.Errorf("ends on one of the floors are not joined: %d nodes", g.NumNodes())
	}
	plane := collection(lineFeature("", "[0,0],[1000,0]"), lineFeature("", "[1003,4],[2000,0]"))
	if g, _ := mustRead(t, plane, &Options{Tolerance: 5, Plane: true}); g.NumNodes() != 3 {
		t.Error("ends in the plane are not joined")
	}
}

// TestToleranceIsBounded refuses a map where every end is near every other before
// it takes long.
func TestToleranceIsBounded(t *testing.T) {
	for _, tags := range []string{``, `"level":%d`} {
		var features []string
		for i := range 4000 {
			features = append(features, lineFeature(strings.Replace(tags, "%d", fmt.Sprint(i), 1), fmt.Sprintf("[0,%g],[1,%[1]g]", float64(i)/1e9)))
		}
		if _, _, err := Read(strings.NewReader(collection(features...)), &Options{Tolerance: 1e7, Levels: true}); !errors.Is(err, ErrLimit) {
			t.Errorf("%s: %v", tags, err)
		}
	}
}

// TestCrossings counts where streets cross or touch and cannot be changed.
func TestCrossings(t *testing.T) {
	const east = "[-1,0],[1,0]"
	for _, c := range []struct {
		name     string
		features []string
		want     int
	}{
		{"in the middle", []string{lineFeature("", east), lineFeature("", "[0.1,-1],[0.1,1]")}, 1},
		{"with a common position", []string{lineFeature("", "[-1,0],[0.1,0],[1,0]"), lineFeature("", "[0.1,-1],[0.1,0],[0.1,1]")}, 0},
		{"an end on a street", []string{lineFeature("", east), lineFeature("", "[0.25,0],[0.25,1]")}, 1},
		{"beside", []string{lineFeature("", east), lineFeature("", "[0.25,0.001],[0.25,1]")}, 0},
		{"beyond the end", []string{lineFeature("", east), lineFeature("", "[1.1,-1],[1.1,1]")}, 0},
		{"of one line with itself", []string{lineFeature("", "[-1,0],[1,0],[1,1],[0.1,-1]")}, 1},
		{"on a bridge", []string{lineFeature("", east), lineFeature(`"bridge":"yes"`, "[0.1,-1],[0.1,1]")}, 0},
		{"in a tunnel", []string{lineFeature(`"other_tags":"\"tunnel\"=>\"yes\""`, east), lineFeature("", "[0.1,-1],[0.1,1]")}, 0},
		{"of a layer", []string{lineFeature(`"layer":-1`, east), lineFeature(`"layer":"0"`, "[0.1,-1],[0.1,1]")}, 0},
		{"of Geofabrik's layer", []string{lineFeature(`"layer":0,"bridge":"F","tunnel":"F"`, east), lineFeature("", "[0.1,-1],[0.1,1]")}, 1},
		{"on two bridges", []string{lineFeature(`"bridge":"yes"`, east), lineFeature(`"bridge":"yes"`, "[0.1,-1],[0.1,1]")}, 1},
		{"nearly across the Earth", []string{lineFeature("", "[179,0],[-179,0]"), lineFeature("", "[0,-1],[0,1]")}, 0},
		{"one over the other", []string{lineFeature("", east), lineFeature("", "[-0.5,0],[0.5,0]")}, 1},
	} {
		if _, stats := mustRead(t, collection(c.features...), nil); stats.Crossings != c.want {
			t.Errorf("%s: %d, want %d", c.name, stats.Crossings, c.want)
		}
	}
}

// TestCrossingsAmongMany compares with all pairs, of streets of all lengths.
func TestCrossingsAmongMany(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 30 {
		n := &network{opts: Options{Plane: true}}
		for range 200 {
			p, size := streetnet.Place{X: float64(r.IntN(50)), Y: float64(r.IntN(50))}, 1+r.IntN(1+round)
			q := streetnet.Place{X: p.X + float64(r.IntN(size)), Y: p.Y + float64(r.IntN(size))}
			n.Steps = append(n.Steps, streetnet.Step{From: n.AddPlace(p), To: n.AddPlace(q), Stratum: uint16(r.IntN(2))})
		}
		want := 0
		for i, s := range n.Steps {
			for j := range i {
				p, q := n.box(uint32(i)), n.box(uint32(j))
				o := n.Steps[j]
				apart := p.right < q.left || q.right < p.left || p.top < q.bottom || q.top < p.bottom
				if s.Stratum == o.Stratum && !apart && streetnet.Cross(n.Places[s.From], n.Places[s.To], n.Places[o.From], n.Places[o.To]) {
					want++
				}
			}
		}
		if got := n.crossings(); got != want {
			t.Errorf("round %d: %d, want %d", round, got, want)
		}
	}
}
