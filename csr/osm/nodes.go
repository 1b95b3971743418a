package osm

import (
	"slices"

	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/parallel"
)

// places are the nodes of the streets, in order of their numbers.
type places struct {
	ids    []int64
	points []osmfile.Point // Nowhere until it is found
	stops  map[uint32]bool // nodes where a barrier stops the profile, by index
}

// newPlaces returns the nodes that ways name.
func newPlaces(l *lines) *places {
	p := &places{ids: distinct(l.refs), stops: map[uint32]bool{}}
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

// portion is how many numbers are worth a processor of their own.
const portion = 1 << 14

// distinct returns numbers in order, each once.
func distinct(numbers []int64) []int64 {
	lists := parallel.Collect(len(numbers), portion, func(lo, hi int) []int64 {
		list := slices.Clone(numbers[lo:hi])
		slices.Sort(list)
		return slices.Compact(list)
	})
	for ; len(lists) > 1; lists = append(lists[2:], merge(lists[0], lists[1])) {
	}
	return lists[0]
}

// merge returns the numbers of two lists in order, each once.
func merge(a, b []int64) []int64 {
	merged := make([]int64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		first := min(a[0], b[0])
		if merged = append(merged, first); a[0] == first {
			a = a[1:]
		}
		if len(b) > 0 && b[0] == first {
			b = b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// resolve makes indices of places of the numbers of nodes, -1 of those without one.
func (p *places) resolve(refs []int64) {
	parallel.Ranges(len(refs), portion, func(lo, hi int) {
		f := finder{ids: p.ids}
		for i, id := range refs[lo:hi] {
			at, ok := f.find(id)
			if !ok || !p.points[at].Valid() {
				at = -1
			}
			refs[lo+i] = int64(at)
		}
	})
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

// nodePart returns a visitor of nodes. It takes up the memory of one that ended.
func (r *reader) nodePart() osmfile.Visitor {
	p := &nodePart{part: part{reader: r}, find: finder{ids: r.places.ids}}
	if spare, ok := r.spare.Get().(*[]found); ok {
		p.found = (*spare)[:0]
	}
	return p
}

// found is a node of a street.
type found struct {
	point osmfile.Point
	index uint32
	stops bool
}

// Node keeps a node of a street.
func (p *nodePart) Node(n *osmfile.Node) error {
	p.stats.FileNodes++
	index, ok := p.find.find(n.ID)
	if !ok {
		return nil
	}
	f := found{index: uint32(index), point: n.Point}
	if n.Tags.Get("barrier") != "" || p.opts.Profile.Custom() && len(n.Tags) > 0 {
		f.stops = p.stopped(n.Tags)
	}
	p.found = append(p.found, f)
	return nil
}

// stopped tells whether what stands at a node stops the profile.
func (p *nodePart) stopped(tags osmfile.Tags) bool {
	t := p.lower(tags)
	stops := !p.opts.Profile.Passes(t)
	delete(t, "highway") // what is at the node, such as a crossing, is no kind of street
	p.unread = append(p.unread, p.opts.Profile.Unread(t)...)
	return stops
}

// Way is not called.
func (p *nodePart) Way(*osmfile.Way) error { return nil }

// Relation is not called.
func (p *nodePart) Relation(*osmfile.Relation) error { return nil }

// End adds the part to the rest. Of several nodes with one number, the last counts.
func (p *nodePart) End() error {
	p.end()
	defer p.spare.Put(&p.found)
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
