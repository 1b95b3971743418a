package hunts

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// TestCanary answers the hunts of the canary by the other engine, and no others.
func TestCanary(t *testing.T) {
	c := newGoteborg(t)
	p, _ := c.join(`{"clues":1}`)
	for _, step := range []struct {
		use   string
		share float64
		want  string
	}{{"labels", 0, "labels"}, {"labels", 1, "search"}, {"search", 1, "labels"}, {"search", 0, "search"}} {
		if err := errors.Join(c.engines.Use(step.use), c.engines.SetShare(step.share)); err != nil {
			t.Fatal(err)
		}
		before, _ := c.engines.Compared()
		got := p.path().Engine
		if checked, _ := c.engines.Compared(); got != step.want || checked != before+2*uint64(step.share) { // from both ends of the street
			t.Errorf("%+v: %s answers", step, got)
		}
	}
	if _, n := c.engines.Compared(); n != 0 {
		t.Errorf("%d answers do not match", n)
	}
}

// TestAcross plays hunts in a town across the 180th meridian: their clues are spread on both
// sides, found from either, and what is far away is still not on the map.
func TestAcross(t *testing.T) {
	c := newTarget(t, func(c *settings) { c.Hunts = 100 })
	fixture.WriteStrait(t, c.file, 180-128.0/1024, 256)
	if _, err := c.maps.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	d := c.World().Drawing
	if want := [4]float64{179.875, 0, -180 + 127.0/1024, 0}; d.Bounds != want || !d.LonLat {
		t.Errorf("bounds %v, want %v", d.Bounds, want)
	}
	for _, lon := range []float64{0, 179, -179} {
		_, err := c.Create(t.Context(), NewRequest(lon, 0), Nobody)
		if why := refusal.Explain(err); why.Status != 400 || why.Field != "lon" {
			t.Errorf("at %v: %v", lon, err)
		}
	}
	for _, lon := range []float64{180, -180, 540, -540} {
		_, hunt := c.joinAt(lon, 0, `{"clues":6,"range":14000,"seed":1}`)
		if hunt.Position.Lon != -180 && hunt.Position.Lon != 180 {
			t.Errorf("from %v: at %v", lon, hunt.Position)
		}
		west := 0
		for _, clue := range hunt.Clues {
			if clue.Lon > 0 {
				west++
			}
		}
		if west != 3 {
			t.Errorf("from %v: %d of 6 clues are west of the meridian: %v", lon, west, hunt.Clues)
		}
	}
}

// TestSweep ends hunts by itself.
func TestSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newGoteborg(t)
		p, _ := c.join("{}")
		use := func() {
			p.h.touch(time.Now())
			p.show()
		}
		time.Sleep(50 * time.Minute)
		use()
		time.Sleep(50 * time.Minute)
		use()
		time.Sleep(65 * time.Minute)
		if c.Count() != 0 {
			t.Errorf("%d hunts", c.Count())
		}
	})
}
