package osm

import (
	"cmp"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/internal/parallel"
	"github.com/veltrix/cairn/internal/streetnet"
)

// network is the streets on their way into the map.
type network struct {
	*reader
	streetnet.Network
	numbers []csr.Node // of the places, by index; none until a street names them
	line    []csr.Node // the nodes of a stretch at hand
}

// none is the number of a place that no street has named yet.
const none = math.MaxUint32

// addStreets adds all ways. Nodes are numbered in the order in which they name them.
func (r *reader) addStreets() (*network, error) {
	r.places.resolve(r.refs)
	n := &network{reader: r, numbers: make([]csr.Node, len(r.places.ids))}
	for i := range n.numbers {
		n.numbers[i] = none
	}
	n.Steps = make([]streetnet.Step, 0, len(r.refs))
	n.Places = make([]streetnet.Place, 0, len(r.places.ids)+4*len(r.places.stops))
	for i := range r.ways {
		n.addWay(uint32(i), &r.ways[i])
	}
	return n, n.weigh()
}

// addWay adds a way: a line for each stretch of nodes that have a place.
func (n *network) addWay(number uint32, w *way) {
	first := len(n.Steps)
	s := streetnet.Street{Number: number, Forward: w.Forward, Backward: w.Backward}
	for rest := n.refsOf(w); len(rest) > 0; {
		if rest = n.stretch(rest); len(n.line) > 1 {
			n.LayLine(n.numbered(), s)
		}
	}
	if first == len(n.Steps) {
		n.stats.Short++
	} else {
		n.stats.Streets++
	}
}

// refsOf returns the nodes of a way.
func (l *lines) refsOf(w *way) []int64 { return l.refs[w.first : w.first+int(w.nodes)] }

// stretch finds the places up to the first that is missing, and returns what is behind that.
// It counts what it leaves out.
func (n *network) stretch(places []int64) (rest []int64) {
	n.line = n.line[:0]
	for i, at := range places {
		switch last := len(n.line) - 1; {
		case at < 0:
			n.stats.Missing++
			return places[i+1:]
		case last >= 0 && n.line[last] == csr.Node(at):
			n.stats.Repeated++
		default:
			n.line = append(n.line, csr.Node(at))
		}
	}
	return nil
}

// numbered makes nodes of the places of the stretch at hand, new ones where no street was
// before.
func (n *network) numbered() []csr.Node {
	for i, at := range n.line {
		if n.numbers[at] == none {
			x, y := n.places.points[at].Degrees()
			n.numbers[at] = n.AddPlace(streetnet.Place{X: geo.WrapLongitude(x), Y: y, Key: at})
		}
		n.line[i] = n.numbers[at]
	}
	return n.line
}

// weigh weighs all lines. The error is that of the first which cannot be.
func (n *network) weigh() error {
	for _, err := range parallel.Collect(len(n.Steps), portion, n.weighLines) {
		if err != nil {
			return err
		}
	}
	return nil
}

// weighLines weighs the lines that begin in a range of steps.
func (n *network) weighLines(lo, hi int) error {
	for first, end := lo, 0; first < hi; first = end {
		for end = first + 1; end < len(n.Steps) && !n.Steps[end].First; {
			end++
		}
		if !n.Steps[first].First {
			continue
		}
		w := &n.ways[n.Steps[first].Street]
		if err := n.Weigh(n.Steps[first:end], n.measured(w)); err != nil {
			return &Error{Offset: -1, Block: -1, Object: fmt.Sprintf("way %d", w.id), Err: err}
		}
	}
	return nil
}

// measured returns the directions in which a way is open, and what weighs 1 in each.
func (n *network) measured(w *way) streetnet.Street {
	s := streetnet.Street{Forward: w.Forward, Backward: w.Backward, Along: n.opts.MetresPerUnit, Against: n.opts.MetresPerUnit}
	if n.opts.SecondsPerUnit > 0 {
		metres := 1.0
		if w.pace.whole {
			metres = n.metresOf(w)
		}
		s.Along, s.Against = metres/w.pace.along*n.opts.SecondsPerUnit, metres/w.pace.against*n.opts.SecondsPerUnit
	}
	return s
}

// metresOf returns the length of a way, 1 if it has none, so that there is a pace.
func (n *network) metresOf(w *way) (metres float64) {
	n.eachStep(w, func(u, v csr.Node) { metres += n.Metres(u, v) })
	return cmp.Or(metres, 1)
}

// eachStep calls do for each step of a way, without those on the spot.
func (n *network) eachStep(w *way, do func(u, v csr.Node)) {
	before := int64(-1)
	for _, at := range n.refsOf(w) {
		if at >= 0 && before >= 0 && at != before {
			do(n.numbers[before], n.numbers[at])
		}
		before = at
	}
}
