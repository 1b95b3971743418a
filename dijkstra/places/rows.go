package places

import (
	"slices"

	"github.com/veltrix/cairn/csr"
)

// few: the distances of candidates are asked for one by one if fewer than one node in so
// many is a candidate.
const few = 16

// rows is the distances between a place and candidates.
type rows struct {
	place     [1]csr.Node
	nodes     []csr.Node
	distances []uint32 // of nodes, or of all nodes of the graph
}

// within leaves those of a list that are in the range of a place. It writes to list.
func (m *rows) within(r Router, list []candidate, c Condition) (_ []candidate, err error) {
	if c.Range.Direction != ToPlace {
		list, err = m.keep(r, list, c, FromPlace)
	}
	if c.Range.Direction != FromPlace && err == nil {
		list, err = m.keep(r, list, c, ToPlace)
	}
	return list, err
}

// keep is within for one direction.
func (m *rows) keep(r Router, list []candidate, c Condition, d Direction) ([]candidate, error) {
	if len(list) == 0 {
		return list, nil
	}
	all := len(list) > r.Graph().NumNodes()/few
	if err := m.measure(r, list, c.Place, d, all); err != nil {
		return list, err
	}
	kept := list[:0]
	for i, x := range list {
		if all {
			i = int(x.node)
		}
		if c.Range.has(m.distances[i]) {
			kept = append(kept, x)
		}
	}
	return kept, nil
}

// measure finds the distances of a list, or of all nodes.
func (m *rows) measure(r Router, list []candidate, place csr.Node, d Direction, all bool) (err error) {
	m.place[0] = place
	m.nodes = slices.Grow(m.nodes[:0], len(list))
	if !all {
		for _, x := range list {
			m.nodes = append(m.nodes, x.node)
		}
	}
	dst := m.distances[:0]
	switch {
	case all && d == FromPlace:
		dst, err = r.AppendDistances(dst, place)
	case all:
		dst, err = r.AppendDistancesTo(dst, place)
	case d == FromPlace:
		dst, err = r.Matrix(dst, m.place[:], m.nodes)
	default:
		dst, err = r.Matrix(dst, m.nodes, m.place[:])
	}
	m.distances = dst
	return err
}
