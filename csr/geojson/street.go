package geojson

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
)

// street is a feature on its way into the network.
type street struct {
	*network
	along   directions
	stratum uint16
	number  uint32       // of what the graph keeps of it
	levels  string       // as the tag says, "" on the ground
	lines   [][]csr.Node // without those of one node
}

// stratum is the tags by which streets cross without meeting.
type stratum struct{ layer, bridge, tunnel, level string }

// street begins a feature.
func (n *network) street(f *feature, a profile.Access) *street {
	t := surroundings(f.properties)
	s := &street{network: n, levels: t.level, stratum: uint16(min(n.strata.number(t), math.MaxUint16))}
	if !n.opts.NoStreets {
		s.number = n.streets.number(identity(f))
	}
	if a.Forward {
		s.along |= forward
	}
	if a.Backward {
		s.along |= backward
	}
	if _, ok := parseLevels(s.levels); !ok {
		n.stats.unread("level=" + s.levels)
		s.levels = ""
	}
	if s.levels != "" || raised(f.lines) {
		n.stats.Floors++
	}
	return s
}

// raised tells whether a position has a height other than 0.
func raised(lines [][]position) bool {
	for _, line := range lines {
		for _, p := range line {
			if p.z != 0 && !math.IsNaN(p.z) {
				return true
			}
		}
	}
	return false
}

// walk finds the nodes of the street's lines.
func (s *street) walk(lines [][]position) error {
	first := 0 // the number of the line's first position within the feature
	for _, line := range lines {
		nodes := make([]csr.Node, 0, len(line))
		for i, p := range line {
			v, err := s.at(p)
			if err != nil {
				return &positionError{first + i, err}
			}
			if i > 0 && v == nodes[len(nodes)-1] {
				s.stats.Repeated++
				continue
			}
			nodes = append(nodes, v)
		}
		if first += len(line); len(nodes) > 1 {
			s.lines = append(s.lines, nodes)
		}
	}
	return nil
}

// length returns the length of the street in metres.
func (s *street) length() (metres float64) {
	for _, nodes := range s.lines {
		for i, v := range nodes[1:] {
			metres += s.metres(nodes[i], v)
		}
	}
	return metres
}

// add adds the steps of the street from each node to the next.
func (s *street) add(p pace) error {
	switch s.along { // the pace of a direction that is closed does not matter
	case forward:
		p.against = p.along
	case backward:
		p.along = p.against
	}
	for _, nodes := range s.lines {
		weights, err := s.weigh(nodes, p.along)
		if err != nil {
			return err
		}
		back := weights
		if p.against != p.along {
			if back, err = s.weigh(nodes, p.against); err != nil {
				return err
			}
		}
		for i, w := range weights {
			s.steps = append(s.steps, step{nodes[i], nodes[i+1], w, back[i], s.number, s.stratum, s.along, i == 0})
		}
	}
	return nil
}

// at returns the node at a position of the street.
func (s *street) at(p position) (csr.Node, error) {
	x, y, err := s.locate(p)
	if err != nil {
		return 0, err
	}
	at := place{x: x, y: y}
	if s.opts.Levels {
		at.floor = s.floors.number(floor{s.levels, height(p.z)})
	}
	return s.node(at)
}

// weigh returns the weights of the steps along a line. The length so far is rounded as
// a whole, and each step weighs how much it grew, so rounding errors do not add up. A
// line drawn from either end weighs the same; its first step weighs at least 1.
func (s *street) weigh(nodes []csr.Node, metresPerUnit float64) ([]uint32, error) {
	weights := make([]uint32, len(nodes)-1)
	backwards := s.backwards(nodes)
	length, given := 0.0, 0.0
	for k := range weights {
		i := k
		if backwards {
			i = len(weights) - 1 - k
		}
		length += s.metres(nodes[i], nodes[i+1]) / metresPerUnit
		w := max(math.Round(length)-given, 0)
		if k == 0 {
			w = max(w, 1)
		}
		if !(length >= 0 && w < math.MaxUint32) { // also if it is not a number
			return nil, ErrLength
		}
		weights[i] = uint32(w)
		given += w
	}
	return weights, nil
}

// backwards tells whether a line is measured from its last node, so that it is measured
// from the same end whichever way it is drawn. Of a ring, the neighbours of its ends
// decide.
func (s *street) backwards(nodes []csr.Node) bool {
	for i, j := 0, len(nodes)-1; i < j; i, j = i+1, j-1 {
		if p, q := s.places[nodes[i]], s.places[nodes[j]]; p.x != q.x || p.y != q.y {
			return q.x < p.x || q.x == p.x && q.y < p.y
		}
	}
	return false
}
