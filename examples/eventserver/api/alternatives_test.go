package api

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// TestAlternatives has a list in any case.
func TestAlternatives(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":1,"seed":3,"range":20000`)
	var ways []hunts.Walk
	c.expect(200, &ways, "GET", p.path+"/alternatives", p.token, "")
	if len(ways) == 0 || *ways[0].Distance == 0 || len(ways[0].Steps) == 0 {
		t.Errorf("%+v", ways)
	}
	clue := hunt.Clues[0]
	c.expect(200, nil, "POST", p.path+"/events", p.token, fmt.Sprintf(`{"type":"moved","lon":%v,"lat":%v}`, clue.Lon, clue.Lat))
	if w := c.ask("GET", p.path+"/alternatives", p.token, ""); w.Body.String() != "[]\n" {
		t.Errorf("at the clue: %s", w.Body)
	}
	c.expect(404, nil, "GET", p.path+"/alternatives", hunt.ID, "")
}

// TestNear is the walk to the clue, or nothing once that is found.
func TestNear(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":1,"seed":3,"range":20000`)
	var near hunts.Near
	c.expect(200, &near, "GET", p.path+"/near", p.token, "")
	if near.Distance == nil || near.Place != hunt.Clues[0].Place || near.Away != 0 || len(near.Steps) == 0 {
		t.Errorf("%+v", near)
	}
	clue := hunt.Clues[0]
	c.expect(200, nil, "POST", p.path+"/events", p.token, fmt.Sprintf(`{"type":"moved","lon":%v,"lat":%v}`, clue.Lon, clue.Lat))
	c.expect(200, nil, "POST", p.path+"/events", p.token, `{"type":"found"}`)
	if w := c.ask("GET", p.path+"/near", p.token, ""); w.Body.String() != "null\n" {
		t.Errorf("all are found: %s", w.Body)
	}
}
