package roundtrip

import "github.com/veltrix/cairn/csr"

// maxLegs is how many ways from one via node to the next the first leg of a trip can have.
const maxLegs = 16

// extendFirst makes the first leg so long that two more can make a trip long enough, where the
// map is small. How long these may be is hard to tell: it is drawn.
func (f *Finder) extendFirst() {
	two := f.reach * (4 + f.random.Uint64()%3) / 2
	for legs := 1; legs < maxLegs && f.away.rootLength()+two < f.limits.least; legs++ {
		if !f.extend() {
			return
		}
	}
}

// extend makes the first leg longer, by the way to another via node, and grows the tree from
// there. It tells whether there is such a node.
func (f *Finder) extend() bool {
	via, ok := f.drawNext()
	if !ok {
		return false
	}
	end := len(f.first) - 1
	f.first = f.away.appendFrom(f.first[:end], via)
	f.walk(end)
	root := f.away.nodes[via]
	f.growAway(branch{next: via, length: root.length, repeated: root.repeated})
	return true
}

// drawNext draws a node that is far from the end of the first leg.
func (f *Finder) drawNext() (via csr.Node, ok bool) {
	t := &f.away
	before, longest := t.rootLength(), uint64(0)
	for _, v := range t.order {
		longest = max(longest, t.nodes[v].length)
	}
	least, lot := before+(longest-before)*5/8, uint64(0)
	for _, v := range t.order[1:] {
		if l := t.nodes[v].length; l > before && l >= least {
			if drawn := f.random.Uint64(); !ok || drawn > lot {
				via, lot, ok = v, drawn, true
			}
		}
	}
	return via, ok
}
