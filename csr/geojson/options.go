package geojson

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
)

// Options say what to read and how. The zero value, and nil, take every street
// both ways and weigh it in decimetres.
type Options struct {
	// Profile is who uses the streets: Walking, Cycling or Driving. The zero value
	// is everybody, for whom every street is open both ways and no barrier counts.
	Profile Profile

	// Access, if it is not nil, decides in place of the Profile in which directions
	// a feature with these properties may be used; neither leaves it out. What
	// stands on streets is still the Profile's affair.
	Access func(properties map[string]any) Access

	// MetresPerUnit is the length that weighs 1; 0 is 0.1, a decimetre.
	MetresPerUnit float64

	// Plane takes positions as points of a plane, such as pixels of a game map or
	// projected coordinates, with one unit of the plane for a metre. The graph's
	// points are plane units then, and its unit of weight has no name.
	Plane bool

	// Levels joins streets at equal positions only where their levels meet, as the
	// tag level says (0 where there is none; 0;1 and 0-2 are several), and their
	// heights, the third coordinates, are equal if both have them. A street of
	// several levels joins what lies on any of them.
	Levels bool

	// Tolerance joins ends of streets, where nothing else meets them, to each other
	// and to the nearest position of another street, where they are at most so many
	// metres apart. The gap weighs nothing. 0 joins equal positions alone.
	Tolerance float64

	// MaxFeatureBytes limits the text of one feature, or of anything between
	// features; 0 is 16 MiB. Reading takes a small multiple of it in memory.
	MaxFeatureBytes int64

	// MaxNodes limits the graph; 0 is 1<<26, a continent. A node takes some 80
	// bytes while it is read, and each of its steps 16.
	MaxNodes int

	// Meta is what the graph will say of itself. Read sets its LonLat, whatever it
	// is here, and its Unit if it is empty: to m, dm, cm or mm if MetresPerUnit is
	// one of these.
	Meta csr.Meta
}

// Access is the directions in which a street may be used: along its positions,
// against them, both or neither.
type Access struct {
	Forward, Backward bool
}

// checked returns the options with every zero replaced, or what is wrong with them.
func (o *Options) checked() (Options, error) {
	var opts Options
	if o != nil {
		opts = *o
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
	return opts, opts.check()
}

// check finds options that mean nothing.
func (o *Options) check() error {
	for _, option := range []struct {
		name  string
		value float64
	}{{"MetresPerUnit", o.MetresPerUnit}, {"Tolerance", o.Tolerance}, {"MaxFeatureBytes", float64(o.MaxFeatureBytes)}, {"MaxNodes", float64(o.MaxNodes)}} {
		if !(option.value >= 0) || math.IsInf(option.value, 1) {
			return fmt.Errorf("geojson: %w: %s %v", ErrOption, option.name, option.value)
		}
	}
	return nil
}

// meta returns what the graph will say of itself.
func (o *Options) meta() csr.Meta {
	m := o.Meta
	m.LonLat = !o.Plane
	if m.Unit == "" {
		m.Unit = o.unit()
	}
	return m
}

// unit returns the name of what a weight of 1 stands for.
func (o *Options) unit() string {
	if o.Plane {
		return ""
	}
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
