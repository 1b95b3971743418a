package geojson_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/profile"
)

func ExampleRead() {
	text := `{"type": "FeatureCollection", "features": [
		{"type": "Feature", "properties": {"highway": "residential", "oneway": "yes"},
		 "geometry": {"type": "LineString", "coordinates": [[11.966, 57.700], [11.966, 57.701], [11.966, 57.702]]}},
		{"type": "Feature", "properties": {"highway": "steps"},
		 "geometry": {"type": "LineString", "coordinates": [[11.967, 57.701], [11.966, 57.701]]}}]}`
	b, stats, err := geojson.Read(strings.NewReader(text), &geojson.Options{Profile: profile.Driving})
	if err != nil {
		log.Fatal(err)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	w, _ := g.ArcWeight(0, 1)
	_, back := g.ArcWeight(1, 0)
	fmt.Println(stats.Closed, "closed;", g.NumNodes(), "nodes,", w, g.Meta().Unit, back)
	// Output: 1 closed; 3 nodes, 1112 dm false
}
