package alternative

import (
	"errors"
	"fmt"
	"math"
)

// ErrOptions: a number of Options is negative, infinite or not a number, or Share is
// above 1. It is wrapped with the name of the option.
var ErrOptions = errors.New("alternative: option out of range")

// Options says which ways are alternatives. Each number is a fraction of the cost of the
// best way; 0 stands for the default.
type Options struct {
	Ways   int     // how many ways to look for, the best included; 0: 3
	Longer float64 // how much more than the best a way may cost; 0: 0.25
	Share  float64 // how much of it may lie on arcs of the ways before it; 0: 0.8
	Local  float64 // how long a part of it must be for a detour to be allowed in it; 0: 0.25
}

// limits are Options as costs.
type limits struct {
	ways                int
	cost, shared, local uint64
}

// limits checks options, and turns them into costs for a best way of cost d.
func (o *Options) limits(d uint32) (limits, error) {
	if o == nil {
		o = &Options{}
	}
	l := limits{ways: o.Ways}
	if o.Ways == 0 {
		l.ways = 3
	}
	if o.Ways < 0 {
		return l, fmt.Errorf("%w: Ways %d", ErrOptions, o.Ways)
	}
	longer, err := part(d, o.Longer, 0.25, 1e6, "Longer")
	if err != nil {
		return l, err
	}
	if l.shared, err = part(d, o.Share, 0.8, 1, "Share"); err != nil {
		return l, err
	}
	l.cost = uint64(d) + longer
	l.local, err = part(d, o.Local, 0.25, 1e6, "Local")
	return l, err
}

// part returns a fraction of d.
func part(d uint32, fraction, standard, most float64, name string) (uint64, error) {
	if fraction == 0 {
		fraction = standard
	}
	if math.IsNaN(fraction) || fraction < 0 || fraction > most {
		return 0, fmt.Errorf("%w: %s %v", ErrOptions, name, fraction)
	}
	return uint64(float64(d) * fraction), nil
}
