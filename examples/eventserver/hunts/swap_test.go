package hunts

import (
	"context"
	"math"
	"path/filepath"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// newReplaceable returns a target whose map is that of a file from the next reload on,
// which write replaces.
func newReplaceable(t *testing.T) (s *target, write func(g *csr.CSRGraph)) {
	t.Helper()
	s = newGoteborg(t)
	s.file = filepath.Join(t.TempDir(), "map.csr")
	s.maps.file = world.NewFile(s.file, 0, 0)
	return s, func(g *csr.CSRGraph) {
		t.Helper()
		if err := csr.WriteFile(s.file, g); err != nil {
			t.Fatal(err)
		}
	}
}

// half returns the part of a map west, or not, of a longitude.
func half(t *testing.T, g *csr.CSRGraph, lon float64, west bool) *csr.CSRGraph {
	t.Helper()
	var keep []csr.Node
	for v := range csr.Node(g.NumNodes()) {
		if x, _, _ := g.Point(v); x < lon == west {
			keep = append(keep, v)
		}
	}
	part, err := csr.Subgraph(g, keep)
	if err == nil {
		part, err = csr.Subgraph(part, csr.LargestComponent(part))
	}
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// TestReplacedMap replaces the map by its western half: a hunt that is there goes on at the
// same places, one in the east is told that it has none.
func TestReplacedMap(t *testing.T) {
	c, write := newReplaceable(t)
	p, west := c.joinAt(11.95, 57.70, `{"clues":2,"range":3000,"seed":1}`)
	lost, _ := c.joinAt(11.99, 57.70, `{"clues":2,"range":3000,"seed":1}`)
	path := p.path()
	closed := p.event(200, "closed", &Place{Lon: path.Line[len(path.Line)/2][0], Lat: path.Line[len(path.Line)/2][1]}).Hunt.Closed

	write(half(t, fixture.Goteborg(t), 11.975, true))
	hash, err := c.maps.Reload(context.Background())
	if err != nil || hash == west.Map {
		t.Fatalf("version %s, %v", hash, err)
	}
	now := p.show()
	if now.Map != hash || now.Position.Lon != west.Position.Lon || now.Clues[1].Lat != west.Clues[1].Lat || len(now.Closed) != 1 || now.Closed[0].Lon != closed[0].Lon {
		t.Errorf("in the west: %+v; was %+v, closed %+v", now, west, closed)
	}
	if now.Event != 2 || now.Position.Node == west.Position.Node {
		t.Errorf("event %d, node %d as before", now.Event, now.Position.Node)
	}
	if status := lost.gone(); status != 410 {
		t.Errorf("in the east: status %d", status)
	}
	lost.event(410, "found", nil)
	if c.End(lost.h, "ended") != nil {
		t.Error("in the east: there is nothing to end")
	}
}

// TestReloadRefuses files that cannot be used; the map stays.
func TestReloadRefuses(t *testing.T) {
	c, write := newReplaceable(t)
	p, hunt := c.join("{}")
	plain, err := csr.NewBuilder(3).Build() // without points
	if err != nil {
		t.Fatal(err)
	}
	write(plain)
	if _, err := c.maps.Reload(context.Background()); err == nil {
		t.Error("a map without points was taken")
	}
	if now := p.show(); now.Map != hunt.Map {
		t.Errorf("the map is %s, was %s", now.Map, hunt.Map)
	}
	write(fixture.Goteborg(t))
	if hash, err := c.maps.Reload(context.Background()); err != nil || hash != hunt.Map || p.show().Event != 0 {
		t.Errorf("the same map again: %s, %v", hash, err)
	}
}

// TestReloadUnderLoad replaces the map back and forth while players ask: none is
// answered with a path of another map, or refused. The nodes of the two have other numbers.
func TestReloadUnderLoad(t *testing.T) {
	c := newTarget(t, nil)
	whole := c.World().Graph
	maps := []*csr.CSRGraph{half(t, whole, 12.0005, false), whole}
	var group sync.WaitGroup
	done := make(chan struct{})
	for i := range 3 {
		p, hunt := c.joinAt(12.006, 57.003, `{"clues":3,"range":4000}`)
		if far := (&Place{Lon: 12.011, Lat: 57.0055}); i > 0 { // the overlays of these are of one map as well
			p.event(200, "closed", far)
		}
		group.Go(func() {
			for asking := true; asking && !t.Failed(); {
				select {
				case <-done:
					asking = false // but once more
				default:
				}
				p.stay(&hunt)
			}
		})
	}
	for i := range 24 {
		if err := csr.WriteFile(c.file, maps[i%2]); err != nil {
			t.Error(err)
		}
		if _, err := c.maps.Reload(context.Background()); err != nil {
			t.Error(err)
		}
	}
	close(done)
	group.Wait()
}

// stay tells that the player of a hunt is where they were, and expects them to be told
// the way on one map, whichever it is.
func (p player) stay(hunt *View) {
	reply, status := p.try("moved", &hunt.Position)
	if status != 200 {
		p.Errorf("status %d", status)
		return
	}
	path, now, clue := reply.Path, reply.Hunt.Position, reply.Hunt.Clues[0]
	if path == nil || path.Distance == nil || path.Map != reply.Hunt.Map || path.From != now.Node || path.To != clue.Node ||
		!alongStreets(path.Line, hunt.Position, hunt.Clues[0].Place) {
		p.Errorf("%+v, path %+v", reply.Hunt, path)
	}
}

// alongStreets tells whether a line leads from one place of a town of squares to another,
// from each crossing to one beside it.
func alongStreets(line [][2]float64, from, to Place) bool {
	for i := 1; i < len(line); i++ {
		if blocks := math.Abs(line[i][0]-line[i-1][0])*1000 + math.Abs(line[i][1]-line[i-1][1])*2000; blocks < 0.9 || blocks > 1.1 {
			return false
		}
	}
	return len(line) > 0 && line[0] == [2]float64{from.Lon, from.Lat} && line[len(line)-1] == [2]float64{to.Lon, to.Lat}
}
