package main

import (
	"strings"
	"testing"
)

// xmlTown is OpenStreetMap data: a street of three corners with a gate for walkers alone at
// the second; a motorway; a stub 1 m from the street's end; and an island of two nodes.
const xmlTown = `<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="57" lon="12"/><node id="2" lat="57" lon="12.001"><tag k="barrier" v="bollard"/></node><node id="3" lat="57" lon="12.002"/>
<node id="4" lat="57.00001" lon="12.002"/><node id="5" lat="57.001" lon="12.002"/>
<node id="6" lat="57.1" lon="12"/><node id="7" lat="57.1" lon="12.001"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="High Street"/></way>
<way id="2"><nd ref="1"/><nd ref="3"/><tag k="highway" v="motorway"/></way>
<way id="3"><nd ref="4"/><nd ref="5"/><tag k="highway" v="service"/></way>
<way id="4"><nd ref="6"/><nd ref="7"/><nd ref="8"/><tag k="highway" v="service"/><tag k="access" v="perhaps"/></way>
<way id="5"><nd ref="6"/><nd ref="7"/><tag k="building" v="yes"/></way></osm>`

// TestOSM makes maps of OpenStreetMap data with different flags.
func TestOSM(t *testing.T) {
	for _, c := range []struct {
		flags       string
		nodes, arcs int
		says        string
	}{
		{"-profile walking", 7, 8, "7 nodes, 5 ways and 0 relations: 3 streets used, 1 closed"},
		{"-profile walking", 7, 8, "tags not understood: access=perhaps: 1"},
		{"-profile driving", 8, 9, "1 nodes where a barrier lets nobody of the profile through"},
		{"-profile walking -tolerance 2", 6, 8, "2 ends joined that nearly met"},
		{"-profile walking -min-component 3", 3, 4, "kept all but 2 parts of fewer than 3 nodes"},
		{"-profile walking -tolerance 2 -largest", 4, 6, "left out 2 nodes, 2 arcs"},
	} {
		g, status, out, errs := call(t, append(strings.Fields(c.flags), write(t, "town.osm", xmlTown))...)
		if status != 0 || g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || !strings.Contains(out, c.says) {
			t.Errorf("%s: status %d, %s\n%s", c.flags, status, errs, out)
		}
	}
}

// TestTurns forbids a turn at a corner of four streets of one segment each.
func TestTurns(t *testing.T) {
	corner := `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><node id="3" lat="0" lon="0.002"/><node id="4" lat="0.001" lon="0.001"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way><way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
<way id="3"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/></way>
<relation id="1"><member type="way" ref="1" role="from"/><member type="node" ref="2" role="via"/><member type="way" ref="3" role="to"/>
<tag k="type" v="restriction"/><tag k="restriction" v="no_left_turn"/></relation></osm>`
	for _, c := range []struct {
		flags       string
		nodes, arcs int
		says        string
	}{
		{"-profile driving", 4, 6, "1 turn restrictions, which were ignored"},
		{"-profile driving -turns", 6, 8, "1 turn restrictions obeyed"}, // 6 at the corner less one, and back at the ends
		{"-profile walking -turns", 6, 9, ""},
	} {
		g, status, out, errs := call(t, append(strings.Fields(c.flags), write(t, "corner.osm", corner))...)
		if status != 0 || g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || !strings.Contains(out, c.says) {
			t.Errorf("%s: status %d, %d nodes, %d arcs, %s\n%s", c.flags, status, g.NumNodes(), g.NumArcs(), errs, out)
		}
	}
}

// TestOSMWithoutStreet wants an error that says what was found instead.
func TestOSMWithoutStreet(t *testing.T) {
	for flags, text := range map[string]string{
		"-profile cycling": `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="1"/><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="motorway"/></way></osm>`,
		"-profile driving": `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="1"/><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="steps"/></way></osm>`,
	} {
		_, status, _, errs := call(t, append(strings.Fields(flags), write(t, "town.osm", text))...)
		if status != 2 || !strings.Contains(errs, "no street: 2 nodes, 1 ways and 0 relations: 0 streets used, 1 closed") {
			t.Errorf("%s: status %d, %s", flags, status, errs)
		}
	}
}

// TestOSMInSeconds weighs a street by the time that it takes a car.
func TestOSMInSeconds(t *testing.T) {
	g, _, _, errs := call(t, "-profile", "driving", "-unit", "ds", write(t, "town.osm", xmlTown))
	if w, ok := g.ArcWeight(0, 1); !ok || w != 87 || g.Meta().Unit != "ds" { // 60.6 m at 25 km/h
		t.Errorf("%d %s, want 87 ds; %s", w, g.Meta().Unit, errs)
	}
}
