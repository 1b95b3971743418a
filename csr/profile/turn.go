package profile

import "strings"

// Turn returns the turn restriction that binds the profile, by the tags of a relation with
// type=restriction: a value such as no_left_turn or only_straight_on, and "" if none does.
// restriction:<mode> of the most specific mode counts before restriction, which binds nobody
// that except names. Walkers are bound by restriction:foot alone, as by oneway. Conditions
// are ignored.
func (p Profile) Turn(t Tags) string {
	if p.rules == nil {
		return turn(t["restriction"])
	}
	for _, m := range p.rules.modes {
		if rule := turn(t["restriction:"+m.name()]); rule != "" {
			return rule
		}
	}
	if !p.rules.bound || p.rules.excepted(t["except"]) {
		return ""
	}
	return turn(t["restriction"])
}

// name returns the key of the mode.
func (m *mode) name() string { return strings.TrimPrefix(m.oneway, "oneway:") }

// excepted tells whether a list of modes has one of the profile's.
func (r *rules) excepted(list string) bool {
	for part := range strings.SplitSeq(list, ";") {
		for _, m := range r.modes {
			if strings.ToLower(strings.TrimSpace(part)) == m.name() {
				return true
			}
		}
	}
	return false
}

// turn returns the value of a tag if it forbids something.
func turn(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	if strings.HasPrefix(value, "no_") || strings.HasPrefix(value, "only_") {
		return value
	}
	return ""
}
