package geojson

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// feature is the part of a feature that matters.
type feature struct {
	Type       string
	ID         json.RawMessage
	Properties map[string]any
	Geometry   *struct {
		Type        string
		Coordinates json.RawMessage
	}
}

// name returns the id for messages: its own, or the one that OpenStreetMap's
// tools put among the properties.
func (f *feature) name() string {
	id := strings.Trim(string(f.ID), `"`)
	if tag, ok := f.Properties["@id"].(string); ok && id == "" {
		id = tag
	}
	return id[:min(len(id), 80)]
}

// lines returns the lines of a feature, if it is made of such.
func (f *feature) lines() (lines [][][]float64, ok bool, err error) {
	if f.Geometry == nil {
		return nil, false, nil
	}
	switch f.Geometry.Type {
	case "LineString":
		lines = make([][][]float64, 1)
		return lines, true, json.Unmarshal(f.Geometry.Coordinates, &lines[0])
	case "MultiLineString":
		return lines, true, json.Unmarshal(f.Geometry.Coordinates, &lines)
	}
	return nil, false, nil
}

// network is the map as far as it has been read.
type network struct {
	opts   Options
	stats  Stats
	nodes  map[[2]float64]csr.Node // by position
	points [][2]float64
	arcs   []arc
}

// arc is a step along a street.
type arc struct {
	from, to csr.Node
	weight   uint32
}

// add adds the streets of a feature, if it has any and they are open.
func (n *network) add(f *feature) error {
	if f.Type != "Feature" {
		return fmt.Errorf("%w: a feature of type %.20q", ErrSyntax, f.Type)
	}
	lines, ok, err := f.lines()
	if err != nil {
		return fmt.Errorf("%w: coordinates of a %s: %w", ErrPosition, f.Geometry.Type, err)
	}
	if !ok {
		n.stats.OtherGeometry++
		return nil
	}
	access := n.opts.Access(f.Properties)
	if !access.Forward && !access.Backward {
		n.stats.Closed++
		return nil
	}
	n.stats.Streets++
	for _, line := range lines {
		if err := n.addLine(line, access); err != nil {
			return err
		}
	}
	return nil
}

// addLine adds the steps from each position of a line to the next.
func (n *network) addLine(line [][]float64, access Access) error {
	last := csr.Node(0)
	for i, position := range line {
		v, err := n.node(position)
		if err != nil {
			return fmt.Errorf("position %d: %w", i, err)
		}
		if i > 0 {
			if err := n.step(last, v, access); err != nil {
				return fmt.Errorf("position %d: %w", i, err)
			}
		}
		last = v
	}
	return nil
}

// node returns the node at a position, a new one if there is none.
func (n *network) node(position []float64) (csr.Node, error) {
	if len(position) < 2 || math.Abs(position[0]) > 180 || math.Abs(position[1]) > 90 {
		return 0, fmt.Errorf("%w: %v", ErrPosition, position)
	}
	at := [2]float64(position)
	if v, ok := n.nodes[at]; ok {
		return v, nil
	}
	if len(n.points) >= n.opts.MaxNodes || int64(len(n.points)) >= csr.MaxNodes {
		return 0, fmt.Errorf("%w: more than %d nodes", ErrLimit, len(n.points))
	}
	if n.nodes == nil {
		n.nodes = map[[2]float64]csr.Node{}
	}
	v := csr.Node(len(n.points))
	n.nodes[at] = v
	n.points = append(n.points, at)
	return v, nil
}

// step adds an arc from one node to another, or back, or both.
func (n *network) step(from, to csr.Node, access Access) error {
	if from == to {
		n.stats.Repeated++
		return nil
	}
	p, q := n.points[from], n.points[to]
	w, err := n.opts.weight(geo.Metres(p[0], p[1], q[0], q[1]))
	if err != nil {
		return err
	}
	if access.Forward {
		n.arcs = append(n.arcs, arc{from, to, w})
	}
	if access.Backward {
		n.arcs = append(n.arcs, arc{to, from, w})
	}
	return nil
}

// builder returns a Builder that holds the map.
func (n *network) builder() *csr.Builder {
	n.stats.Nodes, n.stats.Arcs = len(n.points), len(n.arcs)
	b := csr.NewBuilder(len(n.points))
	b.SetMaxBytes(math.MaxInt64) // Options.MaxNodes has the say
	b.SetMeta(csr.Meta{Unit: n.opts.unit(), LonLat: true})
	for v, p := range n.points {
		b.SetPoint(csr.Node(v), p[0], p[1])
	}
	for _, a := range n.arcs {
		b.AddArc(a.from, a.to, a.weight)
	}
	return b
}
