package dimacs

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Options say how to read. The zero value, and nil, are for files as the challenge
// publishes them.
type Options struct {
	// ZeroBased says that the files number their nodes from 0, not from 1.
	ZeroBased bool

	// NoProblemLine accepts files without a p line too. Their nodes are those up to
	// the highest number that an arc names, as far as MaxNodes allows, and all of
	// them have a point or none has. Until the last line is read, such arcs take 12
	// bytes each beside the Builder's.
	NoProblemLine bool

	// Plane keeps coordinates as units of a plane. Otherwise they are longitude and
	// latitude in millionths of a degree.
	Plane bool

	// MaxNodes limits the graph. 0 allows two nodes for each arc and 1,048,576 more,
	// enough for every connected network: building takes some 30 bytes a node, and a
	// p line that claims nodes without arcs could take any memory.
	MaxNodes int

	// Meta is what the graph will say of itself. Read overwrites its LonLat.
	Meta csr.Meta
}

// checked returns the options, the defaults for nil, or what is wrong with them.
func (o *Options) checked() (Options, error) {
	if o == nil {
		return Options{}, nil
	}
	if o.MaxNodes < 0 {
		return *o, fmt.Errorf("dimacs: %w: MaxNodes %d", ErrOption, o.MaxNodes)
	}
	return *o, nil
}
