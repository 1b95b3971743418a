// Package route says to people what a path is: which streets it uses, where to turn, how
// long it is and how long it takes, as text, as data and as lines for a map.
//
//	path, _, err := solver.AppendPath(nil, from, to)      // package dijkstra
//
//	var line route.Line
//	err = line.Append(g, path, route.Constant(5))         // 5 km/h
//	fmt.Println(line.Metres(), line.Seconds())
//	geometry := line.AppendGeoJSON(nil)
//
//	steps, err := route.AppendSteps(nil, g, path, nil)
//	for _, step := range steps {
//		fmt.Println(step)                             // Left into Kungsgatan, 120 m
//	}
//
//	hits, err := solver.Within(nil, from, 5000)           // in the unit of the map's weights
//	area, err := route.Isochrone(g, hits, 5000, 0)        // all that is at most so far
//
// A path is the nodes that a Solver or an index returns; between places on streets, as
// dijkstra.PositionSolver and package mapmatch have them, it is a Path. The graph must have
// points, and for names it must have streets: csr.Builder.AddStreetArc, or a reader, puts
// them there.
//
// Where weights are lengths, ten minutes of a walk at 5 km/h are 833 m: 8,333 on a map in
// decimetres. Where they are times, as SecondsPerUnit of a reader makes them, ten minutes are
// ten minutes, and the time of a path is what it costs: a Speed is a matter of the line alone.
//
// # What there is
//
//	of a path                                use
//	its arcs, to ask csr.CSRGraph.Street     AppendArcs
//	distance and time to each node           Line.Append, Line.Points
//	a line for a web map                     Line.AppendGeoJSON, AppendFeature
//	a line in a short text                   Line.AppendPolyline, Line.AppendDecoded
//	a track for a GPS device                 Line.AppendGPX
//	what to do on the way                    AppendSteps, Step.String
//	the same from a place on a street        Path, Line.AppendPath, AppendPathSteps
//	where a time or a distance leads to      Isochrone, MultiPolygon.AppendGeoJSON
//
// # The 180th meridian
//
// The points of a Line go on behind it: 179, 181. So do polylines, which maps draw rightly
// then. GeoJSON is cut there, as its RFC asks, and GPX has longitudes below 180 only. A
// Line and an Isochrone may go round the Earth.
//
// # Other languages
//
// A Step has all that its sentence says as data: maneuver, street, exit, distance. A host
// that speaks another language makes sentences of its own, with the name of the street as
// it is.
package route
