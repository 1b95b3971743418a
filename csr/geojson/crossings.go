package geojson

import (
	"cmp"
	"math"
	"slices"

	"github.com/veltrix/cairn/internal/streetnet"
)

// crossings counts the pairs of steps that cross or touch without a common position,
// unless they differ by bridge, tunnel, layer or level. Steps across the 180th meridian
// are left out. It cuts the map into bands, sweeps each from left to right, and costs
// O(n log n) on streets. On maps where nearly everything crosses it stops counting after
// a multiple of that.
func (n *network) crossings() (found int) {
	crossed := n.bands()
	entries := crossed.entries()
	budget := streetnet.Work(len(n.Steps))
	for i, a := range entries {
		for _, b := range entries[i+1:] {
			if b.band != a.band || b.left > crossed.box(a.step).right || budget < 0 {
				break
			}
			budget--
			if crossed.meet(a, b) {
				found++
			}
		}
	}
	return found
}

// bands are horizontal stripes of equal height.
type bands struct {
	*network
	bottom, height float64
	count          int
}

// entry is a step in one of the bands that it is in.
type entry struct {
	band, step uint32
	left       float64
}

// box is the extent of a step.
type box struct{ left, right, bottom, top float64 }

func (n *network) box(i uint32) box {
	p, q := n.Places[n.Steps[i].From], n.Places[n.Steps[i].To]
	return box{min(p.X, q.X), max(p.X, q.X), min(p.Y, q.Y), max(p.Y, q.Y)}
}

// bands returns √n bands for n steps, or fewer if steps are so long that most would be
// in several.
func (n *network) bands() *bands {
	b := &bands{network: n, bottom: math.Inf(1)}
	top, tall := math.Inf(-1), 0.0
	for i := range n.Steps {
		box := n.box(uint32(i))
		b.bottom, top, tall = min(b.bottom, box.bottom), max(top, box.top), tall+box.top-box.bottom
	}
	extent := top - b.bottom
	b.count = 1
	if most := min(math.Sqrt(float64(len(n.Steps))), 2*float64(len(n.Steps))*extent/tall); most > 1 { // neither zero nor NaN
		b.count = int(most)
	}
	if b.height = extent / float64(b.count); b.height == 0 {
		b.count = 1
	}
	return b
}

// band returns the band of a height.
func (b *bands) band(y float64) uint32 {
	if b.count == 1 {
		return 0
	}
	return uint32(min(max((y-b.bottom)/b.height, 0), float64(b.count-1)))
}

// entries returns the steps band by band, from left to right.
func (b *bands) entries() (entries []entry) {
	for i := range uint32(len(b.Steps)) {
		box := b.box(i)
		if !b.opts.Plane && box.right-box.left > 180 {
			continue
		}
		for band := b.band(box.bottom); band <= b.band(box.top); band++ {
			entries = append(entries, entry{band, i, box.left})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(a.left, b.left), cmp.Compare(a.step, b.step))
	})
	return entries
}

// meet tells whether two steps cross or touch without a common position. It is true
// only in the first of the bands that both are in.
func (b *bands) meet(one, other entry) bool {
	s, t := b.Steps[one.step], b.Steps[other.step]
	if s.Stratum != t.Stratum || s.From == t.From || s.From == t.To || s.To == t.From || s.To == t.To {
		return false
	}
	p, q := b.box(one.step), b.box(other.step)
	if p.top < q.bottom || q.top < p.bottom || max(b.band(p.bottom), b.band(q.bottom)) != one.band {
		return false
	}
	return streetnet.Cross(b.Places[s.From], b.Places[s.To], b.Places[t.From], b.Places[t.To])
}
