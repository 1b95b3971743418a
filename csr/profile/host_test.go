package profile

import "testing"

// TestFunctionsOfTheHost stacks functions on profiles, which stay as they were.
func TestFunctionsOfTheHost(t *testing.T) {
	night := Driving.
		WithStreet(func(t Tags, a Access) Access {
			a.Backward = a.Backward || t["night"] == "both"
			return a
		}).
		WithPasses(func(t Tags, passes bool) bool { return passes || t["barrier"] == "bollard" }).
		WithSpeed(func(_ Tags, forward, backward float64) (float64, float64) { return 0.8 * forward, backward }).
		WithFactor(func(_ Tags, forward, backward float64) (float64, float64) { return forward, 3 * backward })
	street := Tags{"highway": "residential", "oneway": "yes", "night": "both", "maxspeed": "50", "surface": "gravel"}
	if a := night.Street(street); a != (Access{true, true}) {
		t.Errorf("open %v", a)
	}
	if a := Driving.Street(street); a != (Access{Forward: true}) || Driving.Custom() || !night.Custom() {
		t.Errorf("the profile of before: open %v", a)
	}
	if !night.Passes(Tags{"barrier": "bollard"}) || night.Passes(Tags{"barrier": "wall"}) {
		t.Error("barriers")
	}
	if forward, backward := night.Speed(street); forward != 40 || backward != 50 {
		t.Errorf("speeds %v, %v", forward, backward)
	}
	if forward, backward := night.Factor(street); forward != 1.5 || backward != 4.5 {
		t.Errorf("factors %v, %v", forward, backward)
	}
	if forward, backward := night.Seconds(street, 1000); !near(forward, 135) || !near(backward, 324) {
		t.Errorf("seconds %v, %v", forward, backward)
	}
	twice := night.WithSpeed(func(_ Tags, forward, backward float64) (float64, float64) { return forward / 2, backward / 2 })
	if forward, backward := twice.Speed(street); forward != 20 || backward != 25 {
		t.Errorf("speeds %v, %v", forward, backward)
	}
	none := Profile{}.WithStreet(func(Tags, Access) Access { return Access{} })
	if none.Street(street).Open() || none.Reads("highway") || !none.Passes(Tags{"barrier": "wall"}) {
		t.Error("the zero value with a function")
	}
}

// TestAreas tells squares from lines that end where they begin.
func TestAreas(t *testing.T) {
	for tags, want := range map[string]bool{
		"highway=footway": false, "highway=pedestrian area=yes": true, "man_made=pier area=Yes": true,
		"highway=pedestrian area=no type=multipolygon": false, "highway=pedestrian type=multipolygon": true, "": false,
	} {
		if got := IsArea(tagsOf(tags)); got != want {
			t.Errorf("%s: %v", tags, got)
		}
	}
}
