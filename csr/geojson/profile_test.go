package geojson

import (
	"strings"
	"testing"
)

// TestProfiles is a table of tags and of what they mean to each user: > along
// the street, < against it, = both, . neither.
func TestProfiles(t *testing.T) {
	for _, c := range []struct{ tags, walk, cycle, drive string }{
		{"", ".", ".", "."},
		{"building=yes", ".", ".", "."},
		{"highway=residential", "=", "=", "="},
		{"highway=footway", "=", ".", "."},
		{"highway=steps", "=", ".", "."},
		{"highway=cycleway", "=", "=", "."},
		{"highway=pedestrian bicycle=yes", "=", "=", "."},
		{"highway=motorway", ".", ".", ">"},
		{"highway=motorway oneway=no", ".", ".", "="},
		{"highway=motorway foot=yes", "=", ".", ">"},
		{"highway=motorway access=yes", ".", ".", ">"},
		{"highway=trunk_link", ".", ".", "="},
		{"highway=construction", ".", ".", "."},
		{"highway=construction foot=yes", ".", ".", "."},
		{"highway=bridleway", ".", ".", "."},
		{"highway=bridleway foot=designated", "=", ".", "."},
		{"highway=residential foot=no", ".", "=", "="},
		{"highway=residential access=no", ".", ".", "."},
		{"highway=residential access=no foot=yes", "=", ".", "."},
		{"highway=residential access=private motor_vehicle=destination", ".", ".", "="},
		{"highway=service access=customers", "=", "=", "="},
		{"highway=residential vehicle=no", "=", ".", "."},
		{"highway=residential vehicle=no bicycle=yes", "=", "=", "."},
		{"highway=residential motor_vehicle=no", "=", "=", "."},
		{"highway=residential motor_vehicle=no motorcar=yes", "=", "=", "="},
		{"highway=residential access=beware-of-the-dog", "=", "=", "="},
		{"highway=residential oneway=yes", "=", ">", ">"},
		{"highway=residential oneway=true", "=", ">", ">"},
		{"highway=residential oneway=1", "=", ">", ">"},
		{"highway=residential oneway=-1", "=", "<", "<"},
		{"highway=residential oneway=reverse", "=", "<", "<"},
		{"highway=residential oneway=no", "=", "=", "="},
		{"highway=residential oneway=reversible", "=", ".", "."},
		{"highway=residential oneway=yes oneway:bicycle=no", "=", "=", ">"},
		{"highway=residential oneway=yes cycleway=opposite_lane", "=", "=", ">"},
		{"highway=footway oneway=yes", "=", ".", "."},
		{"highway=footway oneway:foot=yes", ">", ".", "."},
		{"highway=footway oneway:foot=-1", "<", ".", "."},
		{"highway=tertiary junction=roundabout", "=", ">", ">"},
		{"highway=tertiary junction=circular", "=", ">", ">"},
		{"highway=tertiary junction=roundabout oneway=-1", "=", "<", "<"},
		{"highway=tertiary junction=jughandle", "=", "=", "="},
	} {
		properties := map[string]any{"lanes": 2.0, "nodes": []any{1.0}, "oneway:bus": nil}
		for field := range strings.FieldsSeq(c.tags) {
			key, value, _ := strings.Cut(field, "=")
			properties[key] = value
		}
		for _, u := range []struct {
			name, want string
			got        Access
		}{{"walking", c.walk, Walking(properties)}, {"cycling", c.cycle, Cycling(properties)}, {"driving", c.drive, Driving(properties)}} {
			if got := sign(u.got); got != u.want {
				t.Errorf("%s: %s %s, want %s", c.tags, u.name, got, u.want)
			}
		}
	}
}

func sign(a Access) string {
	switch a {
	case Access{true, true}:
		return "="
	case Access{true, false}:
		return ">"
	case Access{false, true}:
		return "<"
	}
	return "."
}

// TestProfilesOfOddProperties gives tags that are not text, and no properties.
func TestProfilesOfOddProperties(t *testing.T) {
	for _, properties := range []map[string]any{nil, {"highway": 7.0}, {"highway": true}} {
		if a := Walking(properties); a != (Access{}) {
			t.Errorf("%v: %v", properties, a)
		}
	}
	if a := Driving(map[string]any{"highway": "service", "oneway": true, "access": nil}); a != (Access{true, true}) {
		t.Errorf("tags that are not text count: %v", a)
	}
}
