package profile

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
		{"highway=tertiary junction=roundabout oneway=no", "=", "=", "="},

		// motorroad, and who opens it
		{"highway=primary motorroad=yes", ".", ".", "="},
		{"highway=primary motorroad=yes oneway=yes", ".", ".", ">"},
		{"highway=primary motorroad=no", "=", "=", "="},
		{"highway=primary motorroad=yes foot=yes bicycle=designated", "=", "=", "="},
		{"highway=primary motorroad=yes access=yes vehicle=yes", ".", ".", "="},
		{"highway=motorway vehicle=yes", ".", ".", ">"},
		{"highway=motorway_link bicycle=yes", ".", "=", "="},

		// directional access: every mode, both sides, the more specific one first
		{"highway=residential vehicle:forward=no", "=", "<", "<"},
		{"highway=residential bicycle:backward=no", "=", ">", "="},
		{"highway=residential motor_vehicle:backward=no", "=", "=", ">"},
		{"highway=residential motorcar:forward=no", "=", "=", "<"},
		{"highway=residential foot:backward=no", ">", "=", "="},
		{"highway=residential access:forward=no", "<", "<", "<"},
		{"highway=residential vehicle:both_ways=no", "=", ".", "."},
		{"highway=residential vehicle:both=no bicycle=yes", "=", "=", "."},
		{"highway=residential vehicle=no vehicle:forward=yes", "=", ">", ">"},
		{"highway=residential motor_vehicle=no motorcar:backward=yes", "=", "=", "<"},
		{"highway=residential vehicle:backward=no motor_vehicle=yes", "=", ">", "="},
		{"highway=footway bicycle:forward=yes", "=", ">", "."},
		{"highway=residential oneway=yes bicycle:backward=yes", "=", "=", ">"},
		{"highway=residential oneway=yes vehicle:backward=destination", "=", "=", "="},
		{"highway=residential oneway=-1 bicycle:forward=designated", "=", "=", "<"},
		{"highway=residential oneway=yes bicycle=yes", "=", ">", ">"},

		// contraflow, of either side
		{"highway=residential oneway=yes cycleway=opposite", "=", "=", ">"},
		{"highway=residential oneway=yes cycleway:left=opposite_lane", "=", "=", ">"},
		{"highway=residential oneway=yes cycleway:right=opposite_track", "=", "=", ">"},
		{"highway=residential oneway=-1 cycleway:both=opposite", "=", "=", "<"},
		{"highway=residential oneway=yes cycleway:left=lane", "=", ">", ">"},
		{"highway=residential oneway=yes cycleway:left=lane cycleway:left:oneway=-1", "=", "=", ">"},
		{"highway=residential oneway=yes cycleway:right=track cycleway:right:oneway=no", "=", "=", ">"},
		{"highway=residential oneway=yes cycleway:right=lane cycleway:right:oneway=yes", "=", ">", ">"},
		{"highway=residential oneway=-1 cycleway:right=lane cycleway:right:oneway=yes", "=", "=", "<"},
		{"highway=residential oneway=yes cycleway:left=separate cycleway:left:oneway=-1", "=", ">", ">"},
		{"highway=residential oneway=yes oneway:bicycle=yes cycleway=opposite", "=", ">", ">"},
		{"highway=residential oneway=yes oneway:bicycle=-1", "=", "<", ">"},
		{"highway=residential oneway=yes oneway:motor_vehicle=no", "=", ">", "="},
		{"highway=residential oneway=no oneway:vehicle=yes", "=", ">", ">"},
		{"highway=tertiary junction=roundabout oneway:bicycle=no", "=", "=", ">"},
		{"highway=residential oneway=alternating", "=", ".", "."},
		{"highway=residential oneway=maybe", "=", "=", "="},

		// several values
		{"highway=residential;footway", "=", ".", "."},
		{"highway=residential;tertiary", "=", "=", "="},
		{"highway=residential access=destination;delivery", "=", "=", "="},
		{"highway=residential access=private;destination", "=", "=", "="},
		{"highway=residential motor_vehicle=agricultural;forestry", "=", "=", "."},
		{"highway=residential access=yes;no", ".", ".", "."},
		{"highway=residential oneway=yes;no", "=", ">", ">"},
		{"highway=residential oneway=yes;-1", "=", ".", "."},
		{"highway=residential oneway=yes cycleway=lane;opposite_lane", "=", "=", ">"},

		{"highway=residential;construction", ".", ".", "."},
		{"highway=residential;footway bicycle=yes", "=", "=", "."},

		// values in any case, and several modes
		{"highway=residential access=No", ".", ".", "."},
		{"highway=Residential oneway=YES junction=Roundabout", "=", ">", ">"},
		{"highway=residential access:both=no foot:both=yes", "=", ".", "."},
		{"highway=residential vehicle:both=no motor_vehicle:both_ways=yes", "=", ".", "="},

		// ferries, and other streets without highway
		{"route=ferry", "=", "=", "="},
		{"route=ferry foot=yes", "=", ".", "."},
		{"route=ferry foot=yes bicycle=yes", "=", "=", "."},
		{"route=ferry foot=yes bicycle=yes motor_vehicle=yes", "=", "=", "="},
		{"route=ferry foot=no motorcar=yes", ".", ".", "="},
		{"route=ferry motor_vehicle=no", "=", "=", "."},
		{"route=ferry access=private", ".", ".", "."},
		{"route=ferry oneway=yes", "=", ">", ">"},
		{"route=bus;ferry", "=", "=", "="},
		{"route=bus", ".", ".", "."},
		{"route=ferry highway=proposed", ".", ".", "."},
		{"man_made=pier", "=", ".", "."},
		{"man_made=pier bicycle=yes", "=", "=", "."},
		{"railway=platform", "=", ".", "."},
		{"public_transport=platform", "=", ".", "."},
		{"public_transport=platform foot=private", ".", ".", "."},
		{"railway=rail", ".", ".", "."},

		// squares
		{"highway=pedestrian area=yes", "=", ".", "."},

		// conditions among values
		{"highway=residential access=no_@_(Mo-Fr_07:00-09:00)", "=", "=", "="},
		{"highway=residential access=no_@_(Sa;Su)", "=", "=", "="},
		{"highway=residential access=no;yes_@_(Sa;Su)", ".", ".", "."},
		{"highway=residential motor_vehicle=destination;no_@_(22:00-06:00)", "=", "=", "="},
		{"highway=residential oneway=yes_@_(Mo-Fr)", "=", "=", "="},
		{"highway=residential oneway=-1;no_@_(Sa;Su)", "=", "<", "<"},
		{"highway=footway_@_(Su)", ".", ".", "."},

		// conditions are left aside, and kinds that are not built closed
		{"highway=residential access=no access:conditional=yes@(10:00-18:00)", ".", ".", "."},
		{"highway=residential motor_vehicle:conditional=no@(Mo-Fr)", "=", "=", "="},
		{"highway=residential oneway:conditional=yes@(Mo-Fr)", "=", "=", "="},
		{"highway=proposed access=yes", ".", ".", "."},
		{"highway=elevator", "=", ".", "."},
		{"highway=residential access=unknown", "=", "=", "="},
		{"highway=residential foot=use_sidepath bicycle=dismount", ".", "=", "="},
	} {
		tags := Tags{"lanes": "2", "oneway:bus": "no", "name": "no"}
		for field := range strings.FieldsSeq(c.tags) {
			key, value, _ := strings.Cut(field, "=")
			tags[key] = strings.ReplaceAll(value, "_@_", " @ ")
		}
		for _, u := range []struct {
			name, want string
			got        Access
		}{{"walking", c.walk, Walking.Street(tags)}, {"cycling", c.cycle, Cycling.Street(tags)}, {"driving", c.drive, Driving.Street(tags)}} {
			if got := sign(u.got); got != u.want {
				t.Errorf("%s: %s %s, want %s", c.tags, u.name, got, u.want)
			}
		}
	}
}

