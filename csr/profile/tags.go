package profile

import (
	"iter"
	"strings"
)

// Tags are the tags of a street or barrier. Keys are in lower case; the case of values
// does not matter.
type Tags = map[string]string

// set is a set of words.
type set map[string]bool

func words(text string) set {
	s := set{}
	for word := range strings.FieldsSeq(text) {
		s[word] = true
	}
	return s
}

// values returns the values in a text, which semicolons separate, in lower case. Those
// with a condition, as in "no @ (Sa; Su)", are left out.
func values(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for more := true; more; {
			var part string
			part, text, more = cutValue(text)
			if !strings.Contains(part, "@") && !yield(strings.ToLower(strings.TrimSpace(part))) {
				return
			}
		}
	}
}

// cutValue cuts a text around the first semicolon outside parentheses.
func cutValue(text string) (part, rest string, more bool) {
	depth := 0
	for i, c := range []byte(text) {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ';' && depth <= 0:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
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

// judge reads the value of an access tag.
func judge(value string) verdict {
	if value == "" { // most often
		return silent
	}
	found := silent
	for part := range values(value) {
		switch {
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

// directions is an Access as bits.
type directions uint8

// The directions, as bits.
const (
	forward directions = 1 << iota
	backward
	both = forward | backward
)

func (d directions) access() Access { return Access{d&forward != 0, d&backward != 0} }

// oneways are the values of oneway.
var oneways = map[string]directions{
	"yes": forward, "true": forward, "1": forward,
	"no": both, "false": both, "0": both,
	"-1": backward, "reverse": backward,
	"reversible": 0, "alternating": 0,
}

// readOneway reads the value of a oneway tag; of several, all count. ok is false if one of
// them says nothing, and if there is none.
func readOneway(value string) (d directions, ok bool) {
	if value == "" { // most often
		return both, false
	}
	d = both
	for part := range values(value) {
		one, known := oneways[part]
		if !known {
			return both, false
		}
		d, ok = d&one, true
	}
	return d, ok
}
