package csr

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/veltrix/cairn/internal/flatfile"
)

// StreetID is the number of a street in a Builder; 0 is no street.
type StreetID uint32

// builderStreets are the streets of a Builder; all are nil until there is one.
type builderStreets struct {
	list []Street            // street i has the number i+1
	ids  map[Street]StreetID // of the first so many of them as it has
	way  int64               // the largest of any
	arcs []StreetID          // of the arcs that were added; those beyond its end have none
}

// AddStreet adds a street for arcs to be a part of, and returns its number. Equal
// streets are one, and the zero Street is none, with the number 0. A Name or Class that
// is not UTF-8, or takes more than 65,536 bytes, is a mistake that Build reports. Streets
// that no arc of the graph is a part of take no room in the file.
func (b *Builder) AddStreet(s Street) StreetID {
	if s == (Street{}) {
		return 0
	}
	if id, ok := b.streets.find(s); ok {
		return id
	}
	for _, text := range []string{s.Name, s.Class} {
		if len(text) > maxText || !utf8.ValidString(text) {
			b.mistake("AddStreet: %.20q is not UTF-8 text of at most %d bytes", text, maxText)
			return 0
		}
	}
	b.streets.list = append(b.streets.list, s)
	b.streets.way = max(b.streets.way, s.Way)
	return StreetID(len(b.streets.list))
}

// find returns the number of a street that is there. One whose way has a larger number than
// all others is new, so that ways in order need no look-up.
func (b *builderStreets) find(s Street) (StreetID, bool) {
	if s.Way > b.way {
		return 0, false
	}
	if b.ids == nil {
		b.ids = map[Street]StreetID{}
	}
	for i := len(b.ids); i < len(b.list); i++ {
		b.ids[b.list[i]] = StreetID(i + 1)
	}
	id, ok := b.ids[s]
	return id, ok
}

// AddStreetArc is AddArc for an arc that is a part of a street, by the number that
// AddStreet returned. Of parallel arcs the street of the cheapest is kept; of equally
// cheap ones, the street that comes first by name, class, way and flags.
func (b *Builder) AddStreetArc(from, to Node, w uint32, s StreetID) {
	if int64(s) > int64(len(b.streets.list)) {
		b.mistake("AddStreetArc(%d, %d, %d, %d): there are %d streets", from, to, w, s, len(b.streets.list))
		return
	}
	if !b.hasPair("AddStreetArc", from, to, w) {
		return
	}
	if s != 0 {
		if b.streets.arcs == nil {
			b.streets.arcs = make([]StreetID, 0, cap(b.arcs))
		}
		none := make([]StreetID, len(b.arcs)-len(b.streets.arcs))
		b.streets.arcs = append(append(b.streets.arcs, none...), s)
	}
	b.arcs = append(b.arcs, arc{from, to, w})
}

// addStreetsOf adds the streets of a graph, and returns the number of each by its
// number in the graph.
func (b *Builder) addStreetsOf(g *CSRGraph) []StreetID {
	ids := []StreetID{0}
	if g.streets != nil {
		for i := range g.streets.count() {
			ids = append(ids, b.AddStreet(g.streets.street(i)))
		}
	}
	return ids
}

// streetNumber returns the number of an arc's street in the graph, 0 if it has none.
func (g *CSRGraph) streetNumber(arc int) uint32 {
	if g.streets == nil {
		return 0
	}
	return g.streets.arcs.at(arc)
}

// keptStreets returns the street of each of the arcs that are kept, which are in order;
// nil if no arc has one. offsets are where the arcs of each node begin.
func (b *Builder) keptStreets(arcs []arc, offsets []uint32) []StreetID {
	if b.streets.arcs == nil {
		return nil
	}
	kept := make([]StreetID, len(arcs))
	for i, s := range b.streets.arcs {
		a, first := b.arcs[i], offsets[b.arcs[i].from]
		row := arcs[first:offsets[a.from+1]]
		j, ok := slices.BinarySearchFunc(row, a.to, func(k arc, to Node) int { return cmp.Compare(k.to, to) })
		if !ok || row[j].weight != a.weight {
			continue // a loop, or beside a cheaper arc
		}
		if street := &kept[int(first)+j]; b.precedes(s, *street) {
			*street = s
		}
	}
	return kept
}

// precedes tells whether of two equally cheap arcs the one with street s is kept.
func (b *Builder) precedes(s, t StreetID) bool {
	if s == 0 || t == 0 {
		return s != 0
	}
	return s != t && compareStreets(b.streets.list[s-1], b.streets.list[t-1]) < 0
}

// streetTable collects streets for a file, and numbers them and their texts in the order
// in which they come.
type streetTable struct {
	numbers map[string]uint32 // of texts
	texts   []uint32
	ways    []uint64 // in two's complement
	flags   []uint16
	ends    []uint32
	text    []byte
}

// add appends a street.
func (t *streetTable) add(s Street) {
	t.texts = append(t.texts, t.number(s.Name), t.number(s.Class))
	t.ways = append(t.ways, uint64(s.Way))
	t.flags = append(t.flags, s.Flags)
}

// number returns the number of a text.
func (t *streetTable) number(text string) uint32 {
	n, ok := t.numbers[text]
	if !ok {
		n = uint32(len(t.numbers))
		t.numbers[text] = n
		t.text = append(t.text, text...)
		t.ends = append(t.ends, uint32(len(t.text)))
	}
	return n
}

// addStreets appends the sections of streets, given the street of each arc, unless none
// has one.
func (e *encoding) addStreets(list []Street, arcs []StreetID) error {
	t := &streetTable{numbers: map[string]uint32{"": 0}}
	renumbered, numbers := make([]uint32, len(list)+1), make([]uint32, len(arcs))
	for i, s := range arcs {
		if s != 0 && renumbered[s] == 0 {
			t.add(list[s-1])
			renumbered[s] = uint32(len(t.ways))
		}
		numbers[i] = renumbered[s]
	}
	if len(t.ways) == 0 {
		return nil
	}
	if uint64(len(t.text)) > math.MaxUint32 {
		return fmt.Errorf("csr: the names of streets take %d bytes; at most %d", len(t.text), uint32(math.MaxUint32))
	}
	e.add(flatfile.Narrow(kindArcStreets, numbers, numbersWidth(len(t.ways))))
	t.addTo(e)
	return nil
}

// addTo appends the sections of the table.
func (t *streetTable) addTo(e *encoding) {
	e.add(flatfile.Narrow(kindStreetTexts, t.texts, numbersWidth(len(t.ends))))
	e.addWays(t.ways)
	if slices.Max(t.flags) > 0 {
		e.add(flatfile.Numbers(kindStreetFlags, t.flags))
	}
	e.add(flatfile.Narrow(kindTextEnds, t.ends, numbersWidth(len(t.text))))
	e.add(flatfile.Numbers(kindTexts, t.text))
}

// addWays appends the section of ways, in 4 bytes each if all fit, unless all are 0.
func (e *encoding) addWays(ways []uint64) {
	largest := slices.Max(ways)
	if largest > math.MaxUint32 {
		e.add(flatfile.Numbers(kindStreetWays, ways))
		return
	}
	short := make([]uint32, len(ways))
	for i, way := range ways {
		short[i] = uint32(way)
	}
	if largest > 0 {
		e.add(flatfile.Numbers(kindStreetWays, short))
	}
}
