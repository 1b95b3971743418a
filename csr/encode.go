package csr

import (
	"runtime"

	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/layout"
)

// encoding collects the sections of a file in ascending order of kind.
type encoding struct {
	nodes, arcs int64
	optional    uint64
	sections    []flatfile.Section
}

// add appends a section, unless it is empty.
func (e *encoding) add(s flatfile.Section) {
	if len(s.Data) > 0 {
		e.sections = append(e.sections, s)
	}
}

// addWeights appends a section of weights: none if all are zero, one number if
// all are equal, or one an element.
func (e *encoding) addWeights(k kind, weights []uint32) {
	if len(weights) == 0 {
		return
	}
	uniform := true
	for _, w := range weights {
		uniform = uniform && w == weights[0]
	}
	switch {
	case !uniform:
		e.add(flatfile.Numbers(k, weights))
	case weights[0] != 0:
		e.add(flatfile.Numbers(k, weights[:1]))
	}
}

// file lays the sections out and returns the whole file.
func (e *encoding) file() ([]byte, error) {
	return format.Encode(flatfile.Header{
		Counts:   [2]int64{e.nodes, e.arcs},
		Widths:   [2]uint8{uint8(targetWidth(e.nodes)), uint8(offsetWidth(e.arcs))},
		Optional: e.optional,
	}, e.sections)
}

// encode makes the file of arcs in order.
func (b *Builder) encode(arcs []arc) ([]byte, error) {
	offsets := make([]uint32, b.nodes+1)
	targets := make([]uint32, len(arcs))
	weights := make([]uint32, len(arcs))
	for i, a := range arcs {
		offsets[a.from+1]++
		targets[i], weights[i] = a.to, a.weight
	}
	layout.Offsets(offsets)
	e := encoding{nodes: int64(b.nodes), arcs: int64(len(arcs))}
	if b.meta.LonLat {
		e.optional |= optionalLonLat
	}
	e.add(flatfile.Narrow(kindOffsets, offsets, offsetWidth(e.arcs)))
	e.add(flatfile.Narrow(kindTargets, targets, targetWidth(e.nodes)))
	e.addWeights(kindNodeWeights, b.nodeWeights)
	e.addWeights(kindArcWeights, weights)
	e.add(flatfile.Numbers(kindPoints, b.points))
	e.add(flatfile.Numbers(kindName, []byte(b.meta.Name)))
	e.add(flatfile.Numbers(kindUnit, []byte(b.meta.Unit)))
	e.add(flatfile.Numbers(kindAttribution, []byte(b.meta.Attribution)))
	if err := e.addStreets(b.streets.list, b.keptStreets(arcs, offsets)); err != nil {
		return nil, err
	}
	return e.file()
}

// encode makes the file of a derived graph: the one that a Builder makes of the same
// nodes and arcs.
func (g *CSRGraph) encode() []byte {
	defer runtime.KeepAlive(g)
	b := Builder{nodes: g.NumNodes(), nodeWeights: g.arrays.NodeWeights.Materialize(g.NumNodes()).Values, points: g.points, meta: g.meta}
	b.arcs = make([]arc, 0, g.NumArcs())
	streets := b.addStreetsOf(g)
	for v := range Node(b.nodes) {
		for to, w := range g.Arcs(v).All() {
			b.AddStreetArc(v, to, w, streets[g.streetNumber(len(b.arcs))])
		}
	}
	file, err := b.encode(b.arcs)
	if err != nil {
		panic(err) // only too large a file fails, and the graph itself is in memory
	}
	return file
}

// hashOf returns the content hash of a file that was just made.
func hashOf(file []byte) uint64 {
	f, err := format.Open(file)
	if err != nil {
		panic(err) // encode makes no file that Open refuses
	}
	return f.Hash()
}
