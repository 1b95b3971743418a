package profile

// host is the functions of a host that stand in place of the table; nil ones do not.
type host struct {
	street func(Tags) Access
	passes func(Tags) bool
	speed  func(Tags) (forward, backward float64)
	factor func(Tags) (forward, backward float64)
}

// Custom tells whether the profile has functions of the host, which may read any key.
func (p Profile) Custom() bool {
	h := p.host
	return h.street != nil || h.passes != nil || h.speed != nil || h.factor != nil
}

// WithStreet returns a profile in which f decides in which directions a street may be used.
// f gets the tags, and what p says of them; it must not keep or change the tags.
func (p Profile) WithStreet(f func(t Tags, a Access) Access) Profile {
	q := p
	q.host.street = func(t Tags) Access { return f(t, p.Street(t)) }
	return q
}

// WithPasses returns a profile in which f decides whether what stands at a point lets it
// through. f gets the tags, and what p says of them; it must not keep or change the tags.
func (p Profile) WithPasses(f func(t Tags, passes bool) bool) Profile {
	q := p
	q.host.passes = func(t Tags) bool { return f(t, p.Passes(t)) }
	return q
}

// WithSpeed returns a profile in which f gives the speed along a street and against it, in
// km/h. f gets the tags, and what p says of them; it must not keep or change the tags. A
// speed is more than 0.
func (p Profile) WithSpeed(f func(t Tags, forward, backward float64) (float64, float64)) Profile {
	q := p
	q.host.speed = func(t Tags) (float64, float64) {
		forward, backward := p.Speed(t)
		return f(t, forward, backward)
	}
	return q
}

// WithFactor returns a profile in which f gives the factor of the time along a street and
// against it, for example to prefer some classes of street. f gets the tags, and what p
// says of them; it must not keep or change the tags. A factor is 0 or more.
func (p Profile) WithFactor(f func(t Tags, forward, backward float64) (float64, float64)) Profile {
	q := p
	q.host.factor = func(t Tags) (float64, float64) {
		forward, backward := p.Factor(t)
		return f(t, forward, backward)
	}
	return q
}
