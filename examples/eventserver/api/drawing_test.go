package api

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http/httptest"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// drawingOf returns what GET /map answers with the headers given, pair by pair.
func (c *target) drawingOf(headers ...string) *httptest.ResponseRecorder {
	r := request("GET", "/map", "", "")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.players.ServeHTTP(w, r)
	return w
}

// TestDrawing compares a drawing with its map: nodes where they are, and each street once.
func TestDrawing(t *testing.T) {
	w := newGoteborg(t, nil).drawingOf()
	var d world.Drawing
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%v, %v", err, w.Header())
	}
	g := fixture.Goteborg(t)
	m := g.Meta()
	if d.Name != m.Name || d.Unit != m.Unit || d.Attribution != m.Attribution || d.Attribution == "" || len(d.Nodes) != 2*g.NumNodes() {
		t.Fatalf("%q in %q by %q with %d numbers", d.Name, d.Unit, d.Attribution, len(d.Nodes))
	}
	for v := range csr.Node(g.NumNodes()) {
		x, y, _ := g.Point(v)
		if d.Nodes[2*v] != x || d.Nodes[2*v+1] != y || x < d.Bounds[0] || y < d.Bounds[1] || x > d.Bounds[2] || y > d.Bounds[3] {
			t.Fatalf("node %d is at %v, %v; bounds %v", v, x, y, d.Bounds)
		}
	}
	drawn := map[[2]csr.Node]bool{}
	for i := 0; i < len(d.Streets); i += 2 {
		u, v := d.Streets[i], d.Streets[i+1]
		if drawn[[2]csr.Node{u, v}] || drawn[[2]csr.Node{v, u}] {
			t.Errorf("the street from %d to %d is there twice", u, v)
		}
		drawn[[2]csr.Node{u, v}] = true
	}
	for v := range csr.Node(g.NumNodes()) {
		for u := range g.Arcs(v).All() {
			if !drawn[[2]csr.Node{u, v}] && !drawn[[2]csr.Node{v, u}] {
				t.Errorf("the street from %d to %d is missing", v, u)
			}
		}
	}
}

// TestDrawingSent sends a drawing packed to who takes that, and not again to who has it.
func TestDrawingSent(t *testing.T) {
	c := newGoteborg(t, nil)
	plain, packed := c.drawingOf(), c.drawingOf("Accept-Encoding", "gzip")
	z, err := gzip.NewReader(packed.Body)
	if err != nil || packed.Header().Get("Content-Encoding") != "gzip" || plain.Header().Get("Content-Encoding") != "" {
		t.Fatalf("%v, %v", err, packed.Header())
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || string(unpacked) != plain.Body.String() {
		t.Errorf("unpacked it is not what is sent plainly; %v", err)
	}
	tag := plain.Header().Get("ETag")
	if tag != `"`+c.game.World().Hash+`"` {
		t.Errorf("the tag is %s", tag)
	}
	if w := c.drawingOf("If-None-Match", tag); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("sent again: %d, %d bytes", w.Code, w.Body.Len())
	}
	if w := c.drawingOf("If-None-Match", `"0000000000000000"`); w.Code != 200 || w.Body.Len() == 0 {
		t.Errorf("another version: %d", w.Code)
	}
}
