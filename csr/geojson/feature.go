package geojson

import (
	"encoding/json"
	"fmt"
	"strings"
)

// feature is the part of a feature that is read.
type feature struct {
	id         string // for messages
	properties map[string]any
	lines      [][]position
	points     []position // of a barrier
	kind       string     // of the geometry: its type, none or unknown
}

// members returns the members of an object by their exact names: those that differ by
// case are foreign members. It returns nil for null.
func members(text []byte) (m map[string]json.RawMessage, err error) {
	err = json.Unmarshal(text, &m)
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return m, err
}

// word returns the text of a member that is text, or nothing.
func word(text json.RawMessage) (s string) {
	if len(text) == 0 || json.Unmarshal(text, &s) != nil {
		return ""
	}
	return s
}

// parse reads a feature from its members, or a geometry as one without properties. With
// an error it returns the part that was read.
func parse(m map[string]json.RawMessage) (*feature, error) {
	f := &feature{id: strings.Trim(string(m["id"]), `"`), kind: "none"}
	switch kind := word(m["type"]); {
	case isGeometry(kind):
		return f, f.geometry(m)
	case kind != "Feature":
		return f, fmt.Errorf("%w: a feature of type %.20q", ErrSyntax, kind)
	}
	if text := m["properties"]; len(text) > 0 {
		if err := json.Unmarshal(text, &f.properties); err != nil {
			return f, fmt.Errorf("%w: properties: %w", ErrSyntax, err)
		}
	}
	if tag, ok := f.properties["@id"].(string); ok && f.id == "" {
		f.id = tag // OpenStreetMap's tools put it there
	}
	f.id = f.id[:min(len(f.id), 80)]
	text := m["geometry"]
	if len(text) == 0 {
		return f, nil
	}
	geometry, err := members(text)
	if err != nil || geometry == nil {
		return f, err
	}
	return f, f.geometry(geometry)
}

// geometry reads a geometry.
func (f *feature) geometry(m map[string]json.RawMessage) error {
	if f.kind = word(m["type"]); !isGeometry(f.kind) {
		f.kind = "unknown"
	}
	return f.take(m, &coordinates{}, 0)
}

// isBarrier tells whether properties are those of a barrier.
func isBarrier(properties map[string]any) bool {
	return len(collect(properties, func(key string) bool { return key == "barrier" })) > 0
}

// isGeometry tells whether RFC 7946 has a type of geometry.
func isGeometry(kind string) bool {
	switch kind {
	case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection":
		return true
	}
	return false
}

// maxNesting is how deep collections of geometries may be nested; the RFC advises
// against nesting.
const maxNesting = 8

// take reads the lines of a geometry, and the points of a barrier; c counts their
// positions.
func (f *feature) take(m map[string]json.RawMessage, c *coordinates, depth int) error {
	kind := word(m["type"])
	if kind == "GeometryCollection" {
		return f.collection(m["geometries"], c, depth)
	}
	c.text = m["coordinates"]
	var err error
	switch {
	case !isGeometry(kind) || strings.HasSuffix(kind, "Polygon") || strings.HasSuffix(kind, "Point") && !isBarrier(f.properties):
		return nil
	case len(c.text) == 0:
		return fmt.Errorf("%w: a %s without coordinates", ErrPosition, kind)
	case kind == "Point":
		var p position
		p, err = c.position()
		f.points = append(f.points, p)
	case kind == "MultiPoint":
		f.points, err = c.line()
	case kind == "LineString":
		var line []position
		line, err = c.line()
		f.lines = append(f.lines, line)
	case kind == "MultiLineString":
		var lines [][]position
		lines, err = c.lines()
		f.lines = append(f.lines, lines...)
	}
	return err
}

// collection reads the geometries of a collection.
func (f *feature) collection(text []byte, c *coordinates, depth int) error {
	if depth == maxNesting {
		return fmt.Errorf("%w: more than %d collections of geometries in each other", ErrLimit, maxNesting)
	}
	var geometries []json.RawMessage
	if len(text) > 0 && json.Unmarshal(text, &geometries) != nil {
		return fmt.Errorf("%w: geometries are not an array", ErrSyntax)
	}
	for _, text := range geometries {
		m, err := members(text)
		if err == nil {
			err = f.take(m, c, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
