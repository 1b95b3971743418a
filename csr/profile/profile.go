package profile

// Access is the directions in which a street may be used: along it, against it, both or
// neither.
type Access struct {
	// Forward is along the street, as its line is drawn; Backward is against it.
	Forward, Backward bool
}

// Open tells whether the street may be used in at least one direction.
func (a Access) Open() bool { return a.Forward || a.Backward }

// Profile is a kind of user of streets: the rules of the table in the package
// documentation, and functions of the host that change what they say. To the zero value
// every street is open both ways and no barrier counts. A Profile is immutable and safe
// for concurrent use if the host's functions are.
type Profile struct {
	rules *rules
}

// The profiles.
var (
	// Walking is people on foot: streets and paths, not motorways. One-way signs do
	// not bind them, but oneway:foot does.
	Walking = Profile{walking}
	// Cycling is bicycles: not on footways, pedestrian streets and steps unless the
	// tag bicycle says so. One-way signs bind them, unless contraflow lifts them.
	Cycling = Profile{cycling}
	// Driving is cars. Roundabouts and motorways are one-way even without a tag.
	Driving = Profile{driving}
)

// Reads tells whether a key, in lower case, matters to the profile: none does to the
// zero value.
func (p Profile) Reads(key string) bool { return p.rules != nil && p.rules.reads[key] }

// Street returns in which directions a street with these tags may be used.
func (p Profile) Street(t Tags) Access {
	if p.rules == nil {
		return Access{true, true}
	}
	return p.rules.street(t).access()
}

// Passes tells whether the profile gets through what stands on a street at a point with
// these tags. Everybody does where there is no barrier.
func (p Profile) Passes(t Tags) bool { return p.rules == nil || p.rules.pass(t) }

// Unread returns the tags, as key=value in order, that bear on the profile and that it
// does not understand: a value that the table does not have, or a key that differs only
// by case from one that it has.
func (p Profile) Unread(t Tags) []string {
	if p.rules == nil {
		return nil
	}
	return p.rules.unread(t)
}
