package route_test

import (
	"fmt"
	"log"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
)

// corner returns a map of two streets that meet: north along the one, east along the other.
func corner() *csr.CSRGraph {
	b := csr.NewBuilder(3)
	b.SetMeta(csr.Meta{LonLat: true})
	b.SetPoint(0, 11.97, 57.700)
	b.SetPoint(1, 11.97, 57.701)
	b.SetPoint(2, 11.98, 57.701)
	avenue := b.AddStreet(csr.Street{Name: "Kungsportsavenyn", Class: "pedestrian"})
	street := b.AddStreet(csr.Street{Name: "Vasagatan", Class: "residential"})
	b.AddStreetArc(0, 1, 1112, avenue)
	b.AddStreetArc(1, 2, 5942, street)
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}

// way is the path along both streets, as AppendPath of a Solver returns it.
var way = []csr.Node{0, 1, 2}

// lineAlong returns the course of way, walked.
func lineAlong(g *csr.CSRGraph) (line route.Line) {
	if err := line.Append(g, way, route.Constant(5)); err != nil {
		log.Fatal(err)
	}
	return line
}

func ExampleAppendSteps() {
	steps, err := route.AppendSteps(nil, corner(), way, &route.StepOptions{Speed: route.Constant(5)})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range steps {
		fmt.Printf("%v (%s, %.0f s)\n", s, s.Maneuver, s.Seconds)
	}
	// Output:
	// Head north on Kungsportsavenyn, 110 m (depart, 80 s)
	// Right into Vasagatan, 590 m (right, 428 s)
	// Arrive (arrive, 0 s)
}

// A host that speaks German makes its own sentences.
func ExampleStep() {
	steps, err := route.AppendSteps(nil, corner(), way, nil)
	if err != nil {
		log.Fatal(err)
	}
	turns := map[route.Maneuver]string{route.Left: "Links", route.Right: "Rechts"}
	s := steps[1]
	fmt.Printf("%s in %s, %.0f m\n", turns[s.Maneuver], s.Street.Name, s.Metres)
	// Output: Rechts in Vasagatan, 594 m
}

func ExampleAppendArcs() {
	g := corner()
	arcs, err := route.AppendArcs(nil, g, way)
	if err != nil {
		log.Fatal(err)
	}
	for _, arc := range arcs {
		street, _ := g.Street(arc)
		fmt.Println(arc, street.Name)
	}
	// Output:
	// 0 Kungsportsavenyn
	// 1 Vasagatan
}

func ExampleLine_Append() {
	line := lineAlong(corner())
	for _, p := range line.Points {
		fmt.Printf("%v, %v after %.0f m and %v\n", p.X, p.Y, p.Metres, time.Duration(p.Seconds)*time.Second)
	}
	fmt.Printf("%.0f m, %.0f s\n", line.Metres(), line.Seconds())
	// Output:
	// 11.97, 57.7 after 0 m and 0s
	// 11.97, 57.701 after 111 m and 1m20s
	// 11.98, 57.701 after 705 m and 8m27s
	// 705 m, 508 s
}

func ExampleLine_AppendGeoJSON() {
	line := lineAlong(corner())
	text, err := route.AppendFeature(nil, line.AppendGeoJSON(nil), map[string]any{"metres": 705})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output: {"type":"Feature","properties":{"metres":705},"geometry":{"type":"LineString","coordinates":[[11.97,57.7],[11.97,57.701],[11.98,57.701]]}}
}

func ExampleLine_AppendPolyline() {
	line := lineAlong(corner())
	text := line.AppendPolyline(nil, 5)
	fmt.Println(string(text))

	var back route.Line
	if err := back.AppendDecoded(string(text), 5); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d points, %.0f m\n", len(back.Points), back.Metres())
	// Output:
	// _pd_Jo{`hAgE??o}@
	// 3 points, 705 m
}

func ExampleLine_AppendGPX() {
	line := lineAlong(corner())
	fmt.Print(string(line.AppendGPX(nil, "Walk", time.Date(2024, 6, 21, 12, 0, 0, 0, time.UTC))))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <gpx version="1.1" creator="cairn" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Walk</name><trkseg>
	// <trkpt lat="57.7" lon="11.97"><time>2024-06-21T12:00:00.000Z</time></trkpt>
	// <trkpt lat="57.701" lon="11.97"><time>2024-06-21T12:01:20.060Z</time></trkpt>
	// <trkpt lat="57.701" lon="11.98"><time>2024-06-21T12:08:27.853Z</time></trkpt>
	// </trkseg></trk></gpx>
}

// The area that is at most 300 m from the south end, drawn 25 m wide on each side. The
// hits are those that Within of a Solver returns.
func ExampleIsochrone() {
	hits := []struct {
		Node     csr.Node
		Distance uint32
	}{{0, 0}, {1, 1112}}
	area, err := route.Isochrone(corner(), hits, 3000, 25)
	if err != nil {
		log.Fatal(err)
	}
	west, east := 180.0, -180.0
	for _, p := range area[0][0] {
		west, east = min(west, p[0]), max(east, p[0])
	}
	fmt.Printf("%d polygon, from %.4f to %.4f\n", len(area), west, east)
	fmt.Printf("%.40s…\n", area.AppendGeoJSON(nil))
	// Output:
	// 1 polygon, from 11.9696 to 11.9736
	// {"type":"Polygon","coordinates":[[[11.96…
}
