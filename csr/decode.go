package csr

import (
	"math"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/layout"
)

// FromBytes returns the graph that the file b holds. The graph views b: nothing
// is copied where b starts at a multiple of 8 and the host is little-endian
// (see InPlace), and b must not change while the graph is in use.
//
// It checks everything that could make a query go wrong, at about a nanosecond an
// arc: afterwards no query can panic, read outside b, or answer for another graph than
// the bytes describe. Verify finds damage that leaves a sound graph behind, such as a
// changed weight. The package documentation says what each promises. The error is a
// *FormatError.
func FromBytes(b []byte) (*CSRGraph, error) {
	f, err := format.Open(b)
	if err != nil {
		return nil, err
	}
	d := decoder{file: f, nodes: f.Header.Counts[0], arcs: f.Header.Counts[1]}
	for _, step := range []func() error{d.checkWidths, d.readAdjacency, d.readColumns, d.readMeta, d.readStreets} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return d.graph(b), nil
}

// decoder reads the sections of a file, step by step. Its counts fit an int
// once the adjacency is read: there are that many offsets and targets in memory.
type decoder struct {
	file        *flatfile.File
	nodes, arcs int64
	rows        layout.Rows
	nodeW, arcW layout.Column
	points      []float64
	meta        Meta
	streets     *streets // nil if the file has none
}

// checkWidths checks that the widths are those that the counts need.
func (d *decoder) checkWidths() error {
	w := d.file.Header.Widths
	if int(w[0]) != targetWidth(d.nodes) {
		return d.file.FaultAt(flatfile.AtWidths, ErrStructure, "%d-byte targets for %d nodes", w[0], d.nodes)
	}
	if int(w[1]) != offsetWidth(d.arcs) {
		return d.file.FaultAt(flatfile.AtWidths+1, ErrStructure, "%d-byte offsets for %d arcs", w[1], d.arcs)
	}
	return nil
}

func (d *decoder) readAdjacency() (err error) {
	narrow := targetWidth(d.nodes) == 2
	switch {
	case offsetWidth(d.arcs) == 2 && narrow:
		d.rows, err = readRows[uint16, uint16](d)
	case narrow:
		d.rows, err = readRows[uint32, uint16](d)
	case offsetWidth(d.arcs) == 2:
		d.rows, err = readRows[uint16, uint32](d)
	default:
		d.rows, err = readRows[uint32, uint32](d)
	}
	return err
}

// readRows views the adjacency and checks it.
func readRows[O, T layout.Width](d *decoder) (layout.Rows, error) {
	rows := &layout.CSR[O, T]{Offsets: flatfile.View[O](d.file, kindOffsets, d.nodes+1)}
	if d.arcs > 0 || d.file.Has(kindTargets) {
		rows.Targets = flatfile.View[T](d.file, kindTargets, d.arcs)
	}
	if err := d.file.Err(); err != nil {
		return nil, err
	}
	if f := rows.Check(int(d.nodes)); f != nil {
		k := kindTargets
		if f.InOffsets {
			k = kindOffsets
		}
		return nil, d.file.Fault(k, f.Index, ErrStructure, "%s", f.Reason)
	}
	return rows, nil
}

// readColumns views weights and points.
func (d *decoder) readColumns() error {
	d.nodeW = d.readWeights(kindNodeWeights, d.nodes)
	d.arcW = d.readWeights(kindArcWeights, d.arcs)
	if d.file.Has(kindPoints) {
		d.points = flatfile.View[float64](d.file, kindPoints, 2*d.nodes)
	}
	if err := d.file.Err(); err != nil {
		return err
	}
	return d.checkPoints()
}

// readWeights views an array of weights, or the one that stands for all.
func (d *decoder) readWeights(k kind, count int64) layout.Column {
	if !d.file.Has(k) {
		return layout.Column{}
	}
	stored := count
	if len(d.file.Section(k).Data) == 4 {
		stored = 1
	}
	values := flatfile.View[uint32](d.file, k, stored)
	if len(values) == 1 && count != 1 {
		return layout.Column{Uniform: values[0]}
	}
	return layout.Column{Values: values}
}

// checkPoints refuses coordinates that are no numbers, or beyond what they may be.
func (d *decoder) checkPoints() error {
	var most [2]float64
	most[0], most[1] = farthest(d.lonLat())
	for i, x := range d.points {
		if !(math.Abs(x) <= most[i%2]) { // or NaN
			return d.file.Fault(kindPoints, i, ErrStructure, "point of node %d has coordinate %v, beyond ±%v", i/2, x, most[i%2])
		}
	}
	return nil
}

// lonLat tells whether points are longitude and latitude.
func (d *decoder) lonLat() bool { return d.file.Header.Optional&optionalLonLat != 0 }

// readMeta reads what the file says of itself.
func (d *decoder) readMeta() error {
	d.meta = Meta{
		Name:        d.file.Text(kindName, maxText),
		Unit:        d.file.Text(kindUnit, maxText),
		Attribution: d.file.Text(kindAttribution, maxText),
		LonLat:      d.lonLat(),
	}
	return d.file.Err()
}

func (d *decoder) graph(file []byte) *CSRGraph {
	return &CSRGraph{
		data:    file,
		copied:  !d.file.InPlace(),
		hash:    d.file.Hash(),
		arrays:  &layout.Graph{Nodes: int(d.nodes), Arcs: int(d.arcs), Out: d.rows, NodeWeights: d.nodeW, ArcWeights: d.arcW},
		points:  d.points,
		meta:    d.meta,
		streets: d.streets,
	}
}
