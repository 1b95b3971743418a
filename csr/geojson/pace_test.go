package geojson

import (
	"errors"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr/profile"
)

// TestTimes weighs a street of 1,112 m by the time that it takes.
func TestTimes(t *testing.T) {
	slowly := func(tags profile.Tags, _, _ float64) (float64, float64) {
		if tags["colour"] == "red" {
			return 1, 2
		}
		return 4, 4
	}
	for _, c := range []struct {
		tags string
		p    profile.Profile
		want string
	}{
		{`"highway":"footway"`, profile.Walking, "0>1:801 1>0:801"},
		{`"highway":"steps"`, profile.Walking, "0>1:1601 1>0:1601"},
		{`"highway":["steps","footway"]`, profile.Walking, "0>1:1601 1>0:1601"},
		{`"highway":"footway","surface":["asphalt","sand"]`, profile.Walking, "0>1:1601 1>0:1601"},
		{`"highway":"footway","incline":"10%"`, profile.Walking, "0>1:1136 1>0:801"},
		{`"highway":"path","incline":"-2%"`, profile.Cycling, "0>1:185 1>0:431"},
		{`"highway":"residential"`, profile.Driving, "0>1:160 1>0:160"},
		{`"highway":"residential","maxspeed":"30 mph"`, profile.Driving, "0>1:83 1>0:83"},
		{`"highway":"residential","maxspeed:forward":50,"maxspeed":"30"`, profile.Driving, "0>1:80 1>0:133"},
		{`"highway":"residential","maxspeed:forward":50,"maxspeed":"30","oneway":"-1"`, profile.Driving, "1>0:133"},
		{`"route":"ferry","duration":"0:10"`, profile.Walking, "0>1:600 1>0:600"},
		{`"route":"ferry"`, profile.Driving, "0>1:400 1>0:400"},
		{`"colour":"red"`, profile.Profile{}.WithSpeed(slowly), "0>1:4003 1>0:2002"},
		{``, profile.Profile{}.WithSpeed(slowly), "0>1:1001 1>0:1001"},
		{``, profile.Profile{}, "0>1:801 1>0:801"},
	} {
		g, _ := mustRead(t, lineFeature(c.tags, "[0,0],[0.01,0]"), &Options{Profile: c.p, SecondsPerUnit: 1})
		if arcs(g) != c.want || g.Meta().Unit != "s" {
			t.Errorf("%s: %s, want %s; unit %q", c.tags, arcs(g), c.want, g.Meta().Unit)
		}
	}
}

// TestTimesOfLines shares the time of a ferry between its steps and lines.
func TestTimesOfLines(t *testing.T) {
	g, _ := mustRead(t, `{"type":"Feature","properties":{"route":"ferry","duration":"PT40M"},"geometry":{"type":"MultiLineString",
		"coordinates":[[[0,0],[0.01,0],[0.02,0]],[[0.02,0],[0.02,0.02]]]}}`, &Options{Profile: profile.Walking, SecondsPerUnit: 0.1})
	if want := "0>1:6000 1>0:6000 1>2:6000 2>1:6000 2>3:12000 3>2:12000"; arcs(g) != want || g.Meta().Unit != "ds" {
		t.Errorf("%s, want %s; unit %q", arcs(g), want, g.Meta().Unit)
	}
}

// TestNoTime refuses speeds that are not more than 0 where a street is open.
func TestNoTime(t *testing.T) {
	for _, speed := range []float64{0, -1} {
		p := profile.Driving.WithSpeed(func(profile.Tags, float64, float64) (float64, float64) { return 50, speed })
		opts := &Options{Profile: p, SecondsPerUnit: 1}
		if _, _, err := Read(strings.NewReader(lineFeature(`"highway":"road"`, "[0,0],[0.01,0]")), opts); !errors.Is(err, ErrLength) {
			t.Errorf("%v km/h: %v", speed, err)
		}
		if g, _ := mustRead(t, lineFeature(`"highway":"road","oneway":"yes"`, "[0,0],[0.01,0]"), opts); arcs(g) != "0>1:80" {
			t.Errorf("one way: %s", arcs(g))
		}
	}
}
