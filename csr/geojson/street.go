package geojson

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/streetnet"
)

// street is a feature on its way into the network.
type street struct {
	*network
	streetnet.Street
	levels string       // as the tag says, "" on the ground
	lines  [][]csr.Node // without those of one node
}

// stratum is the tags by which streets cross without meeting.
type stratum struct{ layer, bridge, tunnel, level string }

// street begins a feature.
func (n *network) street(f *feature, a profile.Access, flags uint16) *street {
	t := surroundings(f.properties)
	s := &street{network: n, levels: t.level}
	s.Stratum, s.Forward, s.Backward = uint16(min(n.strata.number(t), math.MaxUint16)), a.Forward, a.Backward
	if !n.opts.NoStreets {
		kept := identity(f)
		kept.Flags = flags
		s.Number = n.streets.number(kept)
	}
	if _, ok := parseLevels(s.levels); !ok {
		n.stats.Unread.Add("level=" + s.levels)
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
			metres += s.Metres(nodes[i], v)
		}
	}
	return metres
}

// add adds the steps of the street from each node to the next.
func (s *street) add(p pace) error {
	s.Along, s.Against = p.along, p.against
	for _, nodes := range s.lines {
		if err := s.AddLine(nodes, s.Street); err != nil {
			return err
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
	at := streetnet.Place{X: x, Y: y}
	if s.opts.Levels {
		at.Key = s.floors.number(floor{s.levels, height(p.z)})
	}
	return s.node(at)
}
