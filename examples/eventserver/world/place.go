package world

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Nearest returns the place on a street that is nearest to where a client is, if that is on
// the map or beside it. Else the error is a *refusal.Error that names the coordinate which is
// to blame.
func (w *World) Nearest(lon, lat float64) (csr.StreetPlace, error) {
	place, err := w.streets.Nearest(lon, lat)
	if err != nil {
		return place, refusal.BadRequest(w.blame(lon, lat), "this is no place")
	}
	if place.Distance > w.far {
		return place, refusal.BadRequest(w.blame(lon, lat), "this is not on the map")
	}
	return place, nil
}

// Open returns the place nearest to a point on the streets that an overlay leaves open, and
// whether there is one.
func (w *World) Open(lon, lat float64, o *csr.Overlay) (place csr.StreetPlace, ok bool) {
	places, err := w.streets.AppendNear(nil, lon, lat, csr.NearStreets{K: 1, Overlay: o})
	if err != nil || len(places) == 0 {
		return place, false
	}
	return places[0], true
}

// NearestCorner returns the node nearest to where a client points. The error is that of
// Nearest.
func (w *World) NearestCorner(lon, lat float64) (v csr.Node, err error) {
	if _, err = w.Nearest(lon, lat); err == nil {
		v, _, err = w.corners.Nearest(lon, lat)
	}
	return v, err
}

// Counterpart returns the node that is where one of another version was, and whether there
// is one near enough.
func (w *World) Counterpart(lon, lat float64) (u csr.Node, ok bool) {
	u, distance, err := w.corners.Nearest(lon, lat)
	return u, err == nil && distance <= w.Near
}

// OnStreet tells whether there is a street near enough to a place of another version.
func (w *World) OnStreet(lon, lat float64) bool {
	place, err := w.streets.Nearest(lon, lat)
	return err == nil && place.Distance <= w.Near
}

// StreetAt returns the name of the street that a place is on, or of one at a corner; it is
// empty if the map has none.
func (w *World) StreetAt(p csr.Position) string {
	v, isCorner := p.Node()
	if isCorner {
		return w.streetFrom(v)
	}
	arc, ok := w.Graph.Arc(p.From, p.To)
	if !ok {
		arc, _ = w.Graph.Arc(p.To, p.From)
	}
	street, _ := w.Graph.Street(arc)
	return street.Name
}

// streetFrom returns the first name of the streets at a corner.
func (w *World) streetFrom(v csr.Node) string {
	for u := range w.Graph.Arcs(v).All() {
		arc, _ := w.Graph.Arc(v, u)
		if street, _ := w.Graph.Street(arc); street.Name != "" {
			return street.Name
		}
	}
	return ""
}
