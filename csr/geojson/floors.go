package geojson

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/veltrix/cairn/csr"
)

// floor is the levels and the height of a street at a position, as the text has them.
type floor struct {
	levels string // as the tag says; "" is 0
	height elevation
}

// elevation is a third coordinate, if there is one.
type elevation struct {
	metres float64
	known  bool
}

func height(z float64) elevation {
	if math.IsNaN(z) {
		return elevation{}
	}
	return elevation{z, true}
}

// surroundings returns the stratum of a street by its properties.
func surroundings(properties map[string]any) stratum {
	values := collect(properties, func(key string) bool {
		return key == "layer" || key == "bridge" || key == "tunnel" || key == "level"
	})
	get := func(key string) string {
		switch text := strings.Join(values[key], ";"); text {
		case "no", "f", "false", "0":
			return ""
		default:
			return text
		}
	}
	return stratum{get("layer"), get("bridge"), get("tunnel"), get("level")}
}

// maxLevels is how many levels a street can name; every position takes memory for each.
const maxLevels = 200

// parseLevels reads a level, several with semicolons between, or a range; "" is the
// ground.
func parseLevels(text string) (levels []float64, ok bool) {
	if text == "" {
		return []float64{0}, true
	}
	for part := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ';' || c == ',' || c == ' ' }) {
		low, high, ok := levelRange(part)
		if !ok || !(high-low+float64(len(levels)) < maxLevels) {
			return nil, false
		}
		for level := low; level <= high; level++ {
			levels = append(levels, level)
		}
	}
	return levels, len(levels) > 0
}

// levelRange reads a number, or two with a minus between them.
func levelRange(text string) (low, high float64, ok bool) {
	if level, err := strconv.ParseFloat(text, 64); err == nil {
		return level, level, !math.IsNaN(level) && !math.IsInf(level, 0)
	}
	i := strings.Index(text[1:], "-") + 1 // the first character may be a sign
	if i == 0 {
		return 0, 0, false
	}
	low, errLow := strconv.ParseFloat(text[:i], 64)
	high, errHigh := strconv.ParseFloat(text[i+1:], 64)
	return low, high, errLow == nil && errHigh == nil && low <= high
}

// spot is a position on one level.
type spot struct{ x, y, level float64 }

// storey is a spot with a height.
type storey struct {
	spot
	height float64
}

// joinLevels joins nodes at equal positions that have a level in common and whose
// heights are equal, if both are known.
func (n *network) joinLevels() error {
	levels := n.levelsOfFloors()
	unknown, exact := map[spot]csr.Node{}, map[storey]csr.Node{}
	for v, p := range n.Places {
		if f := levels[p.Key]; !f.height.known {
			for _, level := range f.levels {
				joinAt(n, unknown, spot{p.X, p.Y, level}, csr.Node(v))
			}
		}
	}
	for v, p := range n.Places {
		for _, level := range levels[p.Key].levels {
			at := spot{p.X, p.Y, level}
			if other, ok := unknown[at]; ok {
				n.Join(csr.Node(v), other)
			} else {
				joinAt(n, exact, storey{at, levels[p.Key].height.metres}, csr.Node(v))
			}
		}
		if len(unknown)+len(exact) > 4*n.opts.MaxNodes {
			return fmt.Errorf("%w: more than four levels a node", ErrLimit)
		}
	}
	return nil
}

// joinAt joins a node with the one that is known at the same spot, or makes it known.
func joinAt[Spot comparable](n *network, known map[Spot]csr.Node, at Spot, v csr.Node) {
	if other, ok := known[at]; ok {
		n.Join(v, other)
	} else {
		known[at] = v
	}
}

// storeys are the levels and the height of a floor.
type storeys struct {
	levels []float64
	height elevation
}

// levelsOfFloors returns the storeys of each floor by its number.
func (n *network) levelsOfFloors() []storeys {
	all := make([]storeys, len(n.floors))
	for f, number := range n.floors {
		levels, _ := parseLevels(f.levels) // was read before
		all[number] = storeys{levels, f.height}
	}
	return all
}

// meets tells whether two floors have a level in common, and the same height if
// both are known.
func (s *storeys) meets(other *storeys) bool {
	if s.height.known && other.height.known && s.height != other.height {
		return false
	}
	for _, level := range s.levels {
		for _, o := range other.levels {
			if level == o {
				return true
			}
		}
	}
	return false
}
