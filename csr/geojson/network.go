package geojson

import (
	"fmt"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/internal/streetnet"
)

// network is the map as far as it has been read.
type network struct {
	streetnet.Network // the key of a place is a floor's number; 0 without Options.Levels
	opts              Options
	stats             Stats
	crs               string // the system of coordinates that the file names
	nodes             map[streetnet.Place]csr.Node
	floors            interned[floor]
	strata            interned[stratum]
	streets           interned[csr.Street]
	barriers          map[[2]float64]bool // positions that the profile does not pass
}

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
	s := n.street(f, access, n.flags(readings))
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
	readings := alternatives(properties, n.opts.Profile, n.opts.SecondsPerUnit > 0 || n.opts.Profile.Custom() || n.opts.Flags != nil)
	var unread []string
	for _, t := range readings {
		unread = append(unread, n.opts.Profile.Unread(t)...)
	}
	slices.Sort(unread)
	for _, tag := range slices.Compact(unread) {
		n.stats.Unread.Add(tag)
	}
	return readings
}

// flags returns the host's flags of a street.
func (n *network) flags(readings []profile.Tags) (flags uint16) {
	if n.opts.Flags != nil {
		for _, t := range readings {
			flags |= n.opts.Flags(t)
		}
	}
	return flags
}

// addPoints notes barriers that the profile does not pass.
func (n *network) addPoints(f *feature) error {
	if len(f.points) == 0 {
		n.stats.OtherGeometry.Add(f.kind)
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
func (n *network) node(at streetnet.Place) (csr.Node, error) {
	if v, ok := n.nodes[at]; ok {
		return v, nil
	}
	if len(n.Places) >= n.opts.MaxNodes || int64(len(n.Places)) >= csr.MaxNodes {
		return 0, fmt.Errorf("%w: more than %d nodes", ErrLimit, len(n.Places))
	}
	if n.nodes == nil {
		n.nodes = map[streetnet.Place]csr.Node{}
	}
	v := n.AddPlace(at)
	n.nodes[at] = v
	return v, nil
}

// builder returns a Builder that holds the map.
func (n *network) builder() *csr.Builder {
	b := csr.NewBuilder(len(n.Places))
	b.SetMaxBytes(math.MaxInt64) // Options.MaxNodes is the limit
	b.SetMeta(n.opts.meta())
	for v, p := range n.Places {
		b.SetPoint(csr.Node(v), p.X, p.Y)
	}
	streets := make([]csr.StreetID, max(len(n.streets), 1))
	for s, number := range n.streets {
		streets[number] = b.AddStreet(s)
	}
	for _, s := range n.Steps {
		if s.Forward {
			b.AddStreetArc(s.From, s.To, s.Weight, streets[s.Street])
		}
		if s.Backward {
			b.AddStreetArc(s.To, s.From, s.Back, streets[s.Street])
		}
	}
	return b
}
