package csr

import (
	"math"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/internal/geo"
)

// Box is a part of a map between two columns and two rows: longitudes and
// latitudes in degrees, or plane units.
//
// A box of longitudes may lie across the 180th meridian. Then MaxX is above 180,
// and points west of the meridian keep their longitudes while those east of it
// have 360 more: see Unwrap.
type Box struct {
	MinX, MinY, MaxX, MaxY float64
}

// noBox holds no point.
var noBox = Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

// with returns the smallest box that holds b and a point.
func (b Box) with(x, y float64) Box {
	return Box{min(b.MinX, x), min(b.MinY, y), max(b.MaxX, x), max(b.MaxY, y)}
}

// Bounds returns the smallest box that holds all points of g, and whether there
// are any. Of longitudes it is the smallest round the Earth: a map of Fiji, from
// 177 to −178, is five degrees wide, from 177 to 182. MinX is from −180 up to 180.
// It costs O(n log n) if points are longitude and latitude, O(n) otherwise.
func Bounds(g *CSRGraph) (b Box, ok bool) {
	if len(g.points) == 0 {
		return Box{}, false
	}
	defer runtime.KeepAlive(g)
	b = noBox
	for i := 0; i < len(g.points); i += 2 {
		b = b.with(g.points[i], g.points[i+1])
	}
	if g.meta.LonLat {
		b.MinX, b.MaxX = span(g.points, b.MinX, b.MaxX)
	}
	return b, true
}

// span returns the smallest range round the Earth that holds the longitudes of all
// points, which lie between west and east. It leaves out the widest gap between two
// longitudes; of equally wide ones, the gap across the 180th meridian.
func span(points []float64, west, east float64) (from, to float64) {
	if east-west <= 180 {
		return west, east // the rest of the Earth is the widest gap
	}
	longitudes := make([]float64, 0, len(points)/2)
	for i := 0; i < len(points); i += 2 {
		longitudes = append(longitudes, geo.WrapLongitude(points[i]))
	}
	slices.Sort(longitudes)
	from, to = longitudes[0], longitudes[len(longitudes)-1]
	gap := 360 - (to - from)
	for i := 1; i < len(longitudes); i++ {
		if wide := longitudes[i] - longitudes[i-1]; wide > gap {
			gap, from, to = wide, longitudes[i], longitudes[i-1]+360
		}
	}
	return from, to
}

// Unwrap returns the longitude that is the same as lon and lies in the box, so that
// distances and pictures do not go round the Earth the long way. Of a longitude outside
// the box it returns the form nearest to the middle. It is for boxes of longitudes only.
func (b Box) Unwrap(lon float64) float64 {
	if lon >= b.MinX && lon <= b.MaxX {
		return lon
	}
	middle := (b.MinX + b.MaxX) / 2
	return middle + math.Remainder(lon-middle, 360)
}
