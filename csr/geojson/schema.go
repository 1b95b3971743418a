package geojson

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/veltrix/cairn/csr/profile"
)

// maxAlternatives is how many readings of one feature are considered.
const maxAlternatives = 64

// alternatives returns the properties as tags: those of the profile's table, or all. A list
// of a key of the table gives one reading for each of its values, other lists one value with
// semicolons. If there are too many readings, one of them has no tags and so opens nothing.
func alternatives(properties map[string]any, p profile.Profile, all bool) []profile.Tags {
	values := collect(properties, func(key string) bool { return all || p.Reads(key) })
	readings := []profile.Tags{{}}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		list := values[key]
		if !p.Reads(strings.ToLower(key)) {
			list = []string{strings.Join(list, ";")}
		}
		if len(readings)*len(list) > maxAlternatives {
			return append(readings, profile.Tags{})
		}
		readings = multiply(readings, key, list)
	}
	return readings
}

// multiply combines each reading with each value of a key.
func multiply(readings []profile.Tags, key string, values []string) []profile.Tags {
	for _, t := range readings {
		for _, value := range values[1:] {
			other := maps.Clone(t)
			other[key] = value
			readings = append(readings, other)
		}
		t[key] = values[0]
	}
	return readings
}

// collect returns the values of each key that is read, from the known places and
// schemas. The properties themselves come first.
func collect(properties map[string]any, reads func(key string) bool) map[string][]string {
	values := map[string][]string{}
	take := func(source map[string]any) {
		for key, value := range source {
			if reads(strings.ToLower(key)) && values[key] == nil {
				values[key] = texts(value)
			}
		}
	}
	for _, source := range sources(properties) {
		take(source)
	}
	takeGeofabrik(values, properties, reads)
	maps.DeleteFunc(values, func(_ string, list []string) bool { return len(list) == 0 })
	return values
}

// sources returns the objects that hold tags: the properties, and what is nested in them.
func sources(properties map[string]any) []map[string]any {
	found := []map[string]any{properties}
	for _, name := range []string{"tags", "all_tags", "other_tags"} {
		switch nested := properties[name].(type) {
		case map[string]any:
			found = append(found, nested)
		case string:
			found = append(found, tagText(nested))
		}
	}
	return found
}

// takeGeofabrik reads the columns of Geofabrik's roads: fclass is the highway; oneway is
// F along the line, T against it, and B both.
func takeGeofabrik(values map[string][]string, properties map[string]any, reads func(key string) bool) {
	kinds := texts(properties["fclass"])
	if len(kinds) == 0 || len(values["highway"]) > 0 || !reads("highway") {
		return
	}
	for i, kind := range kinds {
		switch {
		case kind == "unknown":
			kinds[i] = "road"
		case strings.HasPrefix(kind, "track_grade"):
			kinds[i] = "track"
		}
	}
	values["highway"] = kinds
	for i, way := range values["oneway"] {
		if meant, ok := map[string]string{"f": "yes", "t": "-1", "b": "no"}[way]; ok {
			values["oneway"][i] = meant
		}
	}
}

// texts returns the values of a property as lower-case text: several of a list, none of
// null.
func texts(value any) []string {
	found := spelled(value)
	for i, text := range found {
		found[i] = strings.ToLower(text)
	}
	return found
}

// spelled is texts in letters of either case.
func spelled(value any) []string {
	switch v := value.(type) {
	case bool:
		return []string{map[bool]string{true: "yes", false: "no"}[v]}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case string:
		return textsOfText(strings.TrimSpace(v))
	case []any:
		return list(v)
	}
	return nil
}

// list returns the different values of a list.
func list(values []any) (found []string) {
	for _, v := range values {
		for _, text := range spelled(v) {
			if !slices.Contains(found, text) && len(found) <= maxAlternatives {
				found = append(found, text)
			}
		}
	}
	return found
}

// textsOfText reads text that Python, databases and tables print for nothing, for whole
// numbers and for lists.
func textsOfText(text string) []string {
	switch text {
	case "", "None", "null", "NULL", "nan", "NaN", "<NA>":
		return nil
	}
	if inner, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(inner, "]") {
		var values []any
		for part := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
			values = append(values, strings.Trim(part, ` '"`))
		}
		return list(values)
	}
	return []string{strings.TrimSuffix(text, ".0")}
}

// tagText reads tags in one text: an object of JSON, or "key"=>"value" pairs up to
// anything else.
func tagText(text string) map[string]any {
	tags := map[string]any{}
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		_ = json.Unmarshal([]byte(text), &tags) // no tags if it is not JSON after all
		return tags
	}
	for text != "" {
		var key, value string
		var ok bool
		key, text = token(text, "=>")
		if text, ok = strings.CutPrefix(text, "=>"); !ok {
			break
		}
		value, text = token(text, ",")
		text = strings.TrimPrefix(text, ",")
		tags[key] = value
	}
	return tags
}

// token takes a word off a text: in quotes, or up to end.
func token(text, end string) (word, rest string) {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, `"`) {
		i := strings.Index(text, end)
		if i < 0 {
			i = len(text)
		}
		return strings.TrimSpace(text[:i]), text[i:]
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), strings.TrimSpace(text[i+1:])
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}
