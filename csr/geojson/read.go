package geojson

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/veltrix/cairn/csr"
)

// Read reads features from r: those of a FeatureCollection, a single Feature,
// or any number of either one after another, with or without the separators of
// RFC 8142. It returns a Builder that holds the map, to add to or to Build, and
// what was read; Stats are returned with an error too, up to where it occurred.
// The error is an *Error. It costs some 50 ns a byte.
func Read(r io.Reader, opts *Options) (*csr.Builder, Stats, error) {
	limit := &limiter{r: r}
	d := &reader{limit: limit, json: json.NewDecoder(limit), network: network{opts: opts.withDefaults()}}
	if err := d.readAll(); err != nil {
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

// locate adds the place to an error.
func (d *reader) locate(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return &Error{Feature: d.feature, ID: d.id, Offset: d.json.InputOffset(), Err: err}
}

// readAll reads values until the text ends.
func (d *reader) readAll() error {
	for values := 0; ; values++ {
		d.between()
		token, err := d.json.Token()
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

// between renews what may be read until the next feature.
func (d *reader) between() {
	d.feature, d.id = -1, ""
	d.limit.left = d.network.opts.MaxFeatureBytes
}

// readObject reads the members of a value after its brace. Members come in any
// order: those of a collection's array are read as they come, those of a single
// feature are kept until the type is known.
func (d *reader) readObject() error {
	members := map[string]json.RawMessage{}
	collection := false
	for d.json.More() {
		name, err := d.json.Token()
		if err != nil {
			return err
		}
		if name == "features" {
			collection = true
			if err := d.readFeatures(); err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := d.json.Decode(&value); err != nil {
			return err
		}
		switch name {
		case "type", "id", "properties", "geometry":
			members[name.(string)] = value
		}
	}
	if _, err := d.json.Token(); err != nil { // the closing brace
		return err
	}
	return d.finishObject(members, collection)
}

// finishObject decides what the value was.
func (d *reader) finishObject(members map[string]json.RawMessage, collection bool) error {
	switch kind := string(members["type"]); {
	case kind == `"FeatureCollection"` && collection:
		return nil
	case kind == `"Feature"` && !collection:
		text, err := json.Marshal(members)
		if err != nil {
			return err
		}
		return d.readFeature(func(f *feature) error { return json.Unmarshal(text, f) })
	}
	return fmt.Errorf("%w: neither a FeatureCollection nor a Feature", ErrSyntax)
}

// readFeatures reads the array of a collection.
func (d *reader) readFeatures() error {
	token, err := d.json.Token()
	if err != nil {
		return err
	}
	if token != json.Delim('[') {
		return fmt.Errorf("%w: features are not an array", ErrSyntax)
	}
	for d.json.More() {
		if err := d.readFeature(func(f *feature) error { return d.json.Decode(f) }); err != nil {
			return err
		}
	}
	d.between()
	_, err = d.json.Token() // the closing bracket
	return err
}

// readFeature takes in one feature.
func (d *reader) readFeature(decode func(*feature) error) error {
	d.between()
	d.feature = d.stats.Features
	d.stats.Features++
	var f feature
	if err := decode(&f); err != nil {
		return err
	}
	d.id = f.name()
	return d.add(&f)
}

// limiter is a reader that gives out so many bytes and then fails. It also
// turns the separators of RFC 8142 into blanks: the character is not allowed
// elsewhere in JSON.
type limiter struct {
	r    io.Reader
	left int64
}

const recordSeparator = 0x1e

// Read reads at most as many bytes as are left.
func (l *limiter) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("%w: more text than Options.MaxFeatureBytes", ErrLimit)
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	for i, c := range p[:n] {
		if c == recordSeparator {
			p[i] = ' '
		}
	}
	return n, err
}
