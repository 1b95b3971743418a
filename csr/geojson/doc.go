// Package geojson reads street maps from GeoJSON (RFC 7946), the form in which most
// tools export OpenStreetMap data.
//
//	b, stats, err := geojson.Read(file, &geojson.Options{Profile: profile.Walking})
//	fmt.Println(stats)     // 1250 features: 1100 streets used, 120 closed, …
//	g, err := b.Build()
//
// # Streets
//
// LineStrings and MultiLineStrings become streets, also bare ones and those in a
// GeometryCollection. Features of other geometry are counted and left out. A map
// without a street is [ErrNoStreet].
//
// Every position is a node. Streets are joined where positions are equal to the last
// bit, as OpenStreetMap's data are where streets meet. [Options] can join ends that
// nearly meet, and keep streets apart that share a position on different floors.
//
// Nodes are numbered in the order in which used streets first name them. Their points
// are longitude and latitude: 180 and −180 are one place, and a longitude beyond them,
// as far as 360, is taken round the Earth.
//
// An arc weighs its length along the great circle, in a unit of choice, by default
// decimetres. Rounding errors are carried to the next step along the street, so a
// street of many short steps has its right length, to a unit. A step may weigh 0; a
// whole street weighs at least 1. A line and the same line drawn backwards weigh the
// same, step by step. With Options.SecondsPerUnit an arc weighs the time that the profile
// takes for it, by the same rules.
//
// An arc knows its street: its name or, without one, its ref; its kind, the value of
// highway or route; and the number of its way in @id, osm_id, osm_way_id, osmid, full_id
// or the feature's id, as 123, w123 or way/123. Options.NoStreets leaves them out.
//
// # Who may use a street
//
// Options.Profile reads a feature's properties as OpenStreetMap's tags, by the table of
// package csr/profile; its functions of the host see all properties. Points with the tag barrier stand on the streets at their positions;
// a street ends at what does not let the profile through, one node for each end.
//
// Values of tags may be text, JSON's true, false and numbers, and what Python prints
// for those and for lists. All values of a list must allow a direction; OSMnx makes lists
// of streets that it joined. Tags may lie among the properties, in an object or text
// under tags, all_tags or other_tags (GDAL), or be Geofabrik's fclass, with oneway of F,
// T and B. [Stats] counts by name the tags that bear on the profile and that it does not
// understand.
//
// # Files from strangers
//
// A byte order mark is skipped, and compression by gzip is undone; UTF-16 and UTF-32 are
// errors that name them. Coordinates that are no longitude and latitude are
// [ErrProjected], with the system that the file names; Options.Plane reads coordinates
// of a plane.
//
// Features are read one at a time, so memory grows with the streets that are used and
// not with the text. Options.MaxFeatureBytes and MaxNodes limit both. An [*Error] names
// the feature and the position that could not be read.
package geojson
