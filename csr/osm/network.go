package osm

import (
	"cmp"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/internal/streetnet"
)

// network is the streets on their way into the map.
type network struct {
	*reader
	streetnet.Network
	numbers []csr.Node // of the places, by index; none until a street names them
	find    finder
	line    []int      // the nodes of a stretch at hand, by index
	nodes   []csr.Node // the same by number
}

// none is the number of a place that no street has named yet.
const none = math.MaxUint32

// addStreets adds all ways. Nodes are numbered in the order in which they name them.
func (r *reader) addStreets() (*network, error) {
	n := &network{reader: r, numbers: make([]csr.Node, len(r.places.ids)), find: finder{ids: r.places.ids}}
	for i := range n.numbers {
		n.numbers[i] = none
	}
	for i := range r.ways {
		if err := n.addWay(uint32(i), &r.ways[i]); err != nil {
			return nil, &Error{Offset: -1, Block: -1, Object: fmt.Sprintf("way %d", r.ways[i].id), Err: err}
		}
	}
	return n, nil
}

// addWay adds a way: a line for each stretch of nodes that have a place.
func (n *network) addWay(number uint32, w *way) error {
	first, along, against := len(n.Steps), n.metresPerUnit(w, false), n.metresPerUnit(w, true)
	s := streetnet.Street{Number: number, Forward: w.Forward, Backward: w.Backward, Along: along, Against: against}
	for rest := n.refsOf(w); len(rest) > 0; {
		if rest = n.stretch(rest); len(n.line) < 2 {
			continue
		}
		if err := n.AddLine(n.numbered(), s); err != nil {
			return err
		}
	}
	if first == len(n.Steps) {
		n.stats.Short++
	} else {
		n.stats.Streets++
	}
	return nil
}

// refsOf returns the nodes of a way.
func (l *lines) refsOf(w *way) []int64 { return l.refs[w.first : w.first+w.nodes] }

// stretch finds the places of nodes up to the first that has none, and returns the nodes
// behind that. It counts what it leaves out.
func (n *network) stretch(refs []int64) (rest []int64) {
	n.line = n.line[:0]
	for i, id := range refs {
		switch at, last := n.place(id), len(n.line)-1; {
		case at < 0:
			n.stats.Missing++
			return refs[i+1:]
		case last >= 0 && n.line[last] == at:
			n.stats.Repeated++
		default:
			n.line = append(n.line, at)
		}
	}
	return nil
}

// place returns the index of the place of a node, -1 if there is none.
func (n *network) place(id int64) int {
	at, ok := n.find.find(id)
	if !ok || !n.places.points[at].Valid() {
		return -1
	}
	return at
}

// numbered returns the nodes of the stretch at hand, new ones where no street was before.
func (n *network) numbered() []csr.Node {
	n.nodes = n.nodes[:0]
	for _, at := range n.line {
		if n.numbers[at] == none {
			x, y := n.places.points[at].Degrees()
			n.numbers[at] = n.AddPlace(streetnet.Place{X: geo.WrapLongitude(x), Y: y, Key: uint32(at)})
		}
		n.nodes = append(n.nodes, n.numbers[at])
	}
	return n.nodes
}

// metresPerUnit returns the length that weighs 1 along a way or against it.
func (n *network) metresPerUnit(w *way, against bool) float64 {
	seconds := w.pace.along
	if against {
		seconds = w.pace.against
	}
	switch {
	case n.opts.SecondsPerUnit == 0:
		return n.opts.MetresPerUnit
	case w.pace.whole:
		return n.metresOf(w) / seconds * n.opts.SecondsPerUnit
	}
	return n.opts.SecondsPerUnit / seconds
}

// metresOf returns the length of a way, 1 if it has none, so that there is a pace.
func (n *network) metresOf(w *way) (metres float64) {
	before := -1
	for _, id := range n.refsOf(w) {
		at := n.place(id)
		if before >= 0 && at >= 0 {
			x1, y1 := n.places.points[before].Degrees()
			x2, y2 := n.places.points[at].Degrees()
			metres += geo.Metres(x1, y1, x2, y2)
		}
		before = at
	}
	return cmp.Or(metres, 1)
}
