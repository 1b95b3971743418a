// Package osm reads street maps from OpenStreetMap's files, .osm.pbf and .osm XML.
//
//	b, stats, err := osm.ReadFile(ctx, "city.osm.pbf", &osm.Options{Profile: profile.Walking})
//	fmt.Println(stats)     // 723870 nodes, 73144 ways and 1644 relations: 47764 streets used, 4907 closed
//	g, err := b.Build()
//
// From there to the way between two GPS positions, in words and as a line for a web map:
//
//	streets, err := csr.NewStreetLocator(g)
//	here, err := streets.Nearest(lon, lat)                 // and there
//	solver := dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
//	nodes, length, err := solver.AppendPath(nil, here.Position, there.Position)
//
//	path := route.Path{From: here.Position, Nodes: nodes, To: there.Position}
//	steps, err := route.AppendPathSteps(nil, g, path, nil)
//	for _, step := range steps {
//		fmt.Println(step)                              // Left into Kungsgatan, 120 m
//	}
//	var line route.Line
//	err = line.AppendPath(g, path, route.Constant(5))      // walked at 5 km/h
//	geometry := line.AppendGeoJSON(nil)
//
// The example of dijkstra.PositionSolver, ExamplePositionSolver_streets, is all of it.
//
// # Streets
//
// A way is a street if it has a tag highway, route=ferry, man_made=pier, railway=platform or
// public_transport=platform. A profile with functions of the host is asked about every way
// that has tags. Which streets are open, in which direction, how fast they are and which
// barriers let users through is told by the table of package csr/profile, from the tags of
// ways and of nodes. A map without an open street is [ErrNoStreet].
//
// Every node of an open street is a node of the map, so that lines keep their shape. Streets
// meet in the nodes that they share, whatever their positions, so bridges and floors come out
// right. At a node that a barrier closes, each street gets an end of its own. Nodes are
// numbered in the order in which streets first name them, and streets come in the order of
// their numbers: the same data make the same bytes, in any order and format.
// [Options.Origin] says which node of the file each one is.
//
// An arc weighs its length along the great circle, in a unit of choice, by default
// decimetres; or with Options.SecondsPerUnit the time that the profile takes. Rounding errors
// are carried to the next step along the street, as in csr/geojson: the same streets weigh
// the same. An arc knows its street: the name or, without one, the ref; the kind; and the
// number of the way. Options.NoStreets leaves them out.
//
// # Squares
//
// Areas, ways with area=yes and relations with type=multipolygon, are walked around like any
// street: along all ways of the outline, also those of holes. With Options.CrossSquares lines
// lead across as well, between any two nodes where other streets meet the outline, if the
// straight line lies within the area and touches the outline nowhere else. Areas that 65
// such nodes or more have are only walked around, as are those whose outline is not closed
// in the file.
//
// # Turns
//
// On a map of nodes no turn can be forbidden. [Stats] counts the turn restrictions that bind
// the profile. With [Options.Turns], Read makes the map of street segments instead, on which
// every query and every index obeys them:
//
//	node    a street segment in one direction: a step from one node of the file to the next,
//	        which is an arc of the other map. It weighs what that arc weighs, and lies where
//	        the segment ends
//	arc     a turn from a segment to one that begins where it ends; it weighs Turns.Cost, or 0.
//	        Its csr.Street is that of the segment that it enters
//
// So a path is a sequence of segments. Its cost begins at the end of the first one, whose
// weight is not counted, and ends at the end of the last. From a place where all
// directions are open, ask from each segment that leaves it, by [Origin.Segment], and add
// that segment's own weight; to a place, ask for each segment that enters it, by
// [Origin.Nodes]. The map has twice as many nodes as the other, and somewhat more arcs than
// nodes.
//
// Restrictions no_* and only_* are read from relations of type restriction, with from, via
// and to, by the rules of profile.Profile.Turn: except and restriction:<mode> are heeded,
// conditions are not. Where via is ways, the segments of its beginning have copies, which
// only those are on who came from there: nodes behind all others, with the same Segment.
// Users turn back only where a street ends, unless Turns.UTurns says otherwise.
//
// # Cost and memory
//
// Read goes through the file twice: first for ways and relations, then for the nodes of open
// streets alone. Of .osm.pbf it presumes that nodes come first, then ways, then relations, as
// in nearly all files, so that it reads every block once. If that turns out to be wrong, it
// begins again and reads all blocks twice. Where relations cannot be read before ways, it
// goes over the ways once more if a square's outline needs ways that are no streets. All
// processors decode blocks; XML takes one, and a file compressed as a whole is unpacked in
// each pass.
//
// Memory grows with the open streets and not with the file: 44 bytes for each time that a
// street names a node, 70 for each node, 16 for each arc, 130 for each street and its name; a
// map of turns takes as much again. Each processor holds a block, of at most 32 MiB and
// 4 bytes for each of its texts, in real files some hundred kB. Delaware (8 MB; 52,670 streets with 361,844
// nodes) takes 100 MB, and on two processors 0.4 s. Options.MaxNodes limits the streets, by
// default to more than a file of its size has, so that a hostile file of 1 MB takes at most
// some hundred MB, whatever it unpacks to. It may take time: a context limits that.
//
// # Strange files
//
// Objects may come in any order, with negative numbers. Of several streets or nodes with one
// number the last in the file counts. Nodes that are missing, or whose position is not on
// Earth, cut their streets: extracts end so. Positions that ways bring with them (osmium
// add-locations-to-ways, Overpass's out geom) stand in for missing nodes. In XML, objects
// with visible=false or action=delete are left out, as are elements that are not known.
//
// Files are told by content. As a whole they may be compressed by gzip or bzip2. Blocks that
// are compressed by lz4, zstd, lzma or bzip2 are [ErrCompression], and a file that requires
// more than OsmSchema-V0.6 and DenseNodes, such as one with history, is [ErrFeature]; the
// message names what it is. XML is read as UTF-8. An [*Error] says at which byte, block or
// object the file could not be read.
package osm
