package osm

import (
	"slices"

	"github.com/veltrix/cairn/internal/osmfile"
)

// places are the nodes of the streets, in order of their numbers.
type places struct {
	ids    []int64
	points []osmfile.Point // Nowhere until it is found
	stops  map[int]bool    // nodes where a barrier stops the profile, by index
}

// newPlaces returns the nodes that ways name.
func newPlaces(l *lines) *places {
	ids := slices.Clone(l.refs)
	slices.Sort(ids)
	p := &places{ids: slices.Compact(ids), stops: map[int]bool{}}
	p.points = make([]osmfile.Point, len(p.ids))
	for i := range p.points {
		p.points[i] = osmfile.Nowhere
	}
	near := finder{ids: p.ids}
	for _, at := range l.placed {
		if i, ok := near.find(at.id); ok {
			p.points[i] = at.point
		}
	}
	return p
}

// finder looks numbers up in a list that is in order. It is fast where each is near the one
// before.
type finder struct {
	ids []int64
	at  int // the first that is not below the last number
}

// find returns the index of a number.
func (f *finder) find(id int64) (int, bool) {
	lo, hi := 0, f.at
	if hi < len(f.ids) && f.ids[hi] < id { // look in steps that double
		step := 1
		for lo, hi = hi+1, hi+1; hi < len(f.ids) && f.ids[hi] < id; step *= 2 {
			lo, hi = hi+1, hi+step
		}
		hi = min(hi, len(f.ids))
	} else if hi > 0 && f.ids[hi-1] < id {
		lo = hi
	}
	for lo < hi {
		if middle := int(uint(lo+hi) >> 1); f.ids[middle] < id {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
	f.at = lo
	return lo, lo < len(f.ids) && f.ids[lo] == id
}

// nodePart collects the nodes of streets in a part of the file.
type nodePart struct {
	part
	find  finder
	found []found
}

// found is a node of a street.
type found struct {
	index int
	point osmfile.Point
	stops bool
}

// Node keeps a node of a street.
func (p *nodePart) Node(n *osmfile.Node) error {
	p.stats.FileNodes++
	index, ok := p.find.find(n.ID)
	if !ok {
		return nil
	}
	f := found{index: index, point: n.Point}
	if n.Tags.Get("barrier") != "" || p.opts.Profile.Custom() && len(n.Tags) > 0 {
		f.stops = p.stopped(n.Tags)
	}
	p.found = append(p.found, f)
	return nil
}

// stopped tells whether what stands at a node stops the profile.
func (p *nodePart) stopped(tags osmfile.Tags) bool {
	t := p.lower(tags)
	p.unread = append(p.unread, p.opts.Profile.Unread(t)...)
	return !p.opts.Profile.Passes(t)
}

// Way is not called.
func (p *nodePart) Way(*osmfile.Way) error { return nil }

// Relation is not called.
func (p *nodePart) Relation(*osmfile.Relation) error { return nil }

// End adds the part to the rest. Of several nodes with one number, the last counts.
func (p *nodePart) End() error {
	p.end()
	for _, f := range p.found {
		p.places.points[f.index] = f.point
		if f.stops {
			p.places.stops[f.index] = true
		} else if len(p.places.stops) > 0 {
			delete(p.places.stops, f.index)
		}
	}
	return nil
}
