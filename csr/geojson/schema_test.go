package geojson

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr/profile"
)

// TestSchemas gives the same tags as different tools write them: > along the
// street, < against it, = both, . neither, for walking, cycling and driving.
func TestSchemas(t *testing.T) {
	for _, c := range []struct{ properties, want string }{
		// OSMnx and other tables: values that are not text, and texts of such
		{`{"highway":"residential","oneway":true,"reversed":true}`, "=>>"},
		{`{"highway":"residential","oneway":false}`, "==="},
		{`{"highway":"residential","oneway":1}`, "=>>"},
		{`{"highway":"residential","oneway":1.0}`, "=>>"},
		{`{"highway":"residential","oneway":0}`, "==="},
		{`{"highway":"residential","oneway":-1}`, "=<<"},
		{`{"highway":"residential","oneway":"True"}`, "=>>"},
		{`{"highway":"residential","oneway":"False"}`, "==="},
		{`{"highway":"residential","oneway":"1.0"}`, "=>>"},
		{`{"highway":"residential","oneway":"-1.0"}`, "=<<"},
		{`{"highway":"residential","oneway":" Yes "}`, "=>>"},
		{`{"highway":"residential","oneway":null}`, "==="},
		{`{"highway":"residential","oneway":"None","access":"nan"}`, "==="},
		{`{"highway":"motorway","oneway":"<NA>"}`, "..>"},
		{`{"highway":"residential","oneway":[true,false]}`, "=>>"},
		{`{"highway":"residential","oneway":[true,-1]}`, "=.."},
		{`{"highway":"residential","oneway":"[False, True]"}`, "=>>"},
		{`{"highway":["residential","tertiary"]}`, "==="},
		{`{"highway":["residential","footway"]}`, "=.."},
		{`{"highway":"['residential', 'footway']"}`, "=.."},
		{`{"highway":["motorway","motorway_link"],"oneway":[true]}`, "..>"},
		{`{"highway":"[\"residential\", \"service\"]","access":["yes","no"]}`, "..."},
		{`{"highway":"service","access":["private","destination"]}`, "..."},
		{`{"highway":"service","access":"['permissive', 'yes']"}`, "==="},
		{`{"highway":"residential","motor_vehicle":false}`, "==."},
		{`{"highway":"residential","foot":0,"bicycle":true}`, ".=="},
		{`{"highway":"footway","bicycle":1}`, "==."},
		{`{"highway":[]}`, "..."},
		{`{"highway":true}`, "..."},
		{`{"highway":7}`, "..."},
		{`{"highway":"residential","osmid":[1,2,3],"lanes":["2","3"],"name":["a","b"],"length":63.5}`, "==="},

		// Geofabrik's columns
		{`{"fclass":"residential","oneway":"F"}`, "=>>"},
		{`{"fclass":"residential","oneway":"T"}`, "=<<"},
		{`{"fclass":"residential","oneway":"B","bridge":"F"}`, "==="},
		{`{"fclass":"track_grade3"}`, "==."},
		{`{"fclass":"unknown"}`, "==="},
		{`{"fclass":"steps"}`, "=.."},
		{`{"fclass":"bus_stop"}`, "..."},

		// GDAL's other_tags, as pairs or as JSON, and osm2pgsql's tags
		{`{"highway":"residential","other_tags":"\"oneway\"=>\"yes\",\"maxspeed\"=>\"30\""}`, "=>>"},
		{`{"highway":"service","other_tags":"\"name\"=>\"a \\\"b\\\", c=>d\", \"access\" => \"private\""}`, "..."},
		{`{"highway":"service","other_tags":"\"name\"=>\"the \\\" one\",\"foot\"=>\"no\""}`, ".=="},
		{`{"highway":"tertiary","other_tags":"\"junction\"=>\"roundabout\""}`, "=>>"},
		{`{"highway":"residential","other_tags":"{\"oneway\":\"-1\"}"}`, "=<<"},
		{`{"highway":null,"other_tags":"\"highway\"=>\"footway\""}`, "=.."},
		{`{"highway":"residential","oneway":null,"tags":"oneway=>yes, access=>NULL"}`, "=>>"},
		{`{"all_tags":"\"highway\"=>\"cycleway\""}`, "==."},
		{`{"highway":"residential","other_tags":"\"access\"=>"}`, "==="},
		{`{"highway":"residential","other_tags":"{\"access\":"}`, "==="},
		{`{"highway":"residential","other_tags":"\"access"}`, "==="},

		// nested tags; those beside count first
		{`{"type":"way","id":1,"tags":{"highway":"residential","oneway":"yes"},"meta":{}}`, "=>>"},
		{`{"tags":{"highway":"residential","oneway":true}}`, "=>>"},
		{`{"highway":"residential","tags":{"highway":"footway"}}`, "==="},
		{`{"tags":null}`, "..."},
		{`{"tags":["highway"]}`, "..."},
		{`null`, "..."},
	} {
		var properties map[string]any
		if err := json.Unmarshal([]byte(c.properties), &properties); err != nil {
			t.Fatal(err)
		}
		got := sign(accessOf(profile.Walking, properties)) + sign(accessOf(profile.Cycling, properties)) + sign(accessOf(profile.Driving, properties))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.properties, got, c.want)
		}
	}
}

