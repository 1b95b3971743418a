package main

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// newReplaceable returns a target whose map is that of a file from the next reload on,
// which write replaces.
func newReplaceable(t *testing.T) (s *target, write func(g *csr.CSRGraph)) {
	t.Helper()
	s = newGoteborg(t, nil)
	s.mapFile = filepath.Join(t.TempDir(), "map.csr")
	return s, func(g *csr.CSRGraph) {
		t.Helper()
		if err := csr.WriteFile(s.mapFile, g); err != nil {
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
	var west, east createdReply
	c.expect(201, &west, "POST", "/hunts", "", `{"lon":11.95,"lat":57.70,"clues":2,"range":3000,"seed":1}`)
	c.expect(201, &east, "POST", "/hunts", "", `{"lon":11.99,"lat":57.70,"clues":2,"range":3000,"seed":1}`)
	p := player{c, "/hunts/" + west.ID, west.Token}
	var path pathReply
	p.expect(200, &path, "GET", p.path+"/path", p.token, "")
	closed := p.event(200, "closed", &nodeReply{Lon: path.Line[len(path.Line)/2][0], Lat: path.Line[len(path.Line)/2][1]}).Hunt.Closed

	write(half(t, goteborg(t), 11.975, true))
	hash, err := c.reload(context.Background())
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
	c.expect(410, nil, "GET", "/hunts/"+east.ID, east.Token, "")
	c.expect(410, nil, "POST", "/hunts/"+east.ID+"/events", east.Token, `{"type":"found"}`)
	c.expect(204, nil, "DELETE", "/hunts/"+east.ID, east.Token, "")
}

// TestReloadRefuses files that cannot be used; the map stays.
func TestReloadRefuses(t *testing.T) {
	c, write := newReplaceable(t)
	p, hunt := c.join("")
	plain, err := csr.NewBuilder(3).Build() // without points
	if err != nil {
		t.Fatal(err)
	}
	write(plain)
	if _, err := c.reload(context.Background()); err == nil {
		t.Error("a map without points was taken")
	}
	if now := p.show(); now.Map != hunt.Map {
		t.Errorf("the map is %s, was %s", now.Map, hunt.Map)
	}
	write(goteborg(t))
	if hash, err := c.reload(context.Background()); err != nil || hash != hunt.Map || p.show().Event != 0 {
		t.Errorf("the same map again: %s, %v", hash, err)
	}
}

// TestReloadUnderLoad replaces the map back and forth while players ask: none is
// answered with a path of another map, or refused.
func TestReloadUnderLoad(t *testing.T) {
	c, write := newReplaceable(t)
	maps := []*csr.CSRGraph{half(t, goteborg(t), 11.985, true), goteborg(t)}
	var group sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		var hunt createdReply
		c.expect(201, &hunt, "POST", "/hunts", "", `{"lon":11.95,"lat":57.70,"clues":3,"range":3000}`)
		p := player{c, "/hunts/" + hunt.ID, hunt.Token}
		group.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				reply := p.event(200, "moved", &hunt.Position)
				if reply.Path == nil || reply.Path.Distance == nil || reply.Path.Map != reply.Hunt.Map || reply.Path.From != reply.Hunt.Position.Node || reply.Hunt.Position.Lon != hunt.Position.Lon {
					t.Errorf("%+v, path %+v", reply.Hunt, reply.Path)
					return
				}
			}
		})
	}
	for i := range 6 {
		write(maps[i%2])
		if _, err := c.reload(context.Background()); err != nil {
			t.Error(err)
		}
	}
	close(done)
	group.Wait()
}