func sign(a Access) string {
	return map[Access]string{{}: ".", {Forward: true}: ">", {Backward: true}: "<", {Forward: true, Backward: true}: "="}[a]
}

// TestBarriers is a table of barriers and of the users that they let through.
func TestBarriers(t *testing.T) {
	for _, c := range []struct {
		tags               string
		walk, cycle, drive bool
	}{
		{"barrier=gate", true, true, true},
		{"barrier=lift_gate", true, true, true},
		{"barrier=cattle_grid", true, true, true},
		{"barrier=bollard", true, true, false},
		{"barrier=block", true, true, false},
		{"barrier=cycle_barrier", true, true, false},
		{"barrier=stile", true, false, false},
		{"barrier=kissing_gate", true, false, false},
		{"barrier=wall", false, false, false},
		{"barrier=yes", true, true, false},
		{"barrier=gate access=private", false, false, false},
		{"barrier=gate access=private foot=yes", true, false, false},
		{"barrier=gate motor_vehicle=no", true, true, false},
		{"barrier=bollard motor_vehicle=destination", true, true, true},
		{"barrier=bollard bicycle=no", true, false, false},
		{"barrier=stile bicycle=yes", true, true, false},
		{"barrier=wall foot=yes", true, false, false},
		{"barrier=Gate", true, true, true},
		{"barrier=gate;bollard", true, true, false},
		{"barrier=gate;bollard motor_vehicle=yes", true, true, true},
		{"barrier=no", true, true, true},
		{"highway=crossing", true, true, true},
		{"access=no", true, true, true},
		{"", true, true, true},
	} {
		tags := Tags{}
		for field := range strings.FieldsSeq(c.tags) {
			key, value, _ := strings.Cut(field, "=")
			tags[key] = value
		}
		got := [3]bool{Walking.Passes(tags), Cycling.Passes(tags), Driving.Passes(tags)}
		if want := [3]bool{c.walk, c.cycle, c.drive}; got != want {
			t.Errorf("%s: walking, cycling, driving %v, want %v", c.tags, got, want)
		}
	}
}

