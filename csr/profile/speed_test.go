package profile

import (
	"math"
	"strings"
	"testing"
	"time"
)

// tagsOf reads tags from text: fields of key=value, with _ for a blank in values.
func tagsOf(text string) Tags {
	tags := Tags{}
	for field := range strings.FieldsSeq(text) {
		key, value, _ := strings.Cut(field, "=")
		tags[key] = strings.ReplaceAll(value, "␣", " ")
	}
	return tags
}

func near(got, want float64) bool { return math.Abs(got-want) < 0.005 }

// TestSpeeds is a table of tags and of the speeds along and against the street; one number
// is for both.
func TestSpeeds(t *testing.T) {
	for _, c := range []struct {
		p       Profile
		tags    string
		forward float64
		back    float64
	}{
		{Profile{}, "highway=motorway maxspeed=100", 5, 5},
		{Walking, "highway=residential maxspeed=3", 5, 5},
		{Walking, "highway=steps", 2.5, 2.5},
		{Walking, "highway=footway;steps", 2.5, 2.5},
		{Walking, "man_made=pier", 5, 5},
		{Cycling, "highway=cycleway", 15, 15},
		{Cycling, "highway=track", 12, 12},
		{Cycling, "highway=path", 13, 13},
		{Cycling, "highway=steps bicycle=yes", 2, 2},
		{Cycling, "highway=footway bicycle=yes", 15, 15},
		{Cycling, "highway=footway bicycle=Dismount", 4, 4},
		{Cycling, "highway=residential maxspeed=30", 15, 15},
		{Cycling, "highway=living_street maxspeed=walk", 7, 7},
		{Cycling, "highway=path maxspeed:backward=10", 13, 10},
		{Driving, "highway=motorway", 90, 90},
		{Driving, "highway=tertiary_link", 20, 20},
		{Driving, "highway=track motor_vehicle=yes", 10, 10},
		{Driving, "highway=residential;service", 15, 15},
		{Driving, "highway=residential maxspeed=50", 50, 50},
		{Driving, "highway=residential maxspeed=50␣km/h", 50, 50},
		{Driving, "highway=residential maxspeed=50kmh", 50, 50},
		{Driving, "highway=residential maxspeed=30␣mph", 48.28, 48.28},
		{Driving, "highway=residential maxspeed=30mph", 48.28, 48.28},
		{Driving, "highway=residential maxspeed=10␣knots", 18.52, 18.52},
		{Driving, "highway=residential maxspeed=7.5", 7.5, 7.5},
		{Driving, "highway=residential maxspeed=walk", 7, 7},
		{Driving, "highway=motorway maxspeed=none", 130, 130},
		{Driving, "highway=residential maxspeed=50;30", 30, 30},
		{Driving, "highway=residential maxspeed=50;30␣@␣(22:00-06:00)", 50, 50},
		{Driving, "highway=residential maxspeed:conditional=30␣@␣(22:00-06:00)", 25, 25},
		{Driving, "highway=residential maxspeed:forward=30", 30, 25},
		{Driving, "highway=residential maxspeed:forward=30 maxspeed=50", 30, 50},
		{Driving, "highway=residential maxspeed:backward=20␣mph maxspeed:forward=40", 40, 32.19},
		{Driving, "highway=residential maxspeed=signals", 25, 25},
		{Driving, "highway=residential maxspeed=variable", 25, 25},
		{Driving, "highway=residential maxspeed=0", 25, 25},
		{Driving, "highway=residential maxspeed=-5", 25, 25},
		{Driving, "highway=residential maxspeed=1e9", 25, 25},
		{Driving, "highway=residential maxspeed=99999999999999999999", 25, 25},
		{Driving, "highway=residential maxspeed=50␣furlongs", 25, 25},
		{Driving, "highway=residential maxspeed=1.2.3", 25, 25},
		{Driving, "highway=residential maxspeed=signals source:maxspeed=DE:urban", 50, 50},

		// rules of countries
		{Driving, "highway=residential maxspeed=DE:urban", 50, 50},
		{Driving, "highway=primary maxspeed=DE:rural", 100, 100},
		{Driving, "highway=motorway maxspeed=DE:motorway", 130, 130},
		{Driving, "highway=living_street maxspeed=DE:living_street", 7, 7},
		{Driving, "highway=residential maxspeed=RU:urban", 60, 60},
		{Driving, "highway=primary maxspeed=SE:rural", 70, 70},
		{Driving, "highway=primary maxspeed=BE-VLG:rural", 70, 70},
		{Driving, "highway=primary maxspeed=BE-WAL:rural", 90, 90},
		{Driving, "highway=primary maxspeed=GB:nsl_single", 96.56, 96.56},
		{Driving, "highway=primary maxspeed=UK:nsl_dual", 112.65, 112.65},
		{Driving, "highway=motorway maxspeed=PL:motorway", 140, 140},
		{Driving, "highway=motorway maxspeed=RO:motorway", 130, 130},
		{Driving, "highway=residential maxspeed=FR:zone30", 30, 30},
		{Driving, "highway=residential maxspeed=DE:zone:30", 30, 30},
		{Driving, "highway=residential zone:maxspeed=DE:30", 30, 30},
		{Driving, "highway=residential maxspeed:type=GB:zone20␣mph", 32.19, 32.19},
		{Driving, "highway=residential zone:traffic=AT:urban", 50, 50},
		{Driving, "highway=residential source:maxspeed=sign", 25, 25},
		{Driving, "highway=residential maxspeed=DE:zone", 25, 25},
		{Driving, "highway=residential maxspeed=:", 25, 25},

		// ferries
		{Walking, "route=ferry", 10, 10},
		{Driving, "route=ferry maxspeed=40", 10, 10},
	} {
		if forward, back := c.p.Speed(tagsOf(c.tags)); !near(forward, c.forward) || !near(back, c.back) {
			t.Errorf("%s: %v, %v km/h, want %v, %v", c.tags, forward, back, c.forward, c.back)
		}
	}
}

