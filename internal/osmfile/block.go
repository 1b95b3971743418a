package osmfile

import (
	"math"
	"slices"
)

// block decodes the objects of a blob. It keeps its memory for the next one.
type block struct {
	table    string   // the message of the table of texts
	texts    []uint32 // where in it each text's length stands
	scale    int64    // the unit of coordinates, in billionths of a degree
	origin   Point
	kinds    Kinds // of the objects found
	node     Node
	way      Way
	relation Relation
	tags     Tags // of the object at hand
}

// decode hands the objects of some kinds to a visitor. Without one it only looks which
// kinds there are.
func (b *block) decode(message []byte, want Kinds, v Visitor) error {
	b.kinds, b.scale, b.origin = 0, 100, Point{}
	b.table, b.texts = "", b.texts[:0]
	f := fields{rest: message}
	for f.next() {
		b.take(&f, v != nil)
	}
	if f.err != nil {
		return f.err
	}
	for f = (fields{rest: message}); f.next(); {
		if !f.is(2) {
			continue
		}
		if err := b.group(f.bytes, want, v); err != nil {
			return err
		}
	}
	return nil
}

// take takes what holds for all groups of the block.
func (b *block) take(f *fields, texts bool) {
	switch {
	case f.is(1) && texts:
		f.err = b.readTexts(f.bytes)
	case f.wire != wireVarint:
	case f.number == 17:
		if b.scale = int64(f.value); b.scale < 1 || b.scale > degree {
			f.fail("granularity %d", b.scale)
		}
	case f.number == 19:
		b.origin.Lat = int64(f.value)
	case f.number == 20:
		b.origin.Lon = int64(f.value)
	}
}

// readTexts notes where each text is. It counts them first, since there may be millions.
func (b *block) readTexts(message []byte) error {
	count, f := 0, fields{rest: message}
	for f.next() {
		count++
	}
	b.table, b.texts = string(message), slices.Grow(b.texts[:0], count)
	f = fields{rest: message}
	for at := 0; f.next(); at = len(message) - len(f.rest) {
		if message[at] != 1<<3|wireBytes {
			return syntax("a field in the table of texts")
		}
		b.texts = append(b.texts, uint32(at+1)) // after the key, which is one byte
	}
	return f.err
}

// text returns a text of the table.
func (b *block) text(i uint64) (string, error) {
	if i >= uint64(len(b.texts)) {
		return "", syntax("text %d of %d", i, len(b.texts))
	}
	rest := b.table[b.texts[i]:]
	size, shift := 0, 0
	for k := 0; ; k++ {
		size |= int(rest[k]&0x7f) << shift
		if shift += 7; rest[k] < 0x80 {
			return rest[k+1 : k+1+size], nil
		}
	}
}

// group decodes the objects of a group.
func (b *block) group(message []byte, want Kinds, v Visitor) (err error) {
	f := fields{rest: message}
	for f.next() && err == nil {
		kind := groupKinds[f.number&7]
		if f.wire != wireBytes || f.number >= len(groupKinds) || kind == 0 {
			continue
		}
		b.kinds |= kind
		if kind&want == 0 || v == nil {
			continue
		}
		switch f.number {
		case 1:
			err = b.readNode(f.bytes, v)
		case 2:
			err = b.readDense(f.bytes, v)
		case 3:
			err = b.readWay(f.bytes, v)
		case 4:
			err = b.readRelation(f.bytes, v)
		}
	}
	if err != nil {
		return err
	}
	return f.err
}

// groupKinds are the kinds of objects in the fields of a group.
var groupKinds = [8]Kinds{1: Nodes, 2: Nodes, 3: Ways, 4: Relations}

// at returns the error with the object that it is about.
func at(kind Kinds, id int64, err error) error {
	if err == nil {
		return nil
	}
	if _, done := err.(*Error); done {
		return err
	}
	return &Error{Kind: kind, ID: id, Err: err}
}

// point returns the position that two numbers stand for.
func (b *block) point(lon, lat int64) Point {
	const most = 1 << 40 // anything beyond is far from the Earth
	p := Point{b.origin.Lon + lon*b.scale, b.origin.Lat + lat*b.scale}
	for _, x := range [4]float64{float64(lon) * float64(b.scale), float64(lat) * float64(b.scale), float64(b.origin.Lon), float64(b.origin.Lat)} {
		if math.Abs(x) > most {
			return Nowhere
		}
	}
	return p
}

// object are the fields that all objects have, as they are packed.
type object struct {
	id           uint64
	keys, values []byte
}

// take takes a field that all objects have.
func (o *object) take(f *fields) {
	switch f.number {
	case 1:
		o.id = f.value
	case 2:
		f.appendTo(&o.keys)
	case 3:
		f.appendTo(&o.values)
	}
}

// readTags sets the tags of the object at hand.
func (b *block) readTags(o *object) error {
	b.tags = b.tags[:0]
	keys, values := numbers{rest: o.keys}, numbers{rest: o.values}
	for keys.more() && values.more() {
		if err := b.addTag(keys.next(), values.next()); err != nil {
			return err
		}
	}
	if keys.more() || values.more() || keys.bad || values.bad {
		return syntax("as many keys as values")
	}
	return nil
}

// addTag adds a tag to the object at hand.
func (b *block) addTag(key, value uint64) error {
	if len(b.tags) == maxTags {
		return limit("more than %d tags", maxTags)
	}
	k, err := b.text(key)
	if err != nil {
		return err
	}
	v, err := b.text(value)
	b.tags = append(b.tags, Tag{k, v})
	return err
}
