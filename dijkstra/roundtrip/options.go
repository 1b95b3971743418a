package roundtrip

import (
	"errors"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
)

// Options says how a trip is looked for. The zero Options, like nil, are the defaults.
type Options struct {
	Tolerance float64 // by which fraction the length may differ from the one wanted; 0: 0.05
	Tries     int     // how many first via nodes are tried; 0: 10
	Seed      uint64  // other seeds give other trips, the same seed the same
}

// ErrOptions: Tolerance is not from 0 to 1, or Tries is negative. It is wrapped with the name of
// the option.
var ErrOptions = errors.New("roundtrip: option out of range")

// Outcome says how long a trip is. The zero Outcome is none of them.
type Outcome uint8

// The ways that a question can end.
const (
	Found    Outcome = 1 + iota // the length is within the tolerance
	TooShort                    // no trip so long was found, which proves nothing: this is the longest
	NoTrip                      // none was found that is not too long
)

var outcomes = [...]string{"no outcome", "found", "too short", "no trip"}

// String returns the outcome in words.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return "unknown outcome"
}

// Trip is a way from a node back to it.
type Trip struct {
	Outcome  Outcome    // whether it is as long as wanted
	Path     []csr.Node // its nodes in order, the start first and last; none if NoTrip
	Length   uint64     // what it costs
	Repeated uint64     // the part of Length on streets that it walked before, in either direction
}

// Share returns which part of a trip is walked twice, from 0 to 1; 0 if the Length is 0.
func (t Trip) Share() float64 {
	if t.Length == 0 {
		return 0
	}
	return float64(t.Repeated) / float64(t.Length)
}

// limits are Options for a length.
type limits struct {
	least, most uint64 // lengths within the tolerance
	tries       int
}

// limits checks options.
func (o *Options) limits(length uint32) (limits, error) {
	tolerance, tries := o.Tolerance, o.Tries
	if tolerance == 0 {
		tolerance = 0.05
	}
	if tries == 0 {
		tries = 10
	}
	if math.IsNaN(tolerance) || tolerance < 0 || tolerance > 1 {
		return limits{}, fmt.Errorf("%w: Tolerance %v", ErrOptions, o.Tolerance)
	}
	if tries < 0 {
		return limits{}, fmt.Errorf("%w: Tries %d", ErrOptions, o.Tries)
	}
	slack := uint64(float64(length) * tolerance)
	return limits{uint64(length) - slack, uint64(length) + slack, tries}, nil
}
