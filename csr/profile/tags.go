package profile

import "strings"

// Tags are the tags of a street or barrier, in lower case.
type Tags = map[string]string

// directions is an Access as bits.
type directions uint8

// The directions, as bits.
const (
	forward directions = 1 << iota
	backward
	both = forward | backward
)

func (d directions) access() Access { return Access{d&forward != 0, d&backward != 0} }

// set is a set of words.
type set map[string]bool

func words(text string) set {
	s := set{}
	for word := range strings.FieldsSeq(text) {
		s[word] = true
	}
	return s
}

// verdict is what the value of an access tag says.
type verdict int

const (
	silent verdict = iota
	opens
	shuts
)

var (
	open = words("yes designated permissive destination customers public official dismount true 1")
	shut = words(`no private agricultural forestry delivery psv bus taxi emergency military restricted residents permit
		use_sidepath false 0`)
	// undecided are values that are in use and say nothing.
	undecided = words("unknown variable discouraged")
)

// judge reads the value of an access tag, or several separated by semicolons.
func judge(value string) verdict {
	found := silent
	for part := range strings.SplitSeq(value, ";") {
		switch part = strings.TrimSpace(part); {
		case part == "no":
			return shuts
		case open[part]:
			found = opens
		case shut[part] && found == silent:
			found = shuts
		}
	}
	return found
}

// oneways are the values of oneway.
var oneways = map[string]directions{
	"yes": forward, "true": forward, "1": forward,
	"no": both, "false": both, "0": both,
	"-1": backward, "reverse": backward,
	"reversible": 0, "alternating": 0,
}

// readOneway reads the value of a oneway tag, or several separated by semicolons, all of
// which count. ok is false if one of them says nothing.
func readOneway(value string) (d directions, ok bool) {
	d = both
	for part := range strings.SplitSeq(value, ";") {
		one, ok := oneways[strings.TrimSpace(part)]
		if !ok {
			return both, false
		}
		d &= one
	}
	return d, true
}
