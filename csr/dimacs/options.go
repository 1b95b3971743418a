package dimacs

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Options say what to read and how. The zero value, and nil, stand for the
// defaults: files as the challenge has them.
type Options struct {
	// ZeroBased says that the files number their nodes from 0, not from 1.
	ZeroBased bool

	// NoProblemLine takes files without a p line too. Their nodes are then those up
	// to the highest number that an arc names, as far as MaxNodes allows, and each
	// of them has a point or none has. Until the last line is read, such arcs take
	// 12 bytes each beside the Builder's.
	NoProblemLine bool

	// Plane takes coordinates as units of a plane, as they are; otherwise they are
	// longitude and latitude in millionths of a degree.
	Plane bool

	// MaxNodes limits the graph. 0 allows two nodes for each arc and 1,048,576
	// more, which every connected network is within: building takes some 30 bytes a
	// node, and only arcs show that there are as many nodes as the p line claims.
	MaxNodes int

	// Meta is what the graph will say of itself. Read sets its LonLat, whatever it
	// is here.
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
