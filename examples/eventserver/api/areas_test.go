package api

import (
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// TestAreas closes an area and opens it again, as the reference has it.
func TestAreas(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join(`,"clues":1,"seed":3,"range":20000`)
	const area = `"area":[[11.95,57.69],[11.9502,57.69],[11.9502,57.6902],[11.95,57.6902]]`
	var reply hunts.Event
	for _, body := range []string{`{"type":"found",` + area + `}`, `{"type":"moved",` + area + `}`, `{"type":"closed","lon":11.95,` + area + `}`} {
		c.expect(400, nil, "POST", p.path+"/events", p.token, body)
	}
	c.expect(409, nil, "POST", p.path+"/events", p.token, `{"type":"closed","area":[[0,0],[1,0],[0,1]]}`)
	c.expect(409, nil, "POST", p.path+"/events", p.token, `{"type":"reopened",`+area+`}`)
	street := p.show().Clues[0]
	wide := strings.NewReplacer("11.95", "11.96", "57.69", "57.702").Replace(area)
	c.expect(200, &reply, "POST", p.path+"/events", p.token, `{"type":"closed",`+wide+`}`)
	if len(reply.Hunt.Areas) != 1 || len(reply.Hunt.Areas[0]) != 4 || reply.Hunt.Clues[0] != street {
		t.Errorf("%+v", reply.Hunt)
	}
	c.expect(200, &reply, "POST", p.path+"/events", p.token, `{"type":"reopened",`+wide+`}`)
	if len(reply.Hunt.Areas) != 0 {
		t.Errorf("%+v", reply.Hunt)
	}
}
