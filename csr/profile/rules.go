package profile

// rules are the table for one kind of user. They are not changed once they are made.
type rules struct {
	// modes are the tags that open or close a street, most specific first.
	modes []mode
	// kinds are the kinds of street that are open unless a tag says otherwise.
	kinds set
	// ferriesOf are the keys of others: a ferry that has one of them is for those.
	ferriesOf []string
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
	// pace is how fast the profile goes.
	pace pace
	// modeKeys are the keys of modes, and reads all that bear on who may use a street.
	modeKeys, reads set
}

// mode is the keys of one mode of transport.
type mode struct {
	general bool // the mode is access, which is for all
	oneway  string
	keys    [both][]string // by direction, most specific first
}

func newMode(name string) mode {
	m := mode{general: name == "access", oneway: "oneway:" + name}
	for d, side := range map[directions]string{forward: ":forward", backward: ":backward"} {
		m.keys[d] = []string{name + side, name + ":both_ways", name + ":both", name}
	}
	return m
}

// newRules completes rules by their modes, most specific first.
func newRules(r rules, modes ...string) *rules {
	r.modeKeys, r.reads = set{}, words("highway route man_made railway public_transport motorroad barrier")
	if r.bound {
		r.reads["oneway"], r.reads["junction"] = true, true
	}
	for _, name := range modes {
		m := newMode(name)
		r.modes = append(r.modes, m)
		if !m.general {
			r.reads[m.oneway] = true
		}
		for _, keys := range m.keys {
			for _, key := range keys {
				r.modeKeys[key], r.reads[key] = true, true
			}
		}
	}
	for _, key := range r.ferriesOf {
		r.reads[key] = true
	}
	for _, side := range sides {
		r.reads[side], r.reads[side+laneOneway] = r.contraflow, r.contraflow
	}
	return &r
}

// The rules of the table.
var (
	walking = newRules(rules{
		kinds: words(`footway path pedestrian steps living_street residential service unclassified road track platform
			cycleway corridor elevator crossing ferry pier tertiary tertiary_link secondary secondary_link primary primary_link`),
		passes:       words(forAll + " " + forNarrow + " " + forWalkers),
		stopped:      words(forNobody),
		passesOthers: true,
		pace:         walkingPace,
	}, "foot", "access")
	cycling = newRules(rules{
		kinds: words(`cycleway path living_street residential service unclassified road track ferry tertiary tertiary_link
			secondary secondary_link primary primary_link`),
		ferriesOf:    []string{"foot"},
		bound:        true,
		contraflow:   true,
		passes:       words(forAll + " " + forNarrow),
		stopped:      words(forWalkers + " " + forNobody),
		passesOthers: true,
		pace:         cyclingPace,
	}, "bicycle", "vehicle", "access")
	driving = newRules(rules{
		kinds: words(`motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary
			tertiary_link unclassified road residential living_street service ferry`),
		ferriesOf:  []string{"foot", "bicycle"},
		motorroads: true,
		bound:      true,
		passes:     words(forAll),
		stopped:    words(forNarrow + " " + forWalkers + " " + forNobody),
		pace:       drivingPace,
	}, "motorcar", "motor_vehicle", "vehicle", "access")
)
