package geojson

import (
	"math"

	"github.com/veltrix/cairn/csr/profile"
)

// pace is how many metres weigh 1 along a street and against it.
type pace struct{ along, against float64 }

// pace returns the pace on a street so many metres long: that of the slowest of its
// readings if weights are times. It is negative where the profile's times are.
func (n *network) pace(readings []profile.Tags, metres float64) pace {
	if n.opts.SecondsPerUnit == 0 {
		return pace{n.opts.MetresPerUnit, n.opts.MetresPerUnit}
	}
	if metres == 0 {
		metres = 1 // so that there is a pace
	}
	along, against := math.Inf(-1), math.Inf(-1)
	for _, t := range readings {
		forward, backward := n.opts.Profile.Seconds(t, metres)
		along, against = max(along, forward), max(against, backward)
	}
	return pace{metres / along * n.opts.SecondsPerUnit, metres / against * n.opts.SecondsPerUnit}
}
