package dijkstra_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
)

const extract = `<osm version="0.6">
  <node id="1" lat="57.700" lon="11.97"/>
  <node id="2" lat="57.701" lon="11.97"/>
  <node id="3" lat="57.701" lon="11.98"/>
  <way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="pedestrian"/><tag k="name" v="Kungsportsavenyn"/></way>
  <way id="8"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Vasagatan"/></way>
</osm>`

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// From an OpenStreetMap extract, which osm.ReadFile reads if it is a file, to the way from one
// GPS position to another, in words and as a line for a web map.
func ExamplePositionSolver_streets() {
	walkers := &osm.Options{Profile: profile.Walking}
	b, _, err := osm.Read(context.Background(), strings.NewReader(extract), int64(len(extract)), walkers)
	check(err)
	g, err := b.Build()
	check(err)
	streets, err := csr.NewStreetLocator(g)
	check(err)
	here, err := streets.Nearest(11.9701, 57.7004)
	check(err)
	there, err := streets.Nearest(11.9750, 57.7011)
	check(err)

	solver := dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
	nodes, _, err := solver.AppendPath(nil, here.Position, there.Position)
	check(err)
	path := route.Path{From: here.Position, Nodes: nodes, To: there.Position}
	steps, err := route.AppendPathSteps(nil, g, path, nil)
	check(err)
	for _, step := range steps {
		fmt.Println(step)
	}
	var line route.Line
	check(line.AppendPath(g, path, route.Constant(5)))
	fmt.Printf("%.80s…\n", line.AppendGeoJSON(nil))
	// Output:
	// Head north on Kungsportsavenyn, 67 m
	// Right into Vasagatan, 300 m
	// Arrive
	// {"type":"LineString","coordinates":[[11.97,57.7004],[11.97,57.701],[11.975,57.70…
}
