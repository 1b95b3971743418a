// Package geo measures on the sphere that stands for the Earth. Every product
// that feeds a sum is rounded on its own, by a conversion, so that processors
// that fuse multiplication and addition give the same lengths as others.
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

// WrapLongitude returns the longitude from −180 up to but not including 180 that is
// the same as lon. One from beyond is rounded to twelve digits, which makes it
// equal to the same one written from this side.
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

// Sphere returns where a point in degrees lies on the unit sphere. Straight
// distances there grow as great-circle distances do, with no seam at the poles
// or at 180 degrees: what is one place on Earth is one there, to the last bit.
func Sphere(lon, lat float64) [3]float64 {
	lon = WrapLongitude(lon)
	if math.Abs(lat) == 90 {
		lon = 0
	}
	sinLon, cosLon := math.Sincos(lon * degree)
	sinLat, cosLat := math.Sincos(lat * degree)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// ChordMetres returns the great-circle distance in metres of two points whose
// straight distance on the unit sphere is chord.
func ChordMetres(chord float64) float64 {
	return 2 * EarthRadius * math.Asin(min(chord/2, 1))
}

// Chord returns the straight distance on the unit sphere of two points whose
// great-circle distance is so many metres. It is the inverse of ChordMetres; what
// is farther than half round the Earth is as far as anything.
func Chord(metres float64) float64 {
	return 2 * math.Sin(min(metres/(2*EarthRadius), math.Pi/2))
}
