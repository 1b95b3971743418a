package geojson

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/streetnet"
)

// Read reads features from r: those of a FeatureCollection, a single Feature, a
// bare geometry, or any number of them one after another, with or without the
// separators of RFC 8142; compressed by gzip or not. It returns a Builder that
// holds the map, to add to or to Build, and counts of what was read and left out. With
// an error, the counts are of the text before it. The error is an *Error, which names
// the feature, or wraps ErrOption. Read costs some 80 ns a byte, reads to the end and
// does not close r.
func Read(r io.Reader, opts *Options) (*csr.Builder, Stats, error) {
	o, err := opts.checked()
	if err != nil {
		return nil, Stats{}, err
	}
	d := &reader{network: network{Network: streetnet.Network{Plane: o.Plane}, opts: o}, feature: -1}
	if err := d.readText(r); err != nil {
		return nil, d.stats, d.locate(err)
	}
	return d.builder(), d.stats, nil
}

// reader goes through the text.
type reader struct {
	limit *limiter
	json  *json.Decoder
	network
	feature int    // at hand, or -1
	id      string // of it
}

// readText reads all of the text and completes the map.
func (d *reader) readText(r io.Reader) error {
	text, err := plainText(r)
	if err != nil {
		return err
	}
	d.limit = &limiter{r: text}
	d.json = json.NewDecoder(d.limit)
	if err := d.readAll(); err != nil {
		return err
	}
	return d.finish()
}

// locate adds the place to an error.
func (d *reader) locate(err error) error {
	e := &Error{Feature: d.feature, ID: d.id, Position: -1, Err: err}
	var at *positionError
	if errors.As(err, &at) {
		e.Position = at.position
	}
	if d.json != nil {
		e.Offset = d.json.InputOffset()
	}
	return e
}

// decode reads the next value. If the text is not JSON because of a coordinate, the
// error names its position.
func (d *reader) decode() (text json.RawMessage, err error) {
	err = d.json.Decode(&text)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return text, noEnd(err)
	}
	if rest, _ := io.ReadAll(d.json.Buffered()); d.feature >= 0 {
		if found := misplaced(rest); found != nil {
			return nil, found
		}
	}
	return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
}

// token reads the next token.
func (d *reader) token() (json.Token, error) {
	token, err := d.json.Token()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return token, noEnd(err)
}

// noEnd makes an ErrSyntax of the end of the text.
func noEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return err
}

// readAll reads values until the text ends.
func (d *reader) readAll() error {
	for values := 0; ; values++ {
		d.between()
		token, err := d.token()
		if errors.Is(err, io.EOF) && values > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if token != json.Delim('{') {
			return fmt.Errorf("%w: a value that is not an object", ErrSyntax)
		}
		if err := d.readObject(); err != nil {
			return err
		}
	}
}

// between renews the limit on what is read until the end of the next feature.
func (d *reader) between() {
	d.feature, d.id = -1, ""
	d.limit.left = d.network.opts.MaxFeatureBytes
}

// readObject reads the members of a value after its brace. Members come in any order:
// the features of a collection are read one by one, the members of a single feature or
// geometry are kept until the type is known.
func (d *reader) readObject() error {
	members := map[string]json.RawMessage{}
	for d.json.More() {
		name, err := d.token()
		if err != nil {
			return err
		}
		if name == "features" {
			members["features"] = nil
			if err := d.readFeatures(); err != nil {
				return err
			}
			continue
		}
		value, err := d.member(name)
		if err != nil {
			return err
		}
		switch name {
		case "type", "id", "properties", "geometry", "coordinates", "geometries":
			members[name.(string)] = value
		case "crs":
			d.crs = crsName(value)
		}
	}
	if _, err := d.token(); err != nil { // the closing brace
		return err
	}
	return d.finishObject(members)
}

// member reads the value of a member. Errors in the members of a feature name the
// feature.
func (d *reader) member(name json.Token) (json.RawMessage, error) {
	of := name == "properties" || name == "geometry" || name == "coordinates" || name == "geometries"
	if of {
		d.feature = d.stats.Features
	}
	value, err := d.decode()
	if err == nil {
		d.feature = -1
	} else if of {
		d.stats.Features++
	}
	return value, err
}

// finishObject takes in the value, now that its type is known.
func (d *reader) finishObject(m map[string]json.RawMessage) error {
	_, collection := m["features"]
	switch kind := word(m["type"]); {
	case kind == "FeatureCollection" && collection:
		return nil
	case (kind == "Feature" || isGeometry(kind)) && !collection:
		d.begin()
		return d.take(m)
	}
	return fmt.Errorf("%w: neither a FeatureCollection nor a Feature or geometry", ErrSyntax)
}

// readFeatures reads the array of a collection, or null for none.
func (d *reader) readFeatures() error {
	token, err := d.token()
	if token == nil || err != nil {
		return err
	}
	if token != json.Delim('[') {
		return fmt.Errorf("%w: features are not an array", ErrSyntax)
	}
	for d.json.More() {
		if err := d.readElement(); err != nil {
			return err
		}
	}
	d.between()
	_, err = d.token() // the closing bracket
	return err
}

// readElement reads a feature of the array.
func (d *reader) readElement() error {
	d.between()
	d.begin()
	text, err := d.decode()
	if err != nil {
		return err
	}
	m, err := members(text)
	if err != nil {
		return err
	}
	return d.take(m)
}

// begin counts a feature.
func (d *reader) begin() {
	d.feature = d.stats.Features
	d.stats.Features++
}

// take takes in one feature.
func (d *reader) take(m map[string]json.RawMessage) error {
	f, err := parse(m)
	d.id = f.id
	if err != nil {
		return err
	}
	return d.add(f)
}

// crsName returns the system of coordinates that a member crs names, as GeoJSON
// had it before RFC 7946.
func crsName(text json.RawMessage) string {
	var crs struct {
		Type       string
		Properties struct {
			Name, Href string
			Code       json.RawMessage
		}
	}
	if json.Unmarshal(text, &crs) != nil {
		return ""
	}
	name := crs.Properties.Name + crs.Properties.Href
	if name == "" && len(crs.Properties.Code) > 0 {
		name = crs.Type + ":" + string(crs.Properties.Code)
	}
	return name[:min(len(name), 80)]
}
