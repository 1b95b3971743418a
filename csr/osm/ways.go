package osm

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/veltrix/cairn/internal/osmfile"
)

// way is a line of an open street.
type way struct {
	id     int64
	first  int // of its nodes in the list of all
	nodes  int32
	square bool // it is the outline of a square
	// outline says that it is no street itself, but in the outline of a multipolygon.
	outline bool
	street
}

// street is what tags say of an open street.
type street struct {
	name, class string
	*judgement
}

// lines is what the first pass keeps of the file, or of a part of it.
type lines struct {
	ways         []way
	refs         []int64 // the numbers of the nodes of all ways; when all are read, the indices of their places or -1
	placed       []placed
	restrictions []restriction
	squares      []square
}

// placed is a node of a way that says where it lies.
type placed struct {
	id    int64
	point osmfile.Point
}

// wayPart collects the open streets, the restrictions and the squares of a part of the
// file.
type wayPart struct {
	part
	lines
	wanted map[int64]street // outlines of squares that are to be kept too
}

// Node is not called.
func (p *wayPart) Node(*osmfile.Node) error { return nil }

// Way keeps a way that is open.
func (p *wayPart) Way(w *osmfile.Way) error {
	p.stats.FileWays++
	candidate := p.candidate(w.Tags)
	s, open := street{}, false
	if candidate {
		s, open = p.open(w.Tags)
	}
	switch {
	case !open:
		if candidate {
			p.stats.Closed++
		}
		p.outline(w, p.wanted)
	case len(w.Refs) < 2:
		p.stats.Short++
	default:
		p.keep(w, s, isSquare(w))
	}
	return p.limit(p.lines.size())
}

// isSquare tells whether a way is an outline of an area.
func isSquare(w *osmfile.Way) bool {
	return w.Refs[0] == w.Refs[len(w.Refs)-1] && strings.EqualFold(w.Tags.Get("area"), "yes")
}

// keep adds a way.
func (l *lines) keep(w *osmfile.Way, s street, square bool) {
	l.ways = append(l.ways, way{id: w.ID, first: len(l.refs), nodes: int32(len(w.Refs)), square: square, street: s})
	l.refs = append(l.refs, w.Refs...)
	for i, p := range w.Points {
		l.placed = append(l.placed, placed{w.Refs[i], p})
	}
}

// limit returns an error if so many nodes, ways and relations are more than Options allow.
func (r *reader) limit(n int) error {
	if n > r.opts.MaxNodes {
		return fmt.Errorf("%w: streets of more than %d nodes", ErrLimit, r.opts.MaxNodes)
	}
	return nil
}

// size returns what counts towards Options.MaxNodes.
func (l *lines) size() int { return len(l.refs) + len(l.ways) + len(l.restrictions) + len(l.squares) }

// End adds the part to the rest.
func (p *wayPart) End() error {
	p.end()
	return p.merge(&p.lines)
}

// merge keeps the lines of a part.
func (r *reader) merge(l *lines) error {
	r.parts, r.kept = append(r.parts, l), r.kept+l.size()
	return r.limit(r.kept)
}

// join adds the lines of parts, at once, so that nothing is moved often.
func (l *lines) join(parts []*lines) {
	var all lines
	ways, refs := len(l.ways), len(l.refs)
	for _, p := range parts {
		ways, refs = ways+len(p.ways), refs+len(p.refs)
	}
	all.ways, all.refs = make([]way, 0, ways), make([]int64, 0, refs)
	for _, p := range append([]*lines{l}, parts...) {
		before := len(all.refs)
		for _, w := range p.ways {
			w.first += before
			all.ways = append(all.ways, w)
		}
		all.refs = append(all.refs, p.refs...)
		all.placed = append(all.placed, p.placed...)
		all.restrictions = append(all.restrictions, p.restrictions...)
		all.squares = append(all.squares, p.squares...)
	}
	*l = all
}

// sort orders the ways by number, as they are in most files. Of several with one number the
// last of the file is kept.
func (l *lines) sort() (duplicates int) {
	if slices.IsSortedFunc(l.ways, func(a, b way) int { return cmp.Or(cmp.Compare(a.id, b.id), -1) }) {
		return 0
	}
	slices.SortStableFunc(l.ways, way.compare)
	before := len(l.ways)
	slices.Reverse(l.ways) // CompactFunc keeps the first
	l.ways = slices.CompactFunc(l.ways, func(a, b way) bool { return a.id == b.id })
	slices.Reverse(l.ways)
	return before - len(l.ways)
}

// compare orders by number, and of one number outlines before streets, which count.
func (w way) compare(o way) int {
	if w.id == o.id && w.outline != o.outline {
		return map[bool]int{true: -1, false: 1}[w.outline]
	}
	return cmp.Compare(w.id, o.id)
}

// find returns the index of the way with a number, when the ways are in order.
func (l *lines) find(id int64) (int, bool) {
	return slices.BinarySearchFunc(l.ways, id, func(w way, id int64) int { return cmp.Compare(w.id, id) })
}
