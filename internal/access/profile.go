package access

import "strings"

// Profile is a kind of user of streets. It is immutable and safe for concurrent use.
type Profile struct {
	// modes are the tags that open or close a street, most specific first.
	modes []mode
	// highways are the kinds of street that are open unless a tag says otherwise.
	highways set
	// motorroads tells whether motorways and motorroads are open.
	motorroads bool
	// bound tells whether oneway and roundabouts bind the profile.
	bound bool
	// contraflow tells whether lanes for bicycles lead against one-way streets.
	contraflow bool
	// passes and stopped are the barriers that let the profile through and those that
	// do not; passesOthers is for the rest.
	passes, stopped set
	passesOthers    bool
	// reads are the keys that are looked at.
	reads set
}

// mode is the keys of one mode of transport.
type mode struct {
	general    bool // the mode is access, which is for all
	oneway     string
	directions map[Directions][]string // keys for one direction, most specific first
}

func newMode(name string) mode {
	m := mode{general: name == "access", oneway: "oneway:" + name, directions: map[Directions][]string{}}
	for d, side := range map[Directions]string{Forward: ":forward", Backward: ":backward"} {
		m.directions[d] = []string{name + side, name + ":both_ways", name + ":both", name}
	}
	return m
}

// newProfile completes a profile by its modes, most specific first.
func newProfile(p Profile, modes ...string) *Profile {
	p.reads = words("highway motorroad barrier")
	if p.bound {
		p.reads["oneway"], p.reads["junction"] = true, true
	}
	for _, name := range modes {
		m := newMode(name)
		p.modes = append(p.modes, m)
		if !m.general {
			p.reads[m.oneway] = true
		}
		for _, keys := range m.directions {
			for _, key := range keys {
				p.reads[key] = true
			}
		}
	}
	for _, side := range sides {
		p.reads[side], p.reads[side+laneOneway] = p.contraflow, p.contraflow
	}
	return &p
}

// Kinds of barrier, by the users that they let through if no tag says otherwise.
const (
	forAll = `gate lift_gate swing_gate sliding_gate bump_gate hampshire_gate wicket_gate cattle_grid border_control
		toll_booth sally_port entrance height_restrictor kerb rope no`
	forNarrow = `bollard block cycle_barrier motorcycle_barrier chain jersey_barrier planter bus_trap sump_buster log
		debris barrier_board`
	forWalkers = "stile kissing_gate turnstile full-height_turnstile horse_stile"
	forNobody  = "wall fence hedge city_wall retaining_wall ditch guard_rail"
)

// The profiles of the table.
var (
	Walking = newProfile(Profile{
		highways: words(`footway path pedestrian steps living_street residential service unclassified road track platform
			cycleway corridor elevator crossing tertiary tertiary_link secondary secondary_link primary primary_link`),
		passes:       words(forAll + " " + forNarrow + " " + forWalkers),
		stopped:      words(forNobody),
		passesOthers: true,
	}, "foot", "access")
	Cycling = newProfile(Profile{
		highways: words(`cycleway path living_street residential service unclassified road track tertiary tertiary_link
			secondary secondary_link primary primary_link`),
		bound:        true,
		contraflow:   true,
		passes:       words(forAll + " " + forNarrow),
		stopped:      words(forWalkers + " " + forNobody),
		passesOthers: true,
	}, "bicycle", "vehicle", "access")
	Driving = newProfile(Profile{
		highways: words(`motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary
			tertiary_link unclassified road residential living_street service`),
		motorroads: true,
		bound:      true,
		passes:     words(forAll),
		stopped:    words(forNarrow + " " + forWalkers + " " + forNobody),
	}, "motorcar", "motor_vehicle", "vehicle", "access")
)

// Reads tells whether a key matters to the profile.
func (p *Profile) Reads(key string) bool { return p.reads[key] }

// Street returns in which directions a street may be used.
func (p *Profile) Street(t Tags) Directions {
	d := Both
	for highway := range strings.SplitSeq(t["highway"], ";") {
		d &= p.street(t, strings.TrimSpace(highway))
	}
	return d
}

// unbuilt are kinds of street that are closed whatever other tags say.
var unbuilt = words("construction proposed planned abandoned razed disused demolished removed")

func (p *Profile) street(t Tags, highway string) (d Directions) {
	if highway == "" || unbuilt[highway] {
		return 0
	}
	allowed := p.oneway(t, highway)
	for _, side := range []Directions{Forward, Backward} {
		if p.open(t, side, p.kind(t, highway)) && (allowed&side != 0 || p.lifted(t, side)) {
			d |= side
		}
	}
	return d
}

// kind is whether a kind of street is open by itself.
type kind struct {
	open     bool
	reserved bool // a motorway or its like: only the most specific mode opens it
}

func (p *Profile) kind(t Tags, highway string) kind {
	motor := highway == "motorway" || highway == "motorway_link" || oneways[t["motorroad"]] == Forward
	reserved := motor && !p.motorroads
	return kind{open: p.highways[highway] && !reserved, reserved: reserved}
}

// open follows the most specific tag, or the kind of street if there is none.
func (p *Profile) open(t Tags, side Directions, k kind) bool {
	for i, m := range p.modes {
		for _, key := range m.directions[side] {
			switch judge(t[key]) {
			case shuts:
				return false
			case opens:
				return k.open || !m.general && (!k.reserved || i == 0)
			}
		}
	}
	return k.open
}

// lifted tells whether a tag for one direction lifts the one-way sign.
func (p *Profile) lifted(t Tags, side Directions) bool {
	for _, m := range p.modes {
		if v := judge(t[m.directions[side][0]]); v != silent {
			return v == opens
		}
	}
	return false
}

// oneway returns the directions that one-way signs leave open.
func (p *Profile) oneway(t Tags, highway string) Directions {
	for _, m := range p.modes {
		if d, ok := directions(t[m.oneway]); ok && !m.general {
			return d
		}
	}
	if !p.bound {
		return Both
	}
	d, ok := directions(t["oneway"])
	if junction := t["junction"]; !ok && (junction == "roundabout" || junction == "circular" || highway == "motorway") {
		d = Forward
	}
	if p.contraflow {
		d |= lanes(t)
	}
	return d
}

// sides are the keys of lanes for bicycles, and laneOneway is added to them for the
// lane's direction.
var sides = []string{"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}

const laneOneway = ":oneway"

// lanes returns the directions that lanes for bicycles add to those of the street.
func lanes(t Tags) (d Directions) {
	for _, side := range sides {
		switch lane := t[side]; {
		case strings.HasPrefix(lane, "opposite") || strings.Contains(lane, ";opposite"):
			return Both
		case lane == "" || lane == "no" || lane == "none" || lane == "separate":
		default:
			if along, ok := directions(t[side+laneOneway]); ok {
				d |= along
			}
		}
	}
	return d
}

// Passes tells whether the profile gets through a barrier that stands on a street.
func (p *Profile) Passes(t Tags) bool {
	barrier := t["barrier"]
	k := kind{open: p.passes[barrier] || p.passesOthers && !p.stopped[barrier]}
	return p.open(t, Forward, k)
}
