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

// Sphere returns where a point in degrees lies on the unit sphere. Straight
// distances there grow as great-circle distances do, with no seam at the poles
// or at 180 degrees.
func Sphere(lon, lat float64) [3]float64 {
	sinLon, cosLon := math.Sincos(lon * degree)
	sinLat, cosLat := math.Sincos(lat * degree)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// ChordMetres returns the great-circle distance in metres of two points whose
// straight distance on the unit sphere is chord.
func ChordMetres(chord float64) float64 {
	return 2 * EarthRadius * math.Asin(min(chord/2, 1))
}
