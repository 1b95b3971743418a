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
	refs         []int64 // nodes of all ways
	placed       []placed
	restrictions []restriction
	squares      []square
}

// placed is a node of a way that says where it lies.
type placed struct {
	id    int64
	point osmfile.Point
}

// part is what the visitor of a part of the file has for itself.
type part struct {
	*reader
	stats  Stats
	unread []string     // tags that the profile does not understand
	tags   profile.Tags // of the object at hand
}

// lower returns tags for a profile: in lower case, and valid until the next call.
func (p *part) lower(tags osmfile.Tags) profile.Tags {
	if p.tags == nil {
		p.tags = profile.Tags{}
	}
	clear(p.tags)
	for _, tag := range tags {
		p.tags[tag.Key] = strings.ToLower(tag.Value)
	}
	return p.tags
}

// end adds the counts to the rest.
func (p *part) end() { p.reader.stats.add(&p.stats, p.unread) }

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
		p.lines.ways[len(p.lines.ways)-1].square = w.Refs[0] == w.Refs[len(w.Refs)-1] && profile.IsArea(p.tags)
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

// candidate tells whether a way may be a street: one with a kind of street, or any with
// tags if functions of the host decide.
func (r *reader) candidate(tags osmfile.Tags) bool {
	if r.opts.Profile.Custom() {
		return len(tags) > 0
	}
	for _, tag := range tags {
		switch tag.Key {
		case "highway":
			return true
		case "route":
			if strings.Contains(tag.Value, "ferry") {
				return true
			}
		case "man_made":
			if tag.Value == "pier" {
				return true
			}
		case "railway", "public_transport":
			if tag.Value == "platform" {
				return true
			}
		}
	}
	return false
}

// open returns what the tags of a street say, and whether it is open.
func (p *wayPart) open(tags osmfile.Tags) (s street, open bool) {
	t := p.lower(tags)
	p.unread = append(p.unread, p.opts.Profile.Unread(t)...)
	if s.Access = p.opts.Profile.Street(t); !s.Open() {
		return s, false
	}
	if !p.opts.NoStreets {
		s.Street = identity(tags)
	}
	if p.opts.SecondsPerUnit > 0 {
		s.pace = p.time(t)
	}
	return s, true
}

// time returns the pace by the profile. If a street of no length takes time, all of it
// takes that.
func (p *wayPart) time(t profile.Tags) pace {
	along, against := p.opts.Profile.Seconds(t, 0)
	if along > 0 || against > 0 {
		return pace{along, against, true}
	}
	along, against = p.opts.Profile.Seconds(t, 1)
	return pace{along, against, false}
}

// maxName is how long a name may be, in bytes; what is longer is none.
const maxName = 1 << 12

// identity returns what the graph keeps of a street.
func identity(tags osmfile.Tags) (s csr.Street) {
	s.Name, s.Class = first(tags, "name", "ref"), first(tags, "highway", "route", "man_made", "railway", "public_transport")
	return s
}

// first returns the value of the first of some keys that a street has, as a copy.
func first(tags osmfile.Tags, keys ...string) string {
	for _, key := range keys {
		if value := tags.Get(key); value != "" && len(value) <= maxName {
			return strings.ToValidUTF8(strings.Clone(value), "\ufffd")
		}
	}
	return ""
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
	for _, w := range part.ways {
		w.first += len(l.refs)
		w.Name, w.Class = once(words, w.Name), once(words, w.Class)
		l.ways = append(l.ways, w)
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
	slices.SortStableFunc(l.ways, func(a, b way) int { return cmp.Compare(a.id, b.id) })
	kept := l.ways[:0]
	for i, w := range l.ways {
		if i+1 < len(l.ways) && l.ways[i+1].id == w.id {
			duplicates++
			continue
		}
		kept = append(kept, w)
	}
	l.ways = kept
	return duplicates
}

// find returns the index of the way with a number, when the ways are in order.
func (l *lines) find(id int64) (int, bool) {
	return slices.BinarySearchFunc(l.ways, id, func(w way, id int64) int { return cmp.Compare(w.id, id) })
}
