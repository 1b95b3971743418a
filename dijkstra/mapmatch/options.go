package mapmatch

import (
	"errors"
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Options says how good the measurements are, and what is looked for. Zero fields, and
// nil, are the defaults. Lengths are in metres, or in plane units if the graph's points
// are not longitude and latitude.
type Options struct {
	// Sigma is the standard deviation of the distance between a point and the street; 0 is
	// 5. Match.Estimate finds it from traces.
	Sigma float64

	// Beta is how much the way along the streets differs from the straight line between two
	// points, on average; 0 is half of Sigma. It grows with the time between points. Match.Estimate finds it.
	Beta float64

	// Radius is how far from a point streets are looked for; 0 is ten times Sigma. It grows
	// with the Accuracy of the point.
	Radius float64

	// Candidates is the number of streets that are looked at for each point at most, the
	// nearest first; 0 is 12.
	Candidates int

	// Turn is by how much a way that turns round on a street counts as longer; 0 is twice
	// Sigma. At nodes a walk turns round freely.
	Turn float64

	// Detour is by how much the way between two points may be longer than the straight line;
	// 0 is 2000. Beyond that the walk is broken.
	Detour float64

	// Speed is the largest straight distance between two points in a second, if their times
	// are known; 0 is 50, in a car. Beyond that the walk is broken.
	Speed float64

	// Skip is how many points in a row are left out as outliers rather than break the walk;
	// 0 is 3, and -1 is none.
	Skip int

	// Unit is the length that one unit of weight stands for; 0 is the length of all arcs
	// by their weight, so that it fits both lengths and times.
	Unit float64
}

// ErrOptions: an option is negative or not a number.
var ErrOptions = errors.New("mapmatch: options make no sense")

// ErrUnit: all weights are 0, so that Options.Unit has to say what they stand for.
var ErrUnit = errors.New("mapmatch: no arc has a weight, and Options.Unit is 0")

// withDefaults returns options with all fields set.
func (o *Options) withDefaults(g *csr.CSRGraph) (Options, error) {
	var set Options
	if o != nil {
		set = *o
	}
	if err := set.check(); err != nil {
		return set, err
	}
	set.Sigma = orElse(set.Sigma, 5)
	set.Beta = orElse(set.Beta, set.Sigma/2)
	set.Radius = orElse(set.Radius, 10*set.Sigma)
	set.Candidates = orElse(set.Candidates, 12)
	set.Turn = orElse(set.Turn, 2*set.Sigma)
	set.Detour = orElse(set.Detour, 2000)
	set.Speed = orElse(set.Speed, 50)
	set.Skip = max(orElse(set.Skip, 3), 0)
	if set.Unit == 0 {
		set.Unit = unitOf(g)
	}
	if !(set.Unit > 0) {
		return set, ErrUnit
	}
	return set, nil
}

// largest is what no option may be above: nothing on the Earth is farther.
const largest = 1e9

// check returns an error that names an option that makes no sense.
func (o *Options) check() error {
	for _, field := range []struct {
		name  string
		value float64
	}{
		{"Sigma", o.Sigma}, {"Beta", o.Beta}, {"Radius", o.Radius}, {"Candidates", float64(o.Candidates)}, {"Turn", o.Turn},
		{"Detour", o.Detour}, {"Speed", o.Speed}, {"Unit", o.Unit},
	} {
		if !(field.value >= 0 && field.value <= largest) {
			return fmt.Errorf("%w: %s is %v", ErrOptions, field.name, field.value)
		}
	}
	if o.Skip < -1 {
		return fmt.Errorf("%w: Skip is %d", ErrOptions, o.Skip)
	}
	return nil
}

// orElse returns x, or the default if it is 0.
func orElse[T int | float64](x, otherwise T) T {
	if x == 0 {
		return otherwise
	}
	return x
}
