package world

import (
	"bytes"
	"compress/gzip"
	"encoding/json"

	"github.com/veltrix/cairn/csr"
)

// Drawing is a map as the page draws it.
type Drawing struct {
	Name        string     `json:"name"`        // of the map, as in its file
	Hash        string     `json:"hash"`        // its version
	Unit        string     `json:"unit"`        // of distances
	Attribution string     `json:"attribution"` // to show beside it
	LonLat      bool       `json:"lonlat"`      // degrees, not plane units
	Bounds      [4]float64 `json:"bounds"`      // west, south, east, north; east < west across the 180th meridian
	Nodes       []float64  `json:"nodes"`       // lon, lat of each
	Streets     []csr.Node `json:"streets"`     // ends of each, once for both ways

	plain, packed []byte // as JSON, and that compressed
}

// draw makes the drawing of a map.
func draw(hash string, g *csr.CSRGraph, b Extent) (Drawing, error) {
	m := g.Meta()
	d := Drawing{Name: m.Name, Hash: hash, Unit: m.Unit, Attribution: m.Attribution, LonLat: b.LonLat, Streets: []csr.Node{}}
	d.Bounds = [4]float64{b.West, b.South, b.East, b.North}
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
func (d *Drawing) pack() (err error) {
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

// JSON returns the drawing as JSON. It is not to be changed.
func (d *Drawing) JSON() []byte { return d.plain }

// Gzip returns the drawing as JSON, compressed. It is not to be changed.
func (d *Drawing) Gzip() []byte { return d.packed }
