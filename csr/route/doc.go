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
//	hits, err := solver.Within(nil, from, 5000)
//	area, err := route.Isochrone(g, hits, 5000, 0)        // all that is at most so far
//
// A path is the nodes that a Solver or an index returns. The graph must have points, and
// for names it must have streets: csr.Builder.AddStreetArc, or a reader, puts them there.
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
