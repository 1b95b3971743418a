// Package geo measures distances on the Earth, taken as a sphere. A conversion rounds
// every product before it is added, so that processors that fuse multiplication and
// addition give the same lengths as others.
//
//	metres := geo.Metres(11.967, 57.707, 11.979, 57.701)
package geo

import "math"

// EarthRadius is the mean radius of the Earth in metres (IUGG).
const EarthRadius = 6371008.8

const degree = math.Pi / 180

// Metres returns the great-circle distance between two points in degrees, by
// the haversine formula, which stays exact for points close together.
func Metres(lon1, lat1, lon2, lat2 float64) float64 {
	sinLat := math.Sin((lat2 - lat1) * (degree / 2))
	sinLon := math.Sin((lon2 - lon1) * (degree / 2))
	cosines := math.Cos(lat1*degree) * math.Cos(lat2*degree)
	h := float64(sinLat*sinLat) + float64(cosines*float64(sinLon*sinLon))
	return 2 * EarthRadius * math.Asin(math.Sqrt(min(h, 1)))
}

// Bearing returns the direction from one point in degrees to another near it: degrees from
// north to the right, from −180 to 180.
func Bearing(lon1, lat1, lon2, lat2 float64) float64 {
	east := math.Remainder(lon2-lon1, 360) * math.Cos((lat1+lat2)/2*degree)
	return math.Atan2(east, lat2-lat1) / degree
}

// WrapLongitude returns the longitude from −180 up to but not including 180 that is
// the same as lon. A longitude from outside that range is rounded to twelve decimals, so
// that it equals the same one written within it.
func WrapLongitude(lon float64) float64 {
	if lon >= -180 && lon < 180 {
		return lon
	}
	lon = math.Round(math.Remainder(lon, 360)*1e12) / 1e12
	if lon == 180 {
		return -180
	}
	return lon
}

// Sphere returns the place of a point in degrees on the unit sphere. Straight
// distances there grow as great-circle distances do, with no seam at the poles
// or at 180 degrees: one place on Earth is one place there, to the last bit.
func Sphere(lon, lat float64) [3]float64 {
	lon = WrapLongitude(lon)
	if math.Abs(lat) == 90 {
		lon = 0
	}
	sinLon, cosLon := math.Sincos(lon * degree)
	sinLat, cosLat := math.Sincos(lat * degree)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// LonLat returns the point in degrees that lies at, or below, a place near the unit sphere.
// It is the inverse of Sphere.
func LonLat(p [3]float64) (lon, lat float64) {
	return math.Atan2(p[1], p[0]) / degree, math.Atan2(p[2], math.Hypot(p[0], p[1])) / degree
}

// ChordMetres returns the great-circle distance in metres of two points whose
// straight distance on the unit sphere is chord.
func ChordMetres(chord float64) float64 {
	return 2 * EarthRadius * math.Asin(min(chord/2, 1))
}

// Chord returns the straight distance on the unit sphere of two points whose
// great-circle distance is so many metres. It is the inverse of ChordMetres. Beyond half
// the circumference of the Earth it stays at 2.
func Chord(metres float64) float64 {
	return 2 * math.Sin(min(metres/(2*EarthRadius), math.Pi/2))
}
