package osm

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
)

// Options say how to read. The zero value, and nil, open every street both ways and weigh
// it in decimetres.
type Options struct {
	// Profile is the kind of user: profile.Walking, Cycling, Driving, or one with
	// functions of the host. For the zero value every street is open both ways and no
	// barrier counts.
	Profile profile.Profile

	// MetresPerUnit is the length that weighs 1; 0 is 0.1, a decimetre.
	MetresPerUnit float64

	// SecondsPerUnit, if it is not 0, makes weights times: the time that weighs 1, as the
	// Profile's Seconds has it. The two directions of a street can differ. MetresPerUnit
	// then does not matter.
	SecondsPerUnit float64

	// CrossSquares lets users walk straight across squares, from each node where another
	// street meets the outline to each such node in sight. Otherwise they walk around.
	CrossSquares bool

	// Turns, if it is not nil, makes the map of street segments, whose arcs are turns:
	// see the package documentation.
	Turns *Turns

	// NoStreets leaves out names, kinds and ways of streets: see csr.Street.
	NoStreets bool

	// Flags, if it is not nil, gives each street its csr.Street.Flags, such as one that
	// marks roundabouts for package csr/route. It gets the tags and must not keep or change
	// them. Calls come from several goroutines at a time.
	Flags func(t profile.Tags) uint16

	// Tolerance joins ends of streets that nothing else meets to each other, and to the
	// nearest node of another street, if they are at most so many metres apart. The gap
	// weighs nothing. 0 joins nothing: streets meet in the nodes that they share.
	Tolerance float64

	// MaxNodes limits the nodes of all streets together, each counted as often as a
	// street names it; 0 is one for each byte of the file, and 1,048,576 more. Each takes
	// some 150 bytes while the map is read.
	MaxNodes int

	// Progress, if it is not nil, is told how many bytes of the file a pass has gone
	// through: "ways" and "nodes", and where it is worth it "relations" before or "squares"
	// between. Calls come one at a time, from several goroutines. If the file is not
	// sorted by kind, passes begin again.
	Progress func(pass string, done, size int64)

	// Origin, if it is not nil, is filled with what each node of the map is in the file.
	Origin *Origin

	// Meta is what the graph will say of itself. Read overwrites its LonLat. It sets an
	// empty Unit to m, dm, cm or mm, or to s, ds, cs or ms for times, if the unit is one of
	// these.
	Meta csr.Meta
}

// checked returns the options with every zero replaced, or what is wrong with them.
func (o *Options) checked(size int64) (Options, error) {
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.MetresPerUnit == 0 {
		opts.MetresPerUnit = 0.1
	}
	if opts.MaxNodes == 0 {
		opts.MaxNodes = int(min(max(size, 0)+1<<20, math.MaxInt))
	}
	if opts.Progress == nil {
		opts.Progress = func(string, int64, int64) {}
	}
	return opts, opts.check()
}

// check returns an error if an option is no finite number from 0 on.
func (o *Options) check() error {
	for _, option := range []struct {
		name  string
		value float64
	}{
		{"MetresPerUnit", o.MetresPerUnit}, {"SecondsPerUnit", o.SecondsPerUnit}, {"Tolerance", o.Tolerance},
		{"MaxNodes", float64(o.MaxNodes)},
	} {
		if !(option.value >= 0) || math.IsInf(option.value, 1) {
			return fmt.Errorf("osm: %w: %s %v", ErrOption, option.name, option.value)
		}
	}
	return nil
}

// meta returns the graph's Meta.
func (o *Options) meta() csr.Meta {
	m := o.Meta
	m.LonLat = true
	if m.Unit == "" && o.SecondsPerUnit > 0 {
		m.Unit = map[float64]string{1: "s", 0.1: "ds", 0.01: "cs", 0.001: "ms"}[o.SecondsPerUnit]
	} else if m.Unit == "" {
		m.Unit = map[float64]string{1: "m", 0.1: "dm", 0.01: "cm", 0.001: "mm"}[o.MetresPerUnit]
	}
	return m
}
