package profile

import (
	"iter"
	"strings"
)

// Kinds of street that have no tag highway.
const (
	ferry    = "ferry"
	pier     = "pier"
	platform = "platform"
)

// unbuilt are kinds of street that are closed whatever other tags say.
var unbuilt = words("construction proposed planned abandoned razed disused demolished removed")

// IsArea tells whether a street with these tags that ends where it begins is a surface,
// such as a square, that can be crossed: area=yes, or an outline of type=multipolygon.
func IsArea(t Tags) bool {
	area := judge(t["area"])
	return area == opens || area == silent && t["type"] == "multipolygon"
}

// kinds returns the kinds of street that tags name, at least one, which may be "".
func kinds(t Tags) iter.Seq[string] {
	return func(yield func(string) bool) {
		some := false
		for kind := range values(kindOf(t)) {
			if some = true; !yield(kind) {
				return
			}
		}
		if !some {
			yield("")
		}
	}
}

// kindOf returns the text that names the kinds of a street.
func kindOf(t Tags) string {
	if highway := t["highway"]; highway != "" {
		return highway
	}
	return withoutHighway(t)
}

// withoutHighway returns the kind of a street that has no tag highway, "" for none.
func withoutHighway(t Tags) string {
	for _, c := range [...]struct{ key, kind string }{
		{"route", ferry}, {"man_made", pier}, {"railway", platform}, {"public_transport", platform},
	} {
		for value := range values(t[c.key]) {
			if value == c.kind {
				return c.kind
			}
		}
	}
	return ""
}

// street returns in which directions a street may be used.
func (r *rules) street(t Tags) directions {
	d := both
	for kind := range kinds(t) {
		d &= r.one(t, kind)
	}
	return d
}

// one returns them for one of the kinds of street that the tags name.
func (r *rules) one(t Tags, kind string) (d directions) {
	if kind == "" || unbuilt[kind] {
		return 0
	}
	allowed, otherwise := r.oneway(t, kind), r.byKind(t, kind)
	switch {
	case r.named(t):
	case otherwise.open:
		return allowed
	default:
		return 0
	}
	for _, side := range [...]directions{forward, backward} {
		if r.open(t, side, otherwise) && (allowed&side != 0 || r.lifted(t, side)) {
			d |= side
		}
	}
	return d
}

// fallback is what counts where the tags of modes say nothing.
type fallback struct {
	open     bool
	reserved bool // a motorway or its like: only the most specific mode opens it
}

// byKind returns whether a kind of street is open by itself.
func (r *rules) byKind(t Tags, kind string) fallback {
	motor := kind == "motorway" || kind == "motorway_link" || oneways[strings.ToLower(t["motorroad"])] == forward
	reserved := motor && !r.motorroads
	return fallback{open: r.kinds[kind] && !reserved && !(kind == ferry && r.left(t)), reserved: reserved}
}

// left tells whether a ferry is for others: it names them.
func (r *rules) left(t Tags) bool {
	for _, key := range r.ferriesOf {
		if t[key] != "" {
			return true
		}
	}
	return false
}

// named tells whether a tag is one of the modes', which most streets have none of.
func (r *rules) named(t Tags) bool {
	for key := range t {
		if r.modeKeys[key] {
			return true
		}
	}
	return false
}

// open follows the most specific tag, or the fallback if there is none.
func (r *rules) open(t Tags, side directions, otherwise fallback) bool {
	for i := range r.modes {
		m := &r.modes[i]
		for _, key := range m.keys[side] {
			switch judge(t[key]) {
			case shuts:
				return false
			case opens:
				return otherwise.open || !m.general && (!otherwise.reserved || i == 0)
			}
		}
	}
	return otherwise.open
}

// lifted tells whether a tag for one direction lifts the one-way sign.
func (r *rules) lifted(t Tags, side directions) bool {
	for i := range r.modes {
		m := &r.modes[i]
		if v := judge(t[m.keys[side][0]]); v != silent {
			return v == opens
		}
	}
	return false
}

// oneway returns the directions that one-way signs leave open.
func (r *rules) oneway(t Tags, kind string) directions {
	for i := range r.modes {
		m := &r.modes[i]
		if d, ok := readOneway(t[m.oneway]); ok && !m.general {
			return d
		}
	}
	if !r.bound {
		return both
	}
	d, ok := readOneway(t["oneway"])
	if junction := strings.ToLower(t["junction"]); !ok && (junction == "roundabout" || junction == "circular" || kind == "motorway") {
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
		if t[side] == "" {
			continue
		}
		for lane := range values(t[side]) {
			switch {
			case strings.HasPrefix(lane, "opposite"):
				return both
			case lane == "" || lane == "no" || lane == "none" || lane == "separate":
			default:
				if along, ok := readOneway(t[side+laneOneway]); ok {
					d |= along
				}
			}
		}
	}
	return d
}
