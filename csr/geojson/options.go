package geojson

import "math"

// Options say what to read and how. The zero value, and nil, take every street
// both ways and weigh it in decimetres.
type Options struct {
	// Access decides from a feature's properties in which directions it may be
	// used; neither leaves it out. nil: every street is open both ways.
	Access func(properties map[string]any) Access

	// MetresPerUnit is the length that weighs 1; 0 is 0.1, a decimetre.
	MetresPerUnit float64

	// MaxFeatureBytes limits the text of one feature, or of anything between
	// features; 0 is 16 MiB. Reading takes a small multiple of it in memory.
	MaxFeatureBytes int64

	// MaxNodes limits the map; 0 is 1<<26, a continent. A node takes some 60
	// bytes while it is read.
	MaxNodes int
}

// Access is the directions in which a street may be used: along its positions,
// against them, both or neither.
type Access struct {
	Forward, Backward bool
}

// Stats counts what was read and what was left out.
type Stats struct {
	Features      int // in the text
	Streets       int // of them, features that were used
	Closed        int // left out by Access
	OtherGeometry int // neither LineString nor MultiLineString
	Repeated      int // steps from a position to the same one, left out
	Nodes         int
	Arcs          int // before csr.Builder drops loops and parallel ones
}

// withDefaults returns the options with every zero replaced.
func (o *Options) withDefaults() Options {
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.Access == nil {
		opts.Access = func(map[string]any) Access { return Access{Forward: true, Backward: true} }
	}
	if opts.MetresPerUnit == 0 {
		opts.MetresPerUnit = 0.1
	}
	if opts.MaxFeatureBytes == 0 {
		opts.MaxFeatureBytes = 16 << 20
	}
	if opts.MaxNodes == 0 {
		opts.MaxNodes = 1 << 26
	}
	return opts
}

// unit returns the name of the unit that a weight of 1 stands for, as csr.Meta
// has it.
func (o *Options) unit() string {
	switch o.MetresPerUnit {
	case 1:
		return "m"
	case 0.1:
		return "dm"
	case 0.01:
		return "cm"
	case 0.001:
		return "mm"
	}
	return ""
}

// weight returns what a length in metres weighs.
func (o *Options) weight(metres float64) (uint32, error) {
	units := max(math.Round(metres/o.MetresPerUnit), 1)
	if !(units < math.MaxUint32) { // also if it is not a number
		return 0, ErrLength
	}
	return uint32(units), nil
}
