package geojson

import "github.com/veltrix/cairn/internal/access"

// Profile is who uses the streets, and reads properties as OpenStreetMap's tags;
// the package's documentation has the table. The zero value is everybody, to whom
// everything is open.
type Profile struct {
	rules *access.Profile
}

// The profiles.
var (
	// Walking is people on foot: streets and paths but motorways. One-way signs do
	// not bind them, but oneway:foot does.
	Walking = Profile{access.Walking}
	// Cycling is bicycles: not on footways, pedestrian streets and steps unless
	// bicycle says so. One-way signs bind them where no contraflow lifts them.
	Cycling = Profile{access.Cycling}
	// Driving is cars. Roundabouts and motorways are one-way even without a tag.
	Driving = Profile{access.Driving}
)

// Access returns the directions in which a street with these properties may be
// used.
func (p Profile) Access(properties map[string]any) Access {
	if p.rules == nil {
		return Access{Forward: true, Backward: true}
	}
	return p.street(alternatives(properties, p.rules.Reads))
}

// street returns the directions that all of some readings of a street allow.
func (p Profile) street(readings []access.Tags) Access {
	d := access.Both
	for _, t := range readings {
		d &= p.rules.Street(t)
	}
	return Access{Forward: d&access.Forward != 0, Backward: d&access.Backward != 0}
}

// Passes tells whether a barrier with these properties on a street lets the
// profile through.
func (p Profile) Passes(properties map[string]any) bool {
	if p.rules == nil {
		return true
	}
	for _, t := range alternatives(properties, p.rules.Reads) {
		if !p.rules.Passes(t) {
			return false
		}
	}
	return true
}

// unread returns the tags that bear on the profile and that it does not
// understand.
func (p Profile) unread(properties map[string]any) []string {
	if p.rules == nil {
		return nil
	}
	found := map[string]bool{}
	var unread []string
	for _, t := range alternatives(properties, p.rules.Reads) {
		for _, tag := range p.rules.Unread(t) {
			if !found[tag] {
				found[tag] = true
				unread = append(unread, tag)
			}
		}
	}
	return unread
}
