package osm

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// Origin says what in the file each node of a map is. Read fills it; the zero value is of a
// map without nodes. It takes 16 bytes a node, and 28 with Options.Turns. It is safe for
// concurrent use when Read has returned.
type Origin struct {
	ids      []int64    // of the node that each node of the map is, or ends at
	order    []csr.Node // the nodes of the map, by id
	segments []Segment  // nil without Options.Turns
}

// Segment is a street segment in one direction: the node of a map that Options.Turns makes.
type Segment struct {
	Way      int64 // the number of the way in the file
	From, To int64 // the numbers of the nodes in the file that it leads from and to
}

// NodeID returns the number in the file of a node of the map: with Options.Turns that of
// the node where the segment ends. It is 0 if the map does not have the node.
func (o *Origin) NodeID(v csr.Node) int64 {
	if int64(v) >= int64(len(o.ids)) {
		return 0
	}
	return o.ids[v]
}

// Nodes returns the nodes of the map that are one node of the file, in ascending order; with
// Options.Turns, the segments that end there. There are several where a barrier ends
// streets, and none if the node is not on an open street. The result is the caller's to
// read. It costs O(log nodes).
func (o *Origin) Nodes(id int64) []csr.Node {
	from, _ := slices.BinarySearchFunc(o.order, id, func(v csr.Node, id int64) int { return cmp.Compare(o.ids[v], id) })
	to := from
	for to < len(o.order) && o.ids[o.order[to]] == id {
		to++
	}
	return o.order[from:to:to]
}

// Segment returns the segment that a node of the map is. ok is false without Options.Turns
// and if the map does not have the node.
func (o *Origin) Segment(v csr.Node) (s Segment, ok bool) {
	if int64(v) >= int64(len(o.segments)) {
		return s, false
	}
	return o.segments[v], true
}

// origin returns what in the file so many nodes are that lie at nodes of the network.
func (n *network) origin(nodes int, at func(v csr.Node) csr.Node) Origin {
	o := Origin{ids: make([]int64, nodes), order: make([]csr.Node, nodes)}
	for v := range o.order {
		o.ids[v], o.order[v] = n.idOf(at(csr.Node(v))), csr.Node(v)
	}
	// Keys are in the order of the numbers in the file.
	o.order = layout.CountingSort(o.order, len(n.places.ids), func(v csr.Node) uint32 { return n.Places[at(v)].Key })
	return o
}
