package alternative

import (
	"errors"
	"fmt"
	"math"
)

// ErrOptions: a number of Options is negative, not a number, or too large: above 1 for
// Share, above a million for Longer and Local. It is wrapped with the name of the option.
var ErrOptions = errors.New("alternative: option out of range")

// Options says which ways are alternatives. The fractions are of the cost of the best way.
// The zero Options, like nil, are the defaults.
type Options struct {
	Ways   int     // how many ways are wanted, the best included; 0: 3
	Longer float64 // a way costs at most this fraction more than the best; 0: 0.25
	Share  float64 // at most this fraction lies on arcs of the ways before it; 0: 0.8
	Local  float64 // parts of a way that cost less than this fraction are shortest paths; 0: 0.25
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
	shared, err := part(d, o.Share, 0.8, 1, "Share")
	if err != nil {
		return l, err
	}
	l.cost, l.shared = uint64(d)+uint64(longer), uint64(shared)
	local, err := part(d, o.Local, 0.25, 1e6, "Local")
	l.local = uint64(math.Ceil(local)) // what costs less than local costs less than this
	return l, err
}

// part returns a fraction of d.
func part(d uint32, fraction, standard, most float64, name string) (float64, error) {
	if fraction == 0 {
		fraction = standard
	}
	if math.IsNaN(fraction) || fraction < 0 || fraction > most {
		return 0, fmt.Errorf("%w: %s %v", ErrOptions, name, fraction)
	}
	return float64(d) * fraction, nil
}
