package main

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Names are written on the longest of the streets of the highest class that have one.
const (
	nameSize  = 12
	mostNames = 14
	nameRoom  = 2  // pixels around a name
	near      = 12 // pixels to what it must not cover
)

// label is a name and the middle of where it stands.
type label struct {
	name string
	at   point
}

// drawNames writes names, each on a strip of paper.
func (s *scene) drawNames(c canvas) {
	for _, l := range s.labels() {
		left, top, right, bottom := l.corners()
		box(c, s.theme.paper, left, top, right, bottom)
		c.text(l.at.plus(0, nameSize/3), lettering{size: nameSize, anchor: 0.5, ink: s.theme.ink}, l.name)
	}
}

// corners returns the rectangle that a label takes.
func (l label) corners() (left, top, right, bottom float64) {
	wide := textWidth(l.name, nameSize)/2 + nameRoom
	return l.at.x - wide, l.at.y - nameSize/2 - nameRoom, l.at.x + wide, l.at.y + nameSize/2 + nameRoom
}

// labels returns the names of large streets, the one with most pieces first. None covers another
// or lies beyond the map.
func (s *scene) labels() (labels []label) {
	named, taken := s.namedStreets(), s.taken()
	names := slices.SortedFunc(maps.Keys(named), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(named[b]), len(named[a])), cmp.Compare(a, b))
	})
	for _, name := range names {
		if len(labels) == mostNames {
			break
		}
		if l, ok := s.place(name, named[name], labels, taken); ok {
			labels = append(labels, l)
		}
	}
	return labels
}

// place finds a place for a name in the middle of its streets, or before or behind it.
func (s *scene) place(name string, streets []street, others []label, taken []point) (l label, ok bool) {
	for _, quarter := range []int{2, 1, 3} {
		l = label{name, s.frame.at(streets[len(streets)*quarter/4].u)}
		if s.hasRoom(l, others, taken) {
			return l, true
		}
	}
	return l, false
}

// namedStreets returns the streets of the highest class by their names.
func (s *scene) namedStreets() map[string][]street {
	named := map[string][]street{}
	for _, x := range s.streets {
		if x.class == classes-1 {
			if name := s.nameOf(x); name != "" {
				named[name] = append(named[name], x)
			}
		}
	}
	return named
}

// nameOf returns the name of a street, or nothing.
func (s *scene) nameOf(x street) string {
	for _, ends := range [2][2]csr.Node{{x.u, x.v}, {x.v, x.u}} {
		if arc, ok := s.g.Arc(ends[0], ends[1]); ok {
			street, _ := s.g.Street(arc)
			return street.Name
		}
	}
	return ""
}

// hasRoom tells whether a label lies on the map, and beside others and the points that are taken.
func (s *scene) hasRoom(l label, others []label, taken []point) bool {
	left, top, right, bottom := l.corners()
	if left < margin || right > float64(s.frame.width)-margin {
		return false
	}
	if slices.ContainsFunc(others, func(o label) bool {
		l, t, r, b := o.corners()
		return left < r && l < right && top < b && t < bottom
	}) {
		return false
	}
	return !slices.ContainsFunc(taken, func(p point) bool {
		return left-near < p.x && p.x < right+near && top-near < p.y && p.y < bottom+near
	})
}

// taken returns points, close to each other, of what names must not cover.
func (s *scene) taken() (all []point) {
	route := s.frame.line(s.route)
	for i, to := range route {
		from := route[max(i-1, 0)]
		parts := math.Ceil(math.Hypot(to.x-from.x, to.y-from.y) / near)
		for part := 1.0; part < parts; part++ {
			all = append(all, from.plus((to.x-from.x)*part/parts, (to.y-from.y)*part/parts))
		}
		all = append(all, to)
	}
	for _, v := range s.closed {
		all = append(all, s.frame.at(v))
	}
	if s.bands != nil {
		all = append(all, s.frame.at(s.bands.from))
	}
	return all
}
