// Package geojson reads street maps from GeoJSON (RFC 7946), the form in which most
// tools export OpenStreetMap data.
//
//	b, stats, err := geojson.Read(file, &geojson.Options{Profile: geojson.Walking})
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
// same, step by step.
//
// An arc knows its street: its name or, without one, its ref; its kind, the value of
// highway or route; and the number of its way in @id, osm_id, osm_way_id, osmid, full_id
// or the feature's id, as 123, w123 or way/123. Options.NoStreets leaves them out.
//
// # Who may use a street
//
// A [Profile] reads a feature's properties as OpenStreetMap's tags, by this table.
// The tag of the most specific mode counts, for each direction separately:
//
//	Walking:  foot > access
//	Cycling:  bicycle > vehicle > access
//	Driving:  motorcar > motor_vehicle > vehicle > access
//
// Of one mode, the tag with :forward or :backward counts first, then the one with
// :both_ways or :both, then the plain one. Values say:
//
//	open    yes designated permissive destination customers public official dismount true 1
//	closed  no private agricultural forestry delivery psv bus taxi emergency military
//	        restricted residents permit use_sidepath false 0
//	nothing any other, so that the next mode counts
//
// If a tag has several values, separated by semicolons, one that opens is enough, unless
// no is among them. If no mode says anything, the kind of street (highway) decides.
// access opens only kinds that are open to the profile anyway; motorways, and streets
// with motorroad=yes, are opened to walkers and bicycles only by foot and bicycle. A
// street under construction, proposed or abandoned is always closed. Conditions
// (:conditional) are ignored: the tag without them is the default, and counts.
//
//	oneway       yes true 1: along the street. -1 reverse: against it. no false 0: both.
//	             reversible alternating: neither, since they cannot be relied on.
//	             oneway:bicycle and its like count before it; walkers heed oneway:foot alone
//	junction     roundabout circular: along the street, as a motorway, unless oneway says otherwise
//	cycleway     opposite, opposite_lane and so on, also of :left, :right and :both: bicycles both
//	             ways; and where the lane of a side leads (cycleway:left:oneway=-1)
//	bicycle:backward=yes and its like lift a one-way sign
//	barrier      of a Point at a position of a street: gates and cattle grids let all through,
//	             bollards walkers and bicycles, stiles and turnstiles walkers, walls and fences
//	             nobody; the tags of modes count before that. Streets end at what does not let
//	             through, one node for each end
//
// Values of tags may be text, JSON's true, false and numbers, and what Python prints
// for those and for lists. All values of a list must allow a direction; OSMnx makes lists
// of streets that it joined. Tags may lie among the properties, in an object or text
// under tags, all_tags or other_tags (GDAL), or be Geofabrik's fclass, with oneway of F,
// T and B. [Stats] counts by name the tags that bear on the profile and that the table
// does not have.
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
