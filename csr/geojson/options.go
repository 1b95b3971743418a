package geojson

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
)

// Options say how to read. The zero value, and nil, open every street both ways and
// weigh it in decimetres.
type Options struct {
	// Profile is the kind of user, such as profile.Walking. For the zero value every
	// street is open both ways and no barrier counts.
	Profile profile.Profile

	// NoStreets leaves out names, kinds and ways of streets: see csr.Street. Central
	// Göteborg is 23 % larger with them.
	NoStreets bool

	// Flags, if it is not nil, gives each street its csr.Street.Flags, such as one that
	// marks roundabouts for package csr/route. It gets the tags as the Profile does, and
	// must not keep or change them; where the Profile is asked about several values of a
	// list one at a time, so is Flags, and all its flags count.
	Flags func(t profile.Tags) uint16

	// MetresPerUnit is the length that weighs 1; 0 is 0.1, a decimetre.
	MetresPerUnit float64

	// SecondsPerUnit, if it is not 0, makes weights times: the time that weighs 1, as the
	// Profile's Seconds has it. Of several values in a list the slowest counts. The two
	// directions of a street can differ. MetresPerUnit then does not matter.
	SecondsPerUnit float64

	// Plane keeps positions as points of a plane, such as pixels of a game map or
	// projected coordinates; one unit counts as a metre. The unit of weight then has
	// no name unless Meta gives one.
	Plane bool

	// Levels joins streets at equal positions only if they have a level in common, by
	// the tag level (0 if there is none; 0;1 and 0-2 are several), and if their
	// heights, the third coordinates, are equal where both have one.
	Levels bool

	// Tolerance joins ends of streets that nothing else meets to each other, and to
	// the nearest position of another street, if they are at most so many metres
	// apart. The gap weighs nothing. 0 joins only equal positions.
	Tolerance float64

	// MaxFeatureBytes limits the text of one feature, or of anything between
	// features; 0 is 16 MiB. Reading takes a small multiple of it in memory.
	MaxFeatureBytes int64

	// MaxNodes limits the graph; 0 is 1<<26, a continent. A node takes some 80
	// bytes while it is read, each of its steps 24, and each street 100 and its name.
	MaxNodes int

	// Meta is what the graph will say of itself. Read overwrites its LonLat. It sets an
	// empty Unit to m, dm, cm or mm, or to s, ds, cs or ms for times, if the unit is one of
	// these.
	Meta csr.Meta
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

// check returns an error if an option is no finite number from 0 on.
func (o *Options) check() error {
	for _, option := range []struct {
		name  string
		value float64
	}{
		{"MetresPerUnit", o.MetresPerUnit}, {"SecondsPerUnit", o.SecondsPerUnit}, {"Tolerance", o.Tolerance}, {"MaxFeatureBytes", float64(o.MaxFeatureBytes)}, {"MaxNodes", float64(o.MaxNodes)},
	} {
		if !(option.value >= 0) || math.IsInf(option.value, 1) {
			return fmt.Errorf("geojson: %w: %s %v", ErrOption, option.name, option.value)
		}
	}
	return nil
}

// meta returns the graph's Meta.
func (o *Options) meta() csr.Meta {
	m := o.Meta
	m.LonLat = !o.Plane
	if m.Unit == "" {
		m.Unit = o.unit()
	}
	return m
}

// unit returns the name of the unit of weight, "" if it has none.
func (o *Options) unit() string {
	switch {
	case o.SecondsPerUnit > 0:
		return map[float64]string{1: "s", 0.1: "ds", 0.01: "cs", 0.001: "ms"}[o.SecondsPerUnit]
	case o.Plane:
		return ""
	}
	return map[float64]string{1: "m", 0.1: "dm", 0.01: "cm", 0.001: "mm"}[o.MetresPerUnit]
}
