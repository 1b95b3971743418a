package osm

import (
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
