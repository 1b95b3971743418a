// Package geojson reads street maps from GeoJSON (RFC 7946), the form in which
// most tools give out OpenStreetMap data.
//
// LineStrings and MultiLineStrings become streets; features of other geometry
// are counted and left out. Every position is a node, and streets are joined
// where positions are equal to the last bit, which is how OpenStreetMap data
// says that they meet. Nodes are numbered in the order in which used streets
// first name them, and have their longitude and latitude as points.
//
// An arc weighs as much as it is long, along the great circle, in a unit of
// choice, decimetres unless told otherwise: rounded to the nearest, and at least
// 1, so that no step is free.
//
// Which streets are used, and in which direction, is decided by a function of
// the feature's properties. [Walking], [Cycling] and [Driving] read them as
// OpenStreetMap's tags: highway says what a street is; access and its more
// specific forms, such as foot, open or close it; oneway binds those it is meant
// for.
//
// # Files from strangers
//
// Features are read one at a time, so memory grows with the streets that are
// used and not with the text, and both are limited: see [Options]. An [*Error]
// names the feature that could not be read.
package geojson
