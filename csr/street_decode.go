package csr

import (
	"unicode/utf8"

	"github.com/veltrix/cairn/internal/flatfile"
)

// readStreets views the streets, if the file has any, and checks all of them but
// their ways and flags, which can be anything.
func (d *decoder) readStreets() error {
	if !d.file.Has(kindArcStreets) {
		return nil
	}
	s := &streets{}
	if d.file.Has(kindTexts) {
		s.text = flatfile.View[uint8](d.file, kindTexts, d.elements(kindTexts))
	}
	s.ends = d.readNumbers(kindTextEnds, d.elements(kindTextEnds), len(s.text))
	s.texts = d.readNumbers(kindStreetTexts, d.elements(kindStreetTexts)&^1, s.ends.len())
	s.arcs = d.readNumbers(kindArcStreets, d.arcs, s.count())
	d.readWays(s)
	if d.file.Has(kindStreetFlags) {
		s.flags = flatfile.View[uint16](d.file, kindStreetFlags, int64(s.count()))
	}
	if err := d.file.Err(); err != nil {
		return err
	}
	d.streets = s
	return d.checkStreets(s)
}

// elements returns how many whole elements a section has, of the size that it states.
func (d *decoder) elements(k kind) int64 {
	s := d.file.Section(k)
	return int64(len(s.Data)) / int64(max(s.Element, 1))
}

// readNumbers views numbers of which none may be larger than most. Without any the
// section may be missing.
func (d *decoder) readNumbers(k kind, count int64, most int) numbers {
	switch {
	case count == 0 && !d.file.Has(k):
		return numbers{}
	case numbersWidth(most) == 2:
		return numbers{narrow: flatfile.View[uint16](d.file, k, count)}
	}
	return numbers{wide: flatfile.View[uint32](d.file, k, count)}
}

// readWays views the ways, if there are any, in the width that they are stored in.
func (d *decoder) readWays(s *streets) {
	switch {
	case !d.file.Has(kindStreetWays):
	case d.file.Section(kindStreetWays).Element == 8:
		s.large = flatfile.View[uint64](d.file, kindStreetWays, int64(s.count()))
	default:
		s.ways = flatfile.View[uint32](d.file, kindStreetWays, int64(s.count()))
	}
}

// checkStreets refuses numbers of streets and texts that are not there, and texts that
// are none.
func (d *decoder) checkStreets(s *streets) error {
	if err := d.checkNumbers(kindArcStreets, s.arcs, s.count()); err != nil {
		return err
	}
	if err := d.checkNumbers(kindStreetTexts, s.texts, s.ends.len()); err != nil {
		return err
	}
	from := 0
	for i := range s.ends.len() {
		end := int(s.ends.at(i))
		if end < from || end > len(s.text) || end-from > maxText || !utf8.Valid(s.text[from:end]) {
			return d.file.Fault(kindTextEnds, i, ErrStructure, "text %d, of bytes %d to %d, is not UTF-8 of at most %d bytes", i, from, end, maxText)
		}
		from = end
	}
	if from != len(s.text) {
		return d.file.Fault(kindTexts, from, ErrStructure, "%d bytes after the last text", len(s.text)-from)
	}
	return nil
}

// checkNumbers refuses numbers above most.
func (d *decoder) checkNumbers(k kind, n numbers, most int) error {
	for i := range n.len() {
		if v := n.at(i); int64(v) > int64(most) {
			return d.file.Fault(k, i, ErrStructure, "number %d where there are %d", v, most)
		}
	}
	return nil
}
