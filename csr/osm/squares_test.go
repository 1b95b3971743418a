package osm_test

import (
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
)

// square is a square of 1 by 1 km with streets at two opposite corners and in the middle of a
// side.
const square = `
	node 1 0 0
	node 2 9 0
	node 3 9 9
	node 4 0 9
	node 5 -9 0
	node 6 18 9
	node 7 0 5
	node 8 -9 5
	way 11 5,1 highway=path
	way 12 3,6 highway=path
	way 13 7,8 highway=path
	way 20 1,2,3,4,7,1 highway=pedestrian area=yes
`

// TestSquares walks around squares and across.
func TestSquares(t *testing.T) {
	streets := "1>5:10 5>1:10 3>6:10 6>3:10 7>8:10 8>7:10 "
	around := "1>2:10 2>1:10 2>3:10 3>2:10 3>4:10 4>3:10 4>7:4 7>4:4 1>7:6 7>1:6"
	untagged := strings.Replace(square, "highway=pedestrian area=yes", "", 1)
	for _, c := range []struct {
		text           string
		cross          bool
		want           string
		crossed, uncut int
	}{
		{square, false, streets + around, 0, 0},
		{square, true, streets + around + " 1>3:14 3>1:14 3>7:11 7>3:11", 1, 0},
		{strings.Replace(square, "area=yes", "", 1), true, streets + around, 0, 0},
		{strings.Replace(square, "area=yes", "area=yes oneway:foot=yes", 1), true, streets + "1>2:10 2>3:10 3>4:10 4>7:4 7>1:6", 0, 1},
		// a house stands between 1 and 3
		{strings.Replace(untagged, "way 11", "node 9 4 3\nnode 10 4 4\nnode 21 5 4\nnode 22 5 3\nway 30 9,10,21,22,9 building=yes\n"+
			"relation 40 way:20:outer,way:30:inner type=multipolygon highway=pedestrian\nway 11", 1), true,
			streets + around + " 3>7:11 7>3:11 9>10:1 10>9:1 10>21:1 21>10:1 21>22:1 22>21:1 9>22:1 22>9:1", 1, 0},
	} {
		want := strings.Fields(c.want)
		stats := check(t, c.text, osm.Options{Profile: profile.Walking, CrossSquares: c.cross}, sortedText(want))
		if stats.Crossed != c.crossed || stats.Uncrossed != c.uncut {
			t.Errorf("%+v", stats)
		}
	}
}

// TestMultipolygons walks around areas whose outlines are ways without tags, in parts.
func TestMultipolygons(t *testing.T) {
	text := `
		node 1 0 0
		node 2 9 0
		node 3 9 9
		node 4 0 9
		node 5 -9 0
		node 6 18 9
		way 11 5,1 highway=path
		way 12 3,6 highway=path
		way 20 1,2,3
		way 21 1,4,3 barrier=wall
		relation 30 way:20:outer,way:21:outer,way:22:outer type=multipolygon highway=pedestrian name=Market
	`
	streets, around := "1>5:10 5>1:10 3>6:10 6>3:10 ", "1>2:10 2>1:10 2>3:10 3>2:10 3>4:10 4>3:10 1>4:10 4>1:10"
	check(t, text, osm.Options{Profile: profile.Walking}, sortedText(strings.Fields(streets+around)))
	stats := check(t, text, osm.Options{Profile: profile.Walking, CrossSquares: true}, sortedText(strings.Fields(streets+around+" 1>3:14 3>1:14")))
	if stats.Squares != 1 || stats.Crossed != 1 || stats.Streets != 4 {
		t.Errorf("%+v", stats)
	}
	check(t, text, osm.Options{Profile: profile.Driving.WithStreet(func(t profile.Tags, a profile.Access) profile.Access {
		return profile.Access{Forward: t["highway"] == "path"}
	})}, "3>6:10 5>1:10")
	cut := strings.Replace(text, "way:21:outer,", "", 1)
	stats = check(t, cut, osm.Options{Profile: profile.Walking, CrossSquares: true}, sortedText(strings.Fields(streets+"1>2:10 2>1:10 2>3:10 3>2:10")))
	if stats.Uncrossed != 1 {
		t.Errorf("an outline that is not closed: %+v", stats)
	}
	o := &osm.Origin{}
	g, _ := mustRead(t, town(text).XML(), &osm.Options{Profile: profile.Walking, Origin: o})
	arc, _ := g.Arc(o.Nodes(1)[0], o.Nodes(4)[0])
	if s, _ := g.Street(arc); s.Name != "Market" || s.Way != 21 {
		t.Errorf("%+v", s)
	}
}
