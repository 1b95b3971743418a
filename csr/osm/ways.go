package osm

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/osmfile"
)

// way is a line of an open street.
type way struct {
	id     int64
	first  int // of its nodes in the list of all
	nodes  int
	square bool // it is the outline of a square
	street
}

// street is what tags say of an open street.
type street struct {
	csr.Street
	profile.Access
	pace pace
}

// pace is how long a street takes along it and against it.
type pace struct {
	along, against float64 // seconds for each metre, or for the whole street
	whole          bool
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
}

// Node is not called.
func (p *wayPart) Node(*osmfile.Node) error { return nil }

// Way keeps a way that is open.
func (p *wayPart) Way(w *osmfile.Way) error {
	p.stats.FileWays++
	if !p.candidate(w.Tags) {
		return nil
	}
	s, open := p.open(w.Tags)
	switch {
	case !open:
		p.stats.Closed++
	case len(w.Refs) < 2:
		p.stats.Short++
	default:
		p.number(&s, w.ID)
		p.keep(w, s)
		p.lines.ways[len(p.lines.ways)-1].square = isSquare(w)
		return p.limit(p.lines.size())
	}
	return nil
}

// number sets the number that the graph keeps of a street.
func (r *reader) number(s *street, way int64) {
	if !r.opts.NoStreets {
		s.Way = way
	}
}

// isSquare tells whether a way is an outline of an area.
func isSquare(w *osmfile.Way) bool {
	return w.Refs[0] == w.Refs[len(w.Refs)-1] && strings.EqualFold(w.Tags.Get("area"), "yes")
}

// keep adds a way.
func (l *lines) keep(w *osmfile.Way, s street) {
	l.ways = append(l.ways, way{id: w.ID, first: len(l.refs), nodes: len(w.Refs), street: s})
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

// merge adds the lines of a part.
func (r *reader) merge(part *lines) error {
	r.lines.add(part, r.words)
	return r.limit(r.lines.size())
}

// add adds those of a part. Equal names are kept once.
func (l *lines) add(part *lines, words map[string]string) {
	known := len(l.ways)
	l.ways = append(l.ways, part.ways...)
	for i := range l.ways[known:] {
		w := &l.ways[known+i]
		w.first += len(l.refs)
		w.Name, w.Class = once(words, w.Name), once(words, w.Class)
	}
	l.refs = append(l.refs, part.refs...)
	l.placed = append(l.placed, part.placed...)
	l.restrictions = append(l.restrictions, part.restrictions...)
	l.squares = append(l.squares, part.squares...)
}

// once returns the first text that is equal.
func once(words map[string]string, text string) string {
	known, ok := words[text]
	if !ok {
		words[text], known = text, text
	}
	return known
}

// sort orders the ways by number. Of several with one number the last of the file is kept.
func (l *lines) sort() (duplicates int) {
	byID := func(a, b way) int { return cmp.Compare(a.id, b.id) }
	if !slices.IsSortedFunc(l.ways, byID) { // as most files are
		slices.SortStableFunc(l.ways, byID)
	}
	before := len(l.ways)
	slices.Reverse(l.ways) // CompactFunc keeps the first
	l.ways = slices.CompactFunc(l.ways, func(a, b way) bool { return a.id == b.id })
	slices.Reverse(l.ways)
	return before - len(l.ways)
}

// find returns the index of the way with a number, when the ways are in order.
func (l *lines) find(id int64) (int, bool) {
	return slices.BinarySearchFunc(l.ways, id, func(w way, id int64) int { return cmp.Compare(w.id, id) })
}
