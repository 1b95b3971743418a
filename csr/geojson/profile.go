package geojson

import (
	"slices"

	"github.com/veltrix/cairn/internal/access"
)

// Profile is a kind of user of streets. It reads properties as OpenStreetMap's tags, by
// the table in the package documentation. To the zero value everything is open.
type Profile struct {
	rules *access.Profile
}

// The profiles.
var (
	// Walking is people on foot: streets and paths, not motorways. One-way signs do
	// not bind them, but oneway:foot does.
	Walking = Profile{access.Walking}
	// Cycling is bicycles: not on footways, pedestrian streets and steps unless the
	// tag bicycle says so. One-way signs bind them, unless contraflow lifts them.
	Cycling = Profile{access.Cycling}
	// Driving is cars. Roundabouts and motorways are one-way even without a tag.
	Driving = Profile{access.Driving}
)

// Access returns the directions in which a street with these properties may be
// used.
func (p Profile) Access(properties map[string]any) Access {
	return p.street(p.readings(properties))
}

// readings returns the tags that properties may stand for; none for the zero value.
func (p Profile) readings(properties map[string]any) []access.Tags {
	if p.rules == nil {
		return nil
	}
	return alternatives(properties, p.rules.Reads)
}

// street returns the directions that all readings of a street allow.
func (p Profile) street(readings []access.Tags) Access {
	d := access.Both
	for _, t := range readings {
		d &= p.rules.Street(t)
	}
	return Access{Forward: d&access.Forward != 0, Backward: d&access.Backward != 0}
}

// passes tells whether a barrier on a street lets the profile through, by all its
// readings.
func (p Profile) passes(readings []access.Tags) bool {
	return !slices.ContainsFunc(readings, func(t access.Tags) bool { return !p.rules.Passes(t) })
}

// unread returns the tags that bear on the profile and that it does not
// understand, each once.
func (p Profile) unread(readings []access.Tags) (unread []string) {
	for _, t := range readings {
		unread = append(unread, p.rules.Unread(t)...)
	}
	slices.Sort(unread)
	return slices.Compact(unread)
}