// accessOf returns what a profile allows by all readings of properties.
func accessOf(p profile.Profile, properties map[string]any) profile.Access {
	return allowed(p, alternatives(properties, p, false))
}

func sign(a profile.Access) string {
	switch {
	case a.Forward && a.Backward:
		return "="
	case a.Forward:
		return ">"
	case a.Backward:
		return "<"
	}
	return "."
}

// TestManyReadings closes a street whose lists have more readings than are looked
// at, and does not take long.
func TestManyReadings(t *testing.T) {
	properties := map[string]any{}
	for key := range strings.FieldsSeq("highway oneway access vehicle bicycle cycleway oneway:bicycle bicycle:forward") {
		var values []any
		for i := range 50 {
			values = append(values, strings.Repeat("x", i))
		}
		properties[key] = values
	}
	if a := accessOf(profile.Cycling, properties); a != (profile.Access{}) {
		t.Errorf("%v", a)
	}
}

// TestUnreadTags counts by name what bears on a profile and is not understood.
func TestUnreadTags(t *testing.T) {
	_, stats := mustRead(t, collection(
		lineFeature(`"highway":"residential","oneway":"maybe","access":"perhaps","foot":"F","name":"x","bicycle":"unknown"`, "[0,0],[0,1]"),
		lineFeature(`"highway":"residential","oneway":"maybe","ONEWAY":"yes","cycleway":"lane","junction":"spur"`, "[0,1],[0,2]"),
		lineFeature(`"highway":"residental","oneway":["T",true],"access:conditional":"no @ (Mo)"`, "[0,1],[0,2]"),
		lineFeature(`"highway":"raceway","motor_vehicle:forward":"yes","other_tags":"\"access\"=>NULL","level":"mezzanine"`, "[0,1],[0,3]"),
		barrierFeature(`"barrier":"portal"`, "0,1"),
	), &Options{Profile: profile.Driving})
	want := profile.Counts{"oneway=maybe": 2, "access=perhaps": 1, "ONEWAY=yes": 1, "highway=residental": 1, "oneway=t": 1,
		"barrier=portal": 1, "level=mezzanine": 1}
	if !reflect.DeepEqual(stats.Unread, want) {
		t.Errorf("%v, want %v", stats.Unread, want)
	}
	if text := stats.Unread.String(); !strings.HasPrefix(text, "oneway=maybe: 2, ONEWAY=yes: 1, access=perhaps: 1, ") {
		t.Error(text)
	}
}
