package profile

import "strings"

// rules are the table for one kind of user. They are not changed once they are made.
type rules struct {
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
	directions map[directions][]string // keys for one direction, most specific first
}

func newMode(name string) mode {
	m := mode{general: name == "access", oneway: "oneway:" + name, directions: map[directions][]string{}}
	for d, side := range map[directions]string{forward: ":forward", backward: ":backward"} {
		m.directions[d] = []string{name + side, name + ":both_ways", name + ":both", name}
	}
	return m
}

// newRules completes rules by their modes, most specific first.
func newRules(r rules, modes ...string) *rules {
	r.reads = words("highway motorroad barrier")
	if r.bound {
		r.reads["oneway"], r.reads["junction"] = true, true
	}
	for _, name := range modes {
		m := newMode(name)
		r.modes = append(r.modes, m)
		if !m.general {
			r.reads[m.oneway] = true
		}
		for _, keys := range m.directions {
			for _, key := range keys {
				r.reads[key] = true
			}
		}
	}
	for _, side := range sides {
		r.reads[side], r.reads[side+laneOneway] = r.contraflow, r.contraflow
	}
	return &r
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

// The rules of the table.
var (
	walking = newRules(rules{
		highways: words(`footway path pedestrian steps living_street residential service unclassified road track platform
			cycleway corridor elevator crossing tertiary tertiary_link secondary secondary_link primary primary_link`),
		passes:       words(forAll + " " + forNarrow + " " + forWalkers),
		stopped:      words(forNobody),
		passesOthers: true,
	}, "foot", "access")
	cycling = newRules(rules{
		highways: words(`cycleway path living_street residential service unclassified road track tertiary tertiary_link
			secondary secondary_link primary primary_link`),
		bound:        true,
		contraflow:   true,
		passes:       words(forAll + " " + forNarrow),
		stopped:      words(forWalkers + " " + forNobody),
		passesOthers: true,
	}, "bicycle", "vehicle", "access")
	driving = newRules(rules{
		highways: words(`motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary
			tertiary_link unclassified road residential living_street service`),
		motorroads: true,
		bound:      true,
		passes:     words(forAll),
		stopped:    words(forNarrow + " " + forWalkers + " " + forNobody),
	}, "motorcar", "motor_vehicle", "vehicle", "access")
)

// street returns in which directions a street may be used.
func (r *rules) street(t Tags) directions {
	d := both
	for highway := range strings.SplitSeq(t["highway"], ";") {
		d &= r.one(t, strings.TrimSpace(highway))
	}
	return d
}

// unbuilt are kinds of street that are closed whatever other tags say.
var unbuilt = words("construction proposed planned abandoned razed disused demolished removed")

// one returns them for one of the kinds of street that highway names.
func (r *rules) one(t Tags, highway string) (d directions) {
	if highway == "" || unbuilt[highway] {
		return 0
	}
	allowed := r.oneway(t, highway)
	for _, side := range []directions{forward, backward} {
		if r.open(t, side, r.kind(t, highway)) && (allowed&side != 0 || r.lifted(t, side)) {
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

func (r *rules) kind(t Tags, highway string) kind {
	motor := highway == "motorway" || highway == "motorway_link" || oneways[t["motorroad"]] == forward
	reserved := motor && !r.motorroads
	return kind{open: r.highways[highway] && !reserved, reserved: reserved}
}

// open follows the most specific tag, or the kind of street if there is none.
func (r *rules) open(t Tags, side directions, k kind) bool {
	for i, m := range r.modes {
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
func (r *rules) lifted(t Tags, side directions) bool {
	for _, m := range r.modes {
		if v := judge(t[m.directions[side][0]]); v != silent {
			return v == opens
		}
	}
	return false
}

// oneway returns the directions that one-way signs leave open.
func (r *rules) oneway(t Tags, highway string) directions {
	for _, m := range r.modes {
		if d, ok := readOneway(t[m.oneway]); ok && !m.general {
			return d
		}
	}
	if !r.bound {
		return both
	}
	d, ok := readOneway(t["oneway"])
	if junction := t["junction"]; !ok && (junction == "roundabout" || junction == "circular" || highway == "motorway") {
		d = forward
	}
	if r.contraflow {
		d |= lanes(t)
	}
	return d
}

// sides are the keys of lanes for bicycles, and laneOneway is added to them for the
// lane's direction.
var sides = []string{"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}

const laneOneway = ":oneway"

// lanes returns the directions that lanes for bicycles add to those of the street.
func lanes(t Tags) (d directions) {
	for _, side := range sides {
		switch lane := t[side]; {
		case strings.HasPrefix(lane, "opposite") || strings.Contains(lane, ";opposite"):
			return both
		case lane == "" || lane == "no" || lane == "none" || lane == "separate":
		default:
			if along, ok := readOneway(t[side+laneOneway]); ok {
				d |= along
			}
		}
	}
	return d
}

// pass tells whether the profile gets through a barrier that stands on a street.
func (r *rules) pass(t Tags) bool {
	barrier := t["barrier"]
	if barrier == "" {
		return true
	}
	k := kind{open: r.passes[barrier] || r.passesOthers && !r.stopped[barrier]}
	return r.open(t, forward, k)
}