// TestFactors is a table of tags and of the factors along and against the street.
func TestFactors(t *testing.T) {
	for _, c := range []struct {
		p          Profile
		tags       string
		forth, aft float64
	}{
		{Profile{}, "surface=mud incline=10%", 1, 1},
		{Walking, "highway=path", 1, 1},
		{Walking, "surface=asphalt", 1, 1},
		{Walking, "surface=Sand", 2, 2},
		{Walking, "surface=asphalt;sand", 2, 2},
		{Cycling, "surface=gravel", 2.5, 2.5},
		{Cycling, "tracktype=grade1", 1, 1},
		{Cycling, "tracktype=grade5", 2.5, 2.5},
		{Cycling, "tracktype=grade5 surface=asphalt", 1, 1},
		{Driving, "surface=cobblestone incline=20%", 2, 2},
		{Walking, "incline=10%", 1.42, 1},
		{Walking, "incline=-10%", 1, 1.42},
		{Walking, "incline=5␣%", 1.19, 0.84},
		{Walking, "incline=5.71°", 1.42, 1},
		{Walking, "incline=60%", 8.17, 5.75},
		{Walking, "incline=60°", 1, 1},
		{Walking, "incline=45°", 33.12, 23.34},
		{Cycling, "incline=80%", 3.75, 0.6},
		{Walking, "incline=up", 1, 1},
		{Walking, "incline=NaN%", 1, 1},
		{Walking, "incline=4000%", 1, 1},
		{Walking, "incline=10", 1, 1},
		{Walking, "highway=steps incline=30%", 1, 1},
		{Walking, "incline=10% surface=mud", 2.84, 2},
		{Cycling, "incline=5%", 2, 0.6},
		{Cycling, "incline=1%", 1.2, 0.8},
		{Cycling, "incline=30%", 3.75, 0.6},
	} {
		if forth, aft := c.p.Factor(tagsOf(c.tags)); !near(forth, c.forth) || !near(aft, c.aft) {
			t.Errorf("%s: %v, %v, want %v, %v", c.tags, forth, aft, c.forth, c.aft)
		}
	}
}

// TestDurations reads how long ferries take.
func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"10": 10 * time.Minute, "0:35": 35 * time.Minute, "01:30": 90 * time.Minute, "1:30:15": 90*time.Minute + 15*time.Second,
		"PT1H30M": 90 * time.Minute, "pt35m": 35 * time.Minute, "00:90": 90 * time.Minute, " 20 ": 20 * time.Minute,
		"": 0, "soon": 0, "-5": 0, "1:2:3:4": 0, "PT": 0, "PTsoon": 0, "99999999999": 0, "1.5": 0,
	} {
		if got := duration(Tags{"route": "ferry", "duration": text}); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if got := duration(Tags{"highway": "path", "duration": "10"}); got != 0 {
		t.Errorf("of a path: %v", got)
	}
}

// TestSeconds adds it all up.
func TestSeconds(t *testing.T) {
	for _, c := range []struct {
		p           Profile
		tags        string
		along, back float64
	}{
		{Profile{}, "", 720, 720},
		{Walking, "highway=steps", 1440, 1440},
		{Driving, "highway=residential maxspeed:forward=50 surface=gravel", 108, 216},
		{Driving, "route=ferry duration=1:00", 3600, 3600},
		{Walking, "route=ferry", 360, 360},
	} {
		if along, back := c.p.Seconds(tagsOf(c.tags), 1000); !near(along, c.along) || !near(back, c.back) {
			t.Errorf("%s: %v, %v s, want %v, %v", c.tags, along, back, c.along, c.back)
		}
	}
}
