package dissect

import (
	"context"
	"slices"
)

// inertialFlow searches for separators on one axis after another. It reuses its memory.
type inertialFlow struct {
	*cutter
	flow flow
	line []uint32 // the nodes along an axis
	keys []uint64 // scratch of sortLine
	ends [2]end
	most float64 // the quality that candidates must exceed
}

// end is how much of the line the sources or the sinks cover.
type end struct {
	nodes  int
	weight uint64
}

// shares are the parts of the weight, in hundredths, that are sources at one end of the
// line and sinks at the other. Small shares find narrow places far from the middle:
// without those below 20 two nodes of a city have a third more ancestors in common. Finer
// steps, and more than four axes, hardly matter.
var shares = []uint64{5, 10, 15, 20, 25, 30, 35, 40, 45}

// sortLine returns the nodes sorted along an axis, those at one place by number.
func (f *inertialFlow) sortLine(axis int) []uint32 {
	least := f.axes.at(axis, 0)
	for v := range uint32(f.p.size()) {
		least = min(least, f.axes.at(axis, v))
	}
	f.keys, f.line = f.keys[:0], f.line[:0]
	for v := range uint32(f.p.size()) {
		f.keys = append(f.keys, uint64(f.axes.at(axis, v)-least)<<32|uint64(v))
	}
	slices.Sort(f.keys)
	for _, k := range f.keys {
		f.line = append(f.line, uint32(k))
	}
	return f.line
}

// searchAxis tries minimum separators between growing ends of the line. It stops once
// none can be the best: the flow only grows, and with it the separators.
func (f *inertialFlow) searchAxis(ctx context.Context, axis int) {
	f.sortLine(axis)
	f.flow.reset(f.p.adjacency)
	f.ends, f.most = [2]end{}, 0
	f.found[axis] = f.found[axis][:0]
	for _, share := range shares {
		if !f.grow(share) {
			continue
		}
		f.most = max(f.most, f.known(axis))
		if ctx.Err() != nil || !f.flow.augment(f.p.limit(f.most)) {
			return
		}
		f.evaluate(axis, share, fromSinks)
		f.flow.reach(fromSources)
		f.evaluate(axis, share, fromSources)
	}
}

// limit returns the largest size at which a separator with sides of equal weight can
// exceed a quality.
func (p *part) limit(least float64) int {
	half := p.total / 2
	most := quality(half, p.total-half, 1) / least
	return int(min(most, float64(p.size())))
}

// grow adds sources and sinks until they have their share of the weight, or half of the
// nodes. It tells whether there are more than before.
func (f *inertialFlow) grow(share uint64) (more bool) {
	half := (len(f.line) + 1) / 2
	for side := range f.ends {
		e := &f.ends[side]
		for e.nodes < half && 100*e.weight < share*f.p.total {
			v := f.line[e.nodes]
			if side == fromSinks {
				v = f.line[len(f.line)-1-e.nodes]
			}
			f.flow.add(side, v)
			e.nodes++
			e.weight += uint64(f.p.weight[v])
			more = true
		}
	}
	return more
}

// quality rates a separator of so many nodes between weights a and b: the separated pairs
// for each of its nodes.
func quality(a, b uint64, size int) float64 {
	return float64(a) * float64(b) / float64(max(size, 1))
}

// evaluate rates the separator nearest to the sources, or to the sinks: the nodes whose
// entry was reached, but not their exit.
func (f *inertialFlow) evaluate(axis int, share uint64, side int) {
	s := separator{axis: axis}
	var near, far uint64
	for v, w := range f.p.weight {
		switch f.flow.sideOf(v, side) {
		case onSeparator:
			s.size++
		case uint8(side):
			near += uint64(w)
		default:
			far += uint64(w)
		}
	}
	s.quality, s.least = quality(near, far, s.size), min(near, far)
	if s.quality <= f.most {
		return
	}
	c := f.found[axis].add()
	s.side = c.side[:0]
	for v := range f.p.weight {
		s.side = append(s.side, f.flow.sideOf(v, side))
	}
	*c = candidate{s, share, f.flow.size}
	if f.most = s.quality; axis == 0 {
		f.announce(s.quality)
	}
}
