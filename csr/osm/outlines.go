package osm

import (
	"cmp"
	"context"
	"slices"

	"github.com/veltrix/cairn/internal/osmfile"
)

// wanted returns the ways of the squares' outlines that are not among the streets, each with
// what the tags of its first square say.
func (r *reader) wanted() map[int64]street {
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
	return wanted
}

// outline keeps a way if it is an outline that is wanted.
func (l *lines) outline(w *osmfile.Way, wanted map[int64]street) {
	if s, ok := wanted[w.ID]; ok && len(w.Refs) > 1 {
		l.keep(w, s, false)
		l.ways[len(l.ways)-1].outline = true
	}
}

// readOutlines reads the outlines of squares that are not streets themselves. If there are
// some it costs a pass over the ways.
func (r *reader) readOutlines(ctx context.Context) error {
	wanted := r.wanted()
	if len(wanted) == 0 {
		return nil
	}
	err := r.scan(ctx, "squares", osmfile.Ways, func() osmfile.Visitor { return &outlinePart{reader: r, wanted: wanted} })
	r.gather()
	return err
}

// outlinePart collects the outlines of squares in a part of the file.
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
	p.outline(w, p.wanted)
	return p.limit(p.lines.size())
}

// End adds the part to the rest.
func (p *outlinePart) End() error { return p.merge(&p.lines) }
