package hunts

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// TestStandOnStreets moves a player to places beside streets. The path is that of a
// PositionSolver with a search, and its line leads from the place on the street to the clue.
func TestStandOnStreets(t *testing.T) {
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":2,"seed":4}`)
	g := c.World().Graph
	streets, err := csr.NewStreetLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	clue := csr.AtNode(hunt.Clues[0].Node)
	between := dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
	r := rand.New(rand.NewPCG(3, 7))
	apart := 0
	for range 40 {
		at := Place{Lon: 11.95 + 0.03*r.Float64(), Lat: 57.695 + 0.012*r.Float64()}
		want, err := streets.Nearest(at.Lon, at.Lat)
		if err != nil {
			t.Fatal(err)
		}
		reply := p.event(200, "moved", &at)
		now, path := reply.Hunt.Position, reply.Path
		nodes, d, err := between.AppendPath(nil, want.Position, clue)
		if err != nil || *path.Distance != d || math.Abs(now.Lon-want.X)+math.Abs(now.Lat-want.Y) > 1e-9 || path.From != now.Node || path.Steps[0].Begin != 0 {
			t.Fatalf("at %v: %+v, path of %d; want %+v, %d, %v", at, now, *path.Distance, want, d, err)
		}
		if _, isNode := want.Position.Node(); !isNode {
			apart++
			nodes = slices.Insert(nodes, 0, now.Node) // any: the line has the place there
		}
		if first, last := path.Line[0], path.Line[len(path.Line)-1]; len(path.Line) != len(nodes) || math.Abs(first[0]-now.Lon)+math.Abs(first[1]-now.Lat) > 1e-9 ||
			last != [2]float64{hunt.Clues[0].Lon, hunt.Clues[0].Lat} {
			t.Fatalf("at %v: from %v to %v, past %d points; want %d", at, first, last, len(path.Line), len(nodes))
		}
	}
	if apart < 30 {
		t.Errorf("only %d of 40 places are between two corners", apart)
	}
}

// TestAlongOneStreet stands on the last street before the clue, on either side of it.
func TestAlongOneStreet(t *testing.T) {
	c := newTarget(t, nil)
	p := c.begin()
	clue := p.show().Clues[0]
	for _, aside := range []float64{20, -20} {
		reply := p.event(200, "moved", east(clue.Place, aside))
		path := reply.Path
		if len(path.Line) != 2 || len(path.Steps) != 2 || path.Steps[1].Text == "" || *path.Distance == 0 || *path.Distance > 300 {
			t.Errorf("%v metres east: %+v", aside, path)
		}
	}
}

// TestSteps are told of streets that have names, and begin where the line turns.
func TestSteps(t *testing.T) {
	p, _ := newGoteborg(t).join(`{"clues":1,"seed":3,"range":40000}`)
	path := p.path()
	named, metres, begin := 0, 0.0, -1
	for _, s := range path.Steps {
		if s.Street != "" {
			named++
		}
		metres += s.Metres
		if s.Begin < begin || s.Begin >= len(path.Line) || s.Text == "" || s.Maneuver == "" {
			t.Errorf("%+v after a step that begins at %d", s, begin)
		}
		begin = s.Begin
	}
	if last := path.Steps[len(path.Steps)-1]; named < 2 || last.Maneuver != "arrive" || last.Begin != len(path.Line)-1 || !strings.HasPrefix(path.Steps[0].Text, "Head ") {
		t.Errorf("%d streets with names in %+v", named, path.Steps)
	}
	if want := float64(*path.Distance) / 10; math.Abs(metres-want) > want/20 {
		t.Errorf("steps of %v metres, and a path of %v", metres, want)
	}
}

// TestClosedCorner closes one end of the player's street: the way leads over the other end.
func TestClosedCorner(t *testing.T) {
	c := newTarget(t, nil)
	p := c.begin()
	p.event(200, "moved", &Place{Lon: 12.0046, Lat: 57.003})
	before := *p.path().Distance
	first := p.path().Line[1]
	err := p.Change(t.Context(), p.h, func(s *State) error {
		v, err := s.world.NearestCorner(first[0], first[1])
		s.places[0], s.shut = v, 1
		s.applyClosed()
		return err
	}, func(v Way) {
		if line := v.describe().Line; slices.Contains(line, first) || v.distance <= before {
			t.Errorf("%d past %v, was %d past %v", v.distance, line, before, first)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// TestRestoredPosition: a change that fails leaves the player where they were.
func TestRestoredPosition(t *testing.T) {
	c := newTarget(t, nil)
	p := c.begin()
	before := p.show()
	s := &p.h.state
	u := s.remember()
	if err := s.Move(12.0013, 57.0011); err != nil {
		t.Fatal(err)
	}
	if now := p.show(); now.Position == before.Position {
		t.Errorf("moved to %v", now.Position)
	}
	s.restore(u)
	if now := p.show(); now.Position != before.Position {
		t.Errorf("at %v, was at %v", now.Position, before.Position)
	}
}

// TestStepsOnPlane are in units, as there are no metres.
func TestStepsOnPlane(t *testing.T) {
	step := route.Step{Maneuver: route.Left, Street: csr.Street{Name: "120 m"}, Metres: 120}
	for want, w := range map[string]*world.World{
		"Left into 120 m, 120 m": {Extent: world.Extent{LonLat: true}}, "Left into 120 m, 120 units": {},
	} {
		if got := stepsOf(w, []route.Step{step}, 0)[0].Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	arrive := route.Step{Maneuver: route.Arrive}
	if got := sentence(&world.World{}, arrive); got != "Arrive" {
		t.Error(got)
	}
}
