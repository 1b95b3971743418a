package profile

import (
	"slices"
	"strings"
)

// closed are known kinds of highway that no profile uses unless a tag opens them.
var closed = words(`bridleway bus_guideway busway raceway escape via_ferrata ladder services rest_area trailhead
	turning_circle turning_loop mini_roundabout passing_place emergency_bay bus_stop street_lamp no`)

// described are keys that describe, and of which only some values matter.
var described = words("route man_made railway public_transport junction")

// unread returns the tags, as key=value in order, that bear on the profile and that it
// does not understand: a value that the table does not have, or a key that differs only
// by case from one that it has.
func (r *rules) unread(t Tags) (found []string) {
	for key, value := range t {
		lower := strings.ToLower(key)
		if value != "" && r.reads[lower] && (key != lower || !r.understands(key, value)) {
			found = append(found, key+"="+value)
		}
	}
	slices.Sort(found)
	return found
}

func (r *rules) understands(key, value string) bool {
	for part := range values(value) {
		if !r.understandsOne(key, part) {
			return false
		}
	}
	return true
}

func (r *rules) understandsOne(key, value string) bool {
	switch {
	case key == "highway":
		return knownHighway(value)
	case key == "barrier":
		return r.passes[value] || r.stopped[value]
	case described[key] || slices.Contains(r.ferriesOf, key) || strings.HasPrefix(key, "cycleway") && !strings.HasSuffix(key, laneOneway):
		return true
	case key == "motorroad" || strings.Contains(key, "oneway"):
		_, ok := oneways[value]
		return ok
	}
	return open[value] || shut[value] || undecided[value]
}

func knownHighway(value string) bool {
	return walking.kinds[value] || cycling.kinds[value] || driving.kinds[value] || closed[value] || unbuilt[value]
}
