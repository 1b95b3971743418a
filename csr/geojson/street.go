package geojson

import (
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/streetnet"
)

// stratum is the tags by which streets cross without meeting.
type stratum struct{ layer, bridge, tunnel, level string }

// levels returns the levels of a feature as its tag says, "" on the ground. It counts
// features that are not on the ground.
func (n *network) levels(f *feature, level string) string {
	if _, ok := parseLevels(level); !ok {
		n.stats.unread("level=" + level)
		level = ""
	}
	if level != "" || raised(f.lines) {
		n.stats.Floors++
	}
	return level
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

// walk returns the nodes of the lines of a street, on levels as its tag says.
func (n *network) walk(f *feature, levels string) (lines [][]csr.Node, err error) {
	first := 0 // the number of the line's first position within the feature
	for _, line := range f.lines {
		nodes := make([]csr.Node, 0, len(line))
		for i, p := range line {
			v, err := n.at(p, levels)
			if err != nil {
				return nil, &positionError{first + i, err}
			}
			if i > 0 && v == nodes[len(nodes)-1] {
				n.stats.Repeated++
				continue
			}
			nodes = append(nodes, v)
		}
		first += len(line)
		lines = append(lines, nodes)
	}
	return lines, nil
}

// at returns the node at a position of a street.
func (n *network) at(p position, levels string) (csr.Node, error) {
	x, y, err := n.locate(p)
	if err != nil {
		return 0, err
	}
	at := streetnet.Place{X: x, Y: y}
	if n.opts.Levels {
		at.Key = n.floors.number(floor{levels, height(p.z)})
	}
	return n.node(at)
}

// length returns the length of a street in metres.
func (n *network) length(lines [][]csr.Node) (metres float64) {
	for _, nodes := range lines {
		for i := range len(nodes) - 1 {
			metres += n.Metres(nodes[i], nodes[i+1])
		}
	}
	return metres
}
