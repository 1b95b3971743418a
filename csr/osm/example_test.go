package osm_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
)

const corner = `<osm version="0.6">
  <node id="101" lat="57.7070" lon="11.9670"/>
  <node id="102" lat="57.7080" lon="11.9670"/>
  <node id="103" lat="57.7080" lon="11.9690"/>
  <way id="7"><nd ref="101"/><nd ref="102"/><tag k="highway" v="steps"/></way>
  <way id="8"><nd ref="102"/><nd ref="103"/><tag k="highway" v="residential"/><tag k="oneway" v="yes"/><tag k="name" v="Kungsgatan"/></way>
</osm>`

// Files are read by osm.ReadFile, and whatever else has bytes by osm.Read.
func ExampleRead() {
	var origin osm.Origin
	opts := &osm.Options{Profile: profile.Cycling, Origin: &origin}
	b, stats, err := osm.Read(context.Background(), strings.NewReader(corner), int64(len(corner)), opts)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stats)
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			arc, _ := g.Arc(v, to)
			street, _ := g.Street(arc)
			fmt.Printf("from %d to %d: %d dm on %s, way %d\n", origin.NodeID(v), origin.NodeID(to), w, street.Name, street.Way)
		}
	}
	// Output:
	// 3 nodes, 2 ways and 0 relations: 1 streets used, 1 closed
	// from 102 to 103: 1188 dm on Kungsgatan, way 8
}

// Each node of the map is a street segment in one direction, and each arc a turn.
func ExampleTurns() {
	var origin osm.Origin
	opts := &osm.Options{Profile: profile.Walking, Origin: &origin, Turns: &osm.Turns{
		Cost: func(t osm.Turn) uint32 { // 5 dm for each right angle
			return uint32(max(t.Degrees, -t.Degrees)/90*5 + 0.5)
		},
	}}
	b, _, err := osm.Read(context.Background(), strings.NewReader(corner), int64(len(corner)), opts)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	for v := range csr.Node(g.NumNodes()) {
		from, _ := origin.Segment(v)
		for to, cost := range g.Arcs(v).All() {
			next, _ := origin.Segment(to)
			fmt.Printf("%d to %d, then to %d: turn %d, segment %d\n", from.From, from.To, next.To, cost, g.NodeWeight(to))
		}
	}
	// Output:
	// 101 to 102, then to 103: turn 5, segment 1188
	// 102 to 101, then to 102: turn 10, segment 1112
	// 102 to 103, then to 102: turn 10, segment 1188
	// 103 to 102, then to 101: turn 5, segment 1112
}
