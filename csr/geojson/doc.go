// Package geojson reads street maps from GeoJSON (RFC 7946), the form in which
// most tools give out OpenStreetMap data.
//
// LineStrings and MultiLineStrings become streets, also where they stand bare or
// in a GeometryCollection; features of other geometry are counted and left out.
// Every position is a node, and streets are joined where positions are equal to
// the last bit, which is how OpenStreetMap data says that they meet. Nodes are
// numbered in the order in which used streets first name them, and have their
// longitude and latitude as points: 180 and −180 are one place, and a longitude
// beyond them, as far as 360, is taken round the Earth. [Options] can join ends
// that nearly meet, and keep streets apart that share a position on different
// floors. A map without a street is [ErrNoStreet].
//
// An arc weighs as much as it is long, along the great circle, in a unit of
// choice, decimetres unless told otherwise. What rounding takes from a step or
// adds to it is carried to the next one along the street, so that a street of
// many short steps is as long as it should be, to a unit: a step may weigh 0,
// but a whole street weighs at least 1. A line and the same line drawn backwards
// weigh the same, step by step.
//
// # Who may use a street
//
// A [Profile] reads a feature's properties as OpenStreetMap's tags, by this table.
// The tag of the most specific mode counts, in each direction for itself:
//
//	Walking:  foot > access
//	Cycling:  bicycle > vehicle > access
//	Driving:  motorcar > motor_vehicle > vehicle > access
//
// and of one mode that with :forward or :backward before that with :both_ways
// (or :both), and that before the plain one.
//
//	open    yes designated permissive destination customers public official dismount true 1
//	closed  no private agricultural forestry delivery psv bus taxi emergency military
//	        restricted residents permit use_sidepath false 0
//	nothing any other, so that the next mode counts
//
// Of several values, apart by semicolons, one that opens is enough, unless no is
// among them. Where no mode says anything, the kind of street (highway) decides:
// access opens only kinds that are open to the profile anyway, and motorways and
// streets with motorroad=yes are opened to walkers and bicycles by foot and
// bicycle alone. What is under construction, proposed or abandoned is closed
// whatever else is said. Conditions (:conditional) are left aside: the tag
// without them is the default, and counts.
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
// Tags are understood as text, as JSON's true, false and numbers, as Python prints
// those and lists; of a list, which is what OSMnx makes of streets that it joined,
// all values have to allow a direction. They may lie among the properties, in an
// object or text under tags, all_tags or other_tags (GDAL), or be Geofabrik's fclass
// with oneway of F, T and B. A tag that bears on the profile and that the table does
// not have is counted by name: [Stats].
//
// # Files from strangers
//
// A byte order mark and compression by gzip are taken off; UTF-16 is an error that
// names it. Coordinates that are no longitude and latitude are [ErrProjected], with
// the system that the file names; [Options] Plane takes coordinates of a plane.
// Features are read one at a time, so memory grows with the streets that are
// used and not with the text, and both are limited: see [Options]. An [*Error]
// names the feature and the position that could not be read.
package geojson
