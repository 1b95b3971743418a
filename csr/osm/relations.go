package osm

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/veltrix/cairn/internal/osmfile"
)

// square is an area with its outline in several ways.
type square struct {
	id   int64
	ways []int64
	street
}

// restriction is a rule about turns.
type restriction struct {
	id       int64
	only     bool // all other turns are forbidden, not this one
	from, to []int64
	via      []osmfile.Member // one node, or ways
}

// Relation keeps a square that is open, and a restriction that binds the profile.
func (p *wayPart) Relation(r *osmfile.Relation) error {
	p.stats.FileRelations++
	switch kind := r.Tags.Get("type"); {
	case kind == "multipolygon" && p.candidate(r.Tags):
		p.multipolygon(r)
	case kind == "restriction" || strings.HasPrefix(kind, "restriction:"):
		p.restriction(r)
	}
	return p.limit(p.lines.size())
}

// multipolygon keeps an area.
func (p *wayPart) multipolygon(r *osmfile.Relation) {
	s, open := p.open(r.Tags)
	if !open {
		p.stats.Closed++
		return
	}
	q := square{id: r.ID, street: s}
	for _, m := range r.Members {
		if m.Kind == osmfile.Ways {
			q.ways = append(q.ways, m.ID)
		}
	}
	p.lines.squares = append(p.lines.squares, q)
}

// restriction keeps a restriction.
func (p *wayPart) restriction(r *osmfile.Relation) {
	rule := p.opts.Profile.Turn(p.lower(r.Tags))
	if rule == "" {
		return
	}
	p.stats.Restrictions++
	if p.opts.Turns == nil {
		return
	}
	q := restriction{id: r.ID, only: strings.HasPrefix(rule, "only_")}
	for _, m := range r.Members {
		switch {
		case m.Role == "from" && m.Kind == osmfile.Ways:
			q.from = append(q.from, m.ID)
		case m.Role == "to" && m.Kind == osmfile.Ways:
			q.to = append(q.to, m.ID)
		case m.Role == "via" && (m.Kind == osmfile.Nodes || m.Kind == osmfile.Ways):
			m.Role = ""
			q.via = append(q.via, m)
		}
	}
	p.lines.restrictions = append(p.lines.restrictions, q)
}

// outlinePart collects the ways of the squares' outlines.
type outlinePart struct {
	*reader
	lines
	wanted map[int64]street
}

// Node is not called.
func (p *outlinePart) Node(*osmfile.Node) error { return nil }

// Relation is not called.
func (p *outlinePart) Relation(*osmfile.Relation) error { return nil }

// Way keeps a way that is wanted.
func (p *outlinePart) Way(w *osmfile.Way) error {
	if s, ok := p.wanted[w.ID]; ok && len(w.Refs) > 1 {
		p.keep(w, s, false)
	}
	return p.limit(p.lines.size())
}

// End adds the part to the rest.
func (p *outlinePart) End() error {
	return p.merge(&p.lines)
}

// readOutlines reads the ways of the squares' outlines that are not streets themselves. If
// there are some it costs a pass over the ways.
func (r *reader) readOutlines(ctx context.Context) error {
	slices.SortStableFunc(r.squares, func(a, b square) int { return cmp.Compare(a.id, b.id) })
	wanted := map[int64]street{}
	for _, q := range r.squares {
		for _, id := range q.ways {
			_, street := r.lines.find(id)
			if _, known := wanted[id]; !street && !known {
				wanted[id] = q.street
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	err := r.scan(ctx, "squares", osmfile.Ways, func() osmfile.Visitor { return &outlinePart{reader: r, wanted: wanted} })
	r.gather()
	return err
}