// TestUnread checks that exactly the tags that a profile does not understand are listed.
func TestUnread(t *testing.T) {
	for _, c := range []struct {
		profile Profile
		tags    Tags
		want    string
	}{
		{Driving, Tags{"highway": "residential", "oneway": "yes", "access": "destination;delivery", "junction": "spur"}, ""},
		{Driving, Tags{"highway": "banana", "oneway": "yes;perhaps", "Oneway": "yes", "motor_vehicle:forward": "x"},
			"Oneway=yes highway=banana motor_vehicle:forward=x oneway=yes;perhaps"},
		{Driving, Tags{"route": "bus", "railway": "abandoned", "access": "no @ (Sa; Su)", "oneway": "yes; no @ (Mo)"}, ""},
		{Profile{}, Tags{"highway": "banana"}, ""},
		{Driving, Tags{"foot": "x", "bicycle": "x", "name": "x", "access:conditional": "x"}, ""},
		{Walking, Tags{"foot": "x", "oneway": "x", "oneway:foot": "x", "motorroad": "x"}, "foot=x motorroad=x oneway:foot=x"},
		{Cycling, Tags{"cycleway:left": "x", "cycleway:left:oneway": "x", "vehicle": "x;yes", "barrier": "x", "bicycle": ""},
			"barrier=x cycleway:left:oneway=x vehicle=x;yes"},
	} {
		if got := strings.Join(c.profile.Unread(c.tags), " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.tags, got, c.want)
		}
	}
}

// TestBarriersAreNamedOnce wants each kind of barrier to be for one group alone, as
// the documentation has it.
func TestBarriersAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for kind := range strings.FieldsSeq(forAll + " " + forNarrow + " " + forWalkers + " " + forNobody) {
		if seen[kind] {
			t.Errorf("%s twice", kind)
		}
		seen[kind] = true
	}
}
