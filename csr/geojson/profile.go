package geojson

import "strings"

// profile is who uses a street, in OpenStreetMap's terms.
type profile struct {
	// modes are the tags that open or close a street for this user, most
	// specific first.
	modes []string
	// highways are the kinds of street that are open to this user unless a tag
	// says otherwise.
	highways map[string]bool
	// bound tells whether oneway and roundabouts bind this user.
	bound bool
	// opposite is a tag that lets this user go against a one-way street, where
	// its value starts with "opposite"; or empty.
	opposite string
}

var (
	walking = profile{
		modes: []string{"foot", "access"},
		highways: set("footway", "path", "pedestrian", "steps", "living_street", "residential", "service", "unclassified",
			"road", "track", "platform", "cycleway", "corridor", "crossing", "tertiary", "tertiary_link", "secondary",
			"secondary_link", "primary", "primary_link"),
	}
	cycling = profile{
		modes: []string{"bicycle", "vehicle", "access"},
		highways: set("cycleway", "path", "living_street", "residential", "service", "unclassified", "road", "track",
			"tertiary", "tertiary_link", "secondary", "secondary_link", "primary", "primary_link"),
		bound:    true,
		opposite: "cycleway",
	}
	driving = profile{
		modes: []string{"motorcar", "motor_vehicle", "vehicle", "access"},
		highways: set("motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary",
			"secondary_link", "tertiary", "tertiary_link", "unclassified", "road", "residential", "living_street", "service"),
		bound: true,
	}
)

// Values of access tags. One that is in neither set says nothing.
var (
	opens = set("yes", "designated", "permissive", "destination", "customers", "public", "official", "dismount")
	shuts = set("no", "private", "agricultural", "forestry", "delivery", "psv", "bus", "taxi", "emergency", "military",
		"restricted", "residents", "permit", "use_sidepath")
	// unbuilt are kinds of highway that nobody can use, whatever other tags say.
	unbuilt = set("construction", "proposed", "planned", "abandoned", "razed", "disused")
)

func set(names ...string) map[string]bool {
	s := map[string]bool{}
	for _, name := range names {
		s[name] = true
	}
	return s
}

// Walking is the Access of people on foot: streets and paths but motorways,
// unless foot or access say otherwise. One-way signs do not bind them, but
// oneway:foot does.
func Walking(properties map[string]any) Access { return walking.access(properties) }

// Cycling is the Access of bicycles: not on footways, pedestrian streets and
// steps unless bicycle says so. One-way signs bind them where neither
// oneway:bicycle nor a contraflow lane (cycleway=opposite and its kind) lifts
// them.
func Cycling(properties map[string]any) Access { return cycling.access(properties) }

// Driving is the Access of cars. Roundabouts and motorways are one-way even
// without a tag.
func Driving(properties map[string]any) Access { return driving.access(properties) }

// tags are a feature's properties; those that are not text count as missing.
type tags map[string]any

func (t tags) get(key string) string {
	s, _ := t[key].(string)
	return s
}

// access reads the tags of a street for this user.
func (p *profile) access(properties map[string]any) Access {
	t := tags(properties)
	highway := t.get("highway")
	if highway == "" || unbuilt[highway] || !p.open(t, highway) {
		return Access{}
	}
	switch p.oneway(t, highway) {
	case "yes", "true", "1":
		return Access{Forward: true}
	case "-1", "reverse":
		return Access{Backward: true}
	case "reversible", "alternating":
		return Access{} // now one way, now the other: not to be relied on
	}
	return Access{Forward: true, Backward: true}
}

// open takes the most specific tag at its word, and where there is none the
// kind of street.
func (p *profile) open(t tags, highway string) bool {
	for _, mode := range p.modes {
		if value := t.get(mode); opens[value] {
			// Access in general opens no motorway to walkers; their own tag does.
			return mode != "access" || p.highways[highway]
		} else if shuts[value] {
			return false
		}
	}
	return p.highways[highway]
}

// oneway returns the value of the tag that binds this user, or what is implied
// where there is none.
func (p *profile) oneway(t tags, highway string) string {
	for _, mode := range p.modes {
		if value := t.get("oneway:" + mode); value != "" {
			return value
		}
	}
	if !p.bound || p.opposite != "" && strings.HasPrefix(t.get(p.opposite), "opposite") {
		return "no"
	}
	value := t.get("oneway")
	if junction := t.get("junction"); value == "" && (junction == "roundabout" || junction == "circular" || highway == "motorway") {
		return "yes"
	}
	return value
}
