package geojson

import (
	"fmt"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/geo"
)

// network is the map as far as it has been read.
type network struct {
	opts     Options
	stats    Stats
	crs      string // the system of coordinates that the file names
	places   []place
	nodes    map[place]csr.Node
	steps    []step
	floors   interned[floor]
	strata   interned[stratum]
	streets  interned[csr.Street]
	barriers map[[2]float64]bool // positions that the profile does not pass
	parents  []csr.Node          // of joined nodes, a union-find forest; nil if none are joined
}

// place is where a node lies.
type place struct {
	x, y  float64
	floor uint32 // a floor's number; 0 without Options.Levels
}

// step is a part of a street from one node to the next.
type step struct {
	from, to csr.Node
	weight   uint32 // along the street
	back     uint32 // against it
	street   uint32 // its number; 0 is none
	stratum  uint16
	along    directions
	first    bool // of its line
}

// directions is a profile.Access as bits.
type directions uint8

const (
	forward directions = 1 << iota
	backward
)

// interned numbers different values. The zero value has number 0.
type interned[T comparable] map[T]uint32

func (n *interned[T]) number(value T) uint32 {
	if *n == nil {
		*n = interned[T]{*new(T): 0}
	}
	number, ok := (*n)[value]
	if !ok {
		number = uint32(len(*n))
		(*n)[value] = number
	}
	return number
}

// add adds the streets of a feature, if it has any and they are open, or notes a
// barrier.
func (n *network) add(f *feature) error {
	if len(f.lines) == 0 {
		return n.addPoints(f)
	}
	readings := n.read(f.properties)
	access := allowed(n.opts.Profile, readings)
	if !access.Open() {
		n.stats.Closed++
		return nil
	}
	n.stats.Streets++
	s := n.street(f, access)
	if err := s.walk(f.lines); err != nil {
		return err
	}
	return s.add(n.pace(readings, s.length()))
}

// allowed returns the directions that all readings of a street allow.
func allowed(p profile.Profile, readings []profile.Tags) profile.Access {
	all := profile.Access{Forward: true, Backward: true}
	for _, t := range readings {
		a := p.Street(t)
		all.Forward, all.Backward = all.Forward && a.Forward, all.Backward && a.Backward
	}
	return all
}

// read returns the tags that properties stand for, and counts those that the profile
// does not understand.
func (n *network) read(properties map[string]any) []profile.Tags {
	readings := alternatives(properties, n.opts.Profile, n.opts.SecondsPerUnit > 0 || n.opts.Profile.Custom())
	var unread []string
	for _, t := range readings {
		unread = append(unread, n.opts.Profile.Unread(t)...)
	}
	slices.Sort(unread)
	for _, tag := range slices.Compact(unread) {
		n.stats.unread(tag)
	}
	return readings
}

// addPoints notes barriers that the profile does not pass.
func (n *network) addPoints(f *feature) error {
	if len(f.points) == 0 {
		count(&n.stats.OtherGeometry, f.kind)
		return nil
	}
	if !slices.ContainsFunc(n.read(f.properties), func(t profile.Tags) bool { return !n.opts.Profile.Passes(t) }) {
		return nil
	}
	if n.barriers == nil {
		n.barriers = map[[2]float64]bool{}
	}
	for i, p := range f.points {
		x, y, err := n.locate(p)
		if err == nil && len(n.barriers) >= n.opts.MaxNodes {
			err = fmt.Errorf("%w: more than %d barriers", ErrLimit, n.opts.MaxNodes)
		}
		if err != nil {
			return &positionError{i, err}
		}
		n.barriers[[2]float64{x, y}] = true
	}
	return nil
}

// maxLongitude is how far round the Earth a longitude may go, and maxPlane how far
// a plane reaches.
const (
	maxLongitude = 360
	maxPlane     = 1e100
)

// locate returns the coordinates of a position in the one form that its place has.
func (n *network) locate(p position) (x, y float64, err error) {
	switch {
	case n.opts.Plane && math.Abs(p.x) <= maxPlane && math.Abs(p.y) <= maxPlane:
		return p.x, p.y, nil
	case n.opts.Plane:
		return 0, 0, fmt.Errorf("%w: %v, %v", ErrPosition, p.x, p.y)
	case math.Abs(p.x) <= maxLongitude && math.Abs(p.y) <= 90:
		return geo.WrapLongitude(p.x), p.y, nil
	case math.Abs(p.x) <= maxLongitude && math.Abs(p.y) <= maxLongitude:
		return 0, 0, fmt.Errorf("%w: latitude %v", ErrPosition, p.y)
	}
	system := "the file names no system"
	if n.crs != "" {
		system = "the file's are " + n.crs
	}
	return 0, 0, fmt.Errorf("%w: %v, %v is no longitude and latitude (%s): project them to WGS 84, or read them as a plane",
		ErrProjected, p.x, p.y, system)
}

// node returns the node at a place, a new one if there is none.
func (n *network) node(at place) (csr.Node, error) {
	if v, ok := n.nodes[at]; ok {
		return v, nil
	}
	if len(n.places) >= n.opts.MaxNodes || int64(len(n.places)) >= csr.MaxNodes {
		return 0, fmt.Errorf("%w: more than %d nodes", ErrLimit, len(n.places))
	}
	if n.nodes == nil {
		n.nodes = map[place]csr.Node{}
	}
	v := csr.Node(len(n.places))
	n.nodes[at] = v
	n.places = append(n.places, at)
	return v, nil
}

// metres returns how far two nodes are apart.
func (n *network) metres(u, v csr.Node) float64 {
	p, q := n.places[u], n.places[v]
	if n.opts.Plane {
		return math.Hypot(q.x-p.x, q.y-p.y)
	}
	return geo.Metres(p.x, p.y, q.x, q.y)
}

// builder returns a Builder that holds the map.
func (n *network) builder() *csr.Builder {
	b := csr.NewBuilder(len(n.places))
	b.SetMaxBytes(math.MaxInt64) // Options.MaxNodes is the limit
	b.SetMeta(n.opts.meta())
	for v, p := range n.places {
		b.SetPoint(csr.Node(v), p.x, p.y)
	}
	streets := make([]csr.StreetID, max(len(n.streets), 1))
	for s, number := range n.streets {
		streets[number] = b.AddStreet(s)
	}
	for _, s := range n.steps {
		if s.along&forward != 0 {
			b.AddStreetArc(s.from, s.to, s.weight, streets[s.street])
		}
		if s.along&backward != 0 {
			b.AddStreetArc(s.to, s.from, s.back, streets[s.street])
		}
	}
	return b
}
