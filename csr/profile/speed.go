package profile

import (
	"math"
	"strings"
)

// pace is how fast a kind of user goes.
type pace struct {
	speeds   map[string]float64          // km/h, by kind of street
	others   float64                     // km/h, on other kinds
	limits   use                         // of maxspeed
	dismount string                      // the key by whose value dismount a bicycle is pushed
	surfaces map[string]float64          // factors; 1 for a surface without one
	climb    func(slope float64) float64 // the factor of a slope, which is 0.1 where it climbs 1 m in 10; nil: 1
}

// use is what a speed limit is to a kind of user.
type use int

const (
	ignored use = iota
	capped      // no faster than that
	reached     // as fast as that
)

// Speeds in km/h.
const (
	onFoot  = 5
	pushing = 4 // a bicycle
	onWheel = 15
	afloat  = 10
)

var walkingPace = pace{
	speeds:   map[string]float64{"steps": 2.5, ferry: afloat},
	others:   onFoot,
	surfaces: walkingSurfaces,
	climb:    tobler,
}

var cyclingPace = pace{
	speeds:   map[string]float64{"track": 12, "path": 13, "steps": 2, ferry: afloat},
	others:   onWheel,
	limits:   capped,
	dismount: "bicycle",
	surfaces: cyclingSurfaces,
	climb:    pedalling,
}

var drivingPace = pace{
	speeds: map[string]float64{
		"motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65, "primary_link": 30,
		"secondary": 55, "secondary_link": 25, "tertiary": 40, "tertiary_link": 20, "unclassified": 25, "road": 25,
		"residential": 25, "living_street": 10, "service": 15, ferry: afloat,
	},
	others:   10,
	limits:   reached,
	surfaces: drivingSurfaces,
}

// speed returns the speed along a street and against it.
func (r *rules) speed(t Tags) (forward, backward float64) {
	speed, at := r.pace.speed(t)
	if r.pace.limits == ignored || at == ferry {
		return speed, speed
	}
	return r.pace.within(speed, limit(t, ":forward")), r.pace.within(speed, limit(t, ":backward"))
}

// speed returns the speed on a kind of street, of several the slowest, and the kind.
func (p *pace) speed(t Tags) (speed float64, at string) {
	speed = math.Inf(1)
	for kind := range kinds(t) {
		v, known := p.speeds[kind]
		if !known {
			v = p.others
		}
		if v < speed {
			speed, at = v, kind
		}
	}
	if strings.EqualFold(t[p.dismount], "dismount") {
		speed = min(speed, pushing)
	}
	return speed, at
}

// within returns the speed where there is a limit, or none if it is 0.
func (p *pace) within(speed, limit float64) float64 {
	switch {
	case limit == 0:
		return speed
	case p.limits == reached:
		return limit
	}
	return min(speed, limit)
}
