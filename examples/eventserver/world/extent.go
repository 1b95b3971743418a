package world

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// Extent is where a map lies: of a street map in degrees, else in plane units.
type Extent struct {
	LonLat                   bool    // degrees, not plane units
	West, South, East, North float64 // in them; east < west where the map lies across the 180th meridian, as RFC 7946, 5.2 has it
}

// extentOf returns the extent of a map that has points.
func extentOf(g *csr.CSRGraph) Extent {
	b := Extent{LonLat: g.Meta().LonLat, South: math.Inf(1), North: math.Inf(-1)}
	xs := make([]float64, g.NumNodes())
	for v := range xs {
		x, y, _ := g.Point(csr.Node(v))
		xs[v] = x
		b.South, b.North = min(b.South, y), max(b.North, y)
	}
	slices.Sort(xs)
	b.West, b.East = xs[0], xs[len(xs)-1]
	if b.LonLat {
		b.West, b.East = narrowest(xs)
	}
	return b
}

// narrowest returns the ends of the shortest arc of longitude that holds some, which are
// sorted: it leaves out the widest gap between two of them.
func narrowest(lons []float64) (west, east float64) {
	last := len(lons) - 1
	west, east = lons[0], lons[last]
	widest := 360 - (east - west)
	for i := range last {
		if gap := lons[i+1] - lons[i]; gap > widest {
			widest, west, east = gap, lons[i+1], lons[i]
		}
	}
	return west, east
}

// size returns how wide and how high the map is, in degrees or plane units.
func (b Extent) size() (dx, dy float64) {
	dx = b.East - b.West
	if dx < 0 { // only of longitudes
		dx += 360
	}
	return dx, b.North - b.South
}

// diagonal returns how far it is across the map, in metres or plane units.
func (b Extent) diagonal() float64 {
	dx, dy := b.size()
	return b.length(dx, dy, (b.South+b.North)/2)
}

// Metres returns how far apart two points are, in metres or plane units. On a globe it
// takes the meridians for parallel, which they are over some kilometres.
func (b Extent) Metres(x1, y1, x2, y2 float64) float64 {
	dx := x2 - x1
	if b.LonLat {
		dx = wrapped(dx)
	}
	return b.length(dx, y2-y1, (y1+y2)/2)
}

// length returns the length of a step at a latitude, in metres or plane units.
func (b Extent) length(dx, dy, lat float64) float64 {
	if b.LonLat {
		const degree = 111195 // metres, on a sphere of the earth's mean radius
		dx, dy = dx*degree*math.Cos(lat*math.Pi/180), dy*degree
	}
	return math.Hypot(dx, dy)
}

// wrapped returns the longitude from -180 to 180 that a longitude stands for, and is
// exact for those that are there already.
func wrapped(lon float64) float64 { return math.Remainder(lon, 360) }

// Place returns a place as the map has it: a longitude beyond 180 goes on from -180, as
// those do that a client gets by walking across.
func (b Extent) Place(lon, lat float64) (x, y float64) {
	if b.LonLat && math.Abs(lon) > 180 && math.Abs(lon) <= 540 {
		return wrapped(lon), lat
	}
	return lon, lat
}

// blame returns the field of a place that takes it farther off the map.
func (b Extent) blame(lon, lat float64) string {
	dx := max(b.West-lon, lon-b.East, 0)
	if b.LonLat {
		switch {
		case !(math.Abs(lon) <= 180):
			return "lon"
		case !(math.Abs(lat) <= 90):
			return "lat"
		}
		wide, _ := b.size()
		dx = max(math.Abs(wrapped(lon-(b.West+wide/2)))-wide/2, 0) // from the middle
	}
	dy := max(b.South-lat, lat-b.North, 0)
	if b.length(0, dy, lat) > b.length(dx, 0, (b.South+b.North)/2) {
		return "lat"
	}
	return "lon"
}

// Measure returns the unit of distances as the crow flies.
func (b Extent) Measure() string {
	if b.LonLat {
		return "metres"
	}
	return "units"
}
