package geojson

import (
	"strconv"
	"strings"

	"github.com/veltrix/cairn/csr"
)

// maxName is how long a name may be, in bytes; what is longer is none.
const maxName = 1 << 12

// identity returns what the graph keeps of the street that a feature draws.
func identity(f *feature) csr.Street {
	return csr.Street{Name: property(f.properties, "name", "ref"), Class: class(f.properties), Way: f.way()}
}

// property returns the first of some properties that is there, as text: the values of
// a list one after another.
func property(properties map[string]any, keys ...string) string {
	for _, key := range keys {
		for _, source := range sources(properties) {
			if text := strings.Join(spelled(source[key]), "; "); text != "" && len(text) <= maxName {
				return text
			}
		}
	}
	return ""
}

// class returns the kind of a street: highway, or route, which ferries have.
func class(properties map[string]any) string {
	for _, key := range []string{"highway", "route"} {
		kinds := collect(properties, func(k string) bool { return k == key })[key]
		if text := strings.Join(kinds, ";"); text != "" && len(text) <= maxName {
			return text
		}
	}
	return ""
}

// way returns the number of OpenStreetMap's way that a feature is, or 0.
func (f *feature) way() int64 {
	for _, key := range []string{"@id", "osm_id", "osm_way_id", "osmid", "full_id"} {
		if n := wayNumber(property(f.properties, key)); n != 0 {
			return n
		}
	}
	return wayNumber(f.id)
}

// wayNumber reads the number of a way as tools write it: way/123, w123 or 123.
func wayNumber(text string) int64 {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "w"), "ay/")
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
