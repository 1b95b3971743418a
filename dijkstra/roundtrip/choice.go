package roundtrip

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// maxChoices is how many second via nodes are looked at for each first.
const maxChoices = 16

// choice is a node that a trip may go to second.
type choice struct {
	node     csr.Node
	length   uint64 // of the trip
	short    uint64 // by how much it is too short
	turns    bool   // whether the trip turns round there
	repeated uint64 // at least so much is walked twice
	lot      uint64 // drawn, to choose among equals
}

// compare has the choices first that are better as far as one knows without walking the trip.
func (a choice) compare(b choice) int {
	return cmp.Or(cmp.Compare(a.short, b.short), turning(a.turns)-turning(b.turns), cmp.Compare(a.repeated, b.repeated), cmp.Compare(a.lot, b.lot))
}

func turning(t bool) int {
	if t {
		return 1
	}
	return 0
}

// choose lists the best choices: nodes on ways in both trees.
func (f *Finder) choose() {
	f.choices = slices.Grow(f.choices[:0], maxChoices)
	for _, v := range f.away.order {
		if !f.home.settled.Has(v) {
			continue
		}
		a, b := &f.away.nodes[v], &f.home.nodes[v]
		c := choice{node: v, length: a.length + b.length, turns: a.next == b.next, repeated: a.repeated + b.repeated, lot: f.random.Uint64()}
		if c.length > f.limits.most {
			continue
		}
		if c.length < f.limits.least {
			c.short = f.limits.least - c.length
		}
		f.offer(c)
	}
}

// offer puts a choice in its place among the best.
func (f *Finder) offer(c choice) {
	if len(f.choices) == maxChoices {
		if c.compare(f.choices[maxChoices-1]) >= 0 {
			return
		}
		f.choices = f.choices[:maxChoices-1]
	}
	i, _ := slices.BinarySearchFunc(f.choices, c, choice.compare)
	f.choices = slices.Insert(f.choices, i, c)
}

// repeated returns how much of the trip through a choice is walked twice.
func (f *Finder) repeated(c choice) (sum uint64) {
	f.second.Reset(len(f.net.Out.Ends))
	for v := c.node; f.away.nodes[v].next != v; v = f.away.nodes[v].next {
		f.second.Add(f.away.nodes[v].street)
	}
	sum = c.repeated
	for v := c.node; f.home.nodes[v].next != v; v = f.home.nodes[v].next {
		b := &f.home.nodes[v]
		if f.second.Has(b.street) && !f.walked.Has(b.street) {
			sum += b.length - f.home.nodes[b.next].length
		}
	}
	return sum
}
