package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/veltrix/cairn/csr"
)

// drawing is a map as the page draws it.
type drawing struct {
	Name        string     `json:"name"`
	Hash        string     `json:"hash"`
	Unit        string     `json:"unit"`
	Attribution string     `json:"attribution"`
	LonLat      bool       `json:"lonlat"`  // degrees, not plane units
	Bounds      [4]float64 `json:"bounds"`  // west, south, east, north; east < west across the 180th meridian
	Nodes       []float64  `json:"nodes"`   // lon, lat of each
	Streets     []csr.Node `json:"streets"` // ends of each, once for both ways

	plain, packed []byte // as JSON, and that in the form of gzip
}

// draw makes the drawing of a map.
func draw(hash string, g *csr.CSRGraph, b extent) (drawing, error) {
	m := g.Meta()
	d := drawing{Name: m.Name, Hash: hash, Unit: m.Unit, Attribution: m.Attribution, LonLat: b.lonLat, Streets: []csr.Node{}}
	d.Bounds = [4]float64{b.west, b.south, b.east, b.north}
	for v := range csr.Node(g.NumNodes()) {
		x, y, _ := g.Point(v)
		d.Nodes = append(d.Nodes, x, y)
		for to := range g.Arcs(v).All() {
			if _, back := g.ArcWeight(to, v); v < to || !back {
				d.Streets = append(d.Streets, v, to)
			}
		}
	}
	return d, d.pack()
}

// pack writes the drawing down, so that each request is answered with the same bytes.
func (d *drawing) pack() (err error) {
	if d.plain, err = json.Marshal(d); err != nil {
		return err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(d.plain) // into memory, which cannot fail
	_ = z.Close()
	d.packed = b.Bytes()
	return nil
}

// answer answers with the drawing, or that it is the one the client has, and returns how
// many bytes that takes.
func (d *drawing) answer(w http.ResponseWriter, r *http.Request) int {
	h := w.Header()
	tag := `"` + d.Hash + `"`
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return 0
	}
	h.Set("Content-Type", "application/json")
	h.Set("X-Content-Type-Options", "nosniff")
	body := d.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = d.packed
	}
	_, _ = w.Write(body) // a client that is gone does not matter here
	return len(body)
}
