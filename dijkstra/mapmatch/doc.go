// Package mapmatch finds the walk that a trace of noisy GPS points was: which streets, in
// which order, and where each point was on them. Use it for a player's recorded way, for
// how far somebody has walked, or to draw a trace on the streets.
//
//	streets, err := csr.StreetLocatorOf(g, csr.LargestComponent(g))   // shared by all goroutines
//	index, err := hublabel.Build(g, nil)                              // likewise; or a dijkstra.Solver
//	matcher, err := mapmatch.New(streets, index, nil)                 // one per goroutine
//
//	var match mapmatch.Match                                          // to be used again
//	err = matcher.Match(&match, []mapmatch.Point{{X: 11.9670, Y: 57.7070}, {X: 11.9681, Y: 57.7063}})
//	match.Walks[0].Nodes      // the walk on the graph
//	match.Places[1].Position  // where the second point was
//
// # The idea
//
// The nearest street is often the wrong one. Newson and Krumm (2009, Hidden Markov Map
// Matching Through Noise and Sparseness) weigh two things against each other. A point is
// likely to be measured near the true place: its distance from there is normally
// distributed, with the standard deviation [Options].Sigma. And people go from one
// place to the next without detours: the difference between the way on the streets and the
// straight line is distributed exponentially, with the mean [Options].Beta.
//
// A state is a place on a street near a point, with a heading if the street is open both
// ways. A walk takes one state of each point, and its likelihood is the product of those
// of its points and ways. Viterbi's algorithm (1967) finds the most likely walk point by
// point, in sums of logarithms. The ways are shortest paths, so that they obey one-way
// streets, closed nodes and the overlay of a Solver.
//
// Of equally likely walks one is taken by a fixed rule: the same trace gives the same walk.
//
// # What is done about bad points
//
//   - Points that lie within three standard deviations of the mean of those before are merged
//     with them, and the mean is what is matched. Noise would otherwise send the walk back
//     and forth. The paper leaves out all points within two standard deviations but the first,
//     and so prefers points with much noise; the mean finds a tenth more of a dense trace.
//   - Points with no street within [Options].Radius are off the map.
//   - A point that no way leads to, or that is too far for the time, is an outlier if one of
//     the next points can be reached. Otherwise the walk ends before it, and another begins.
//   - Turning round on a street costs [Options].Turn. A point that noise has put back by at
//     most two standard deviations is no turn, so that a walk does not go round the block for
//     it on a one-way street.
//
// # Parameters
//
// The defaults suit people on foot with a telephone in a town: Sigma of 5 metres, Beta of half of it.
// The paper found 4.07 metres for a good receiver in a car. [Match.Estimate] works out both from
// a trace by the paper's estimators, which outliers do not disturb: 1.4826 times the median
// distance of points from their streets (the median absolute deviation), and the median
// difference between way and straight line divided by ln 2. Points that give their own
// Accuracy count by it.
//
// Weights may be lengths or times. One unit stands for the length of all arcs divided by
// their weight, or for [Options].Unit. With times, a fast street counts as a short one.
//
// # Cost
//
// A point takes some 12 µs with the labels of package hublabel, 30 with package cch and 45 with a
// Solver, on the walking network of Göteborg; BenchmarkMatch measures it. A few of them go
// into streets near it. The rest is a matrix of distances from up to 24 states to as many,
// and the sums. On that map walks are found again with these parts of their length, from
// points with independent noise in both directions, 10 to 60 metres apart. Most of what is
// missed is a pavement or a path beside the true one.
//
//	noise     found         of what is found is right
//	1 m       0.95 to 0.98  1.00
//	5 m       0.92 to 0.95  0.95 to 0.96
//	10 m      0.78 to 0.88  0.80 to 0.86
//	20 m      0.70 to 0.74  0.63 to 0.74
//
// # Concurrency and lifetime
//
// A [Matcher] is not safe for concurrent use; make one per goroutine. They can share the
// StreetLocator and an index. A [Match] belongs to the caller; its slices are valid until it
// is used for the next trace.
//
// # Reading the source
//
// matcher.go goes through a trace; observe.go merges points and lists the states of each;
// reach.go is one step of Viterbi's algorithm on the trellis of trellis.go; walk.go
// follows it back; model.go has the likelihoods.
package mapmatch
