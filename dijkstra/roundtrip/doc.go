// Package roundtrip finds a walk of a wanted length from a node back to it, with little walked
// twice: a jog of five kilometres, a hunt that ends where it began.
//
//	var finder roundtrip.Finder                      // one per goroutine
//	trip, err := finder.Find(index, start, 50_000, nil)
//	fmt.Println(trip.Outcome, trip.Length, trip.Share(), trip.Path)
//
// It answers for a dijkstra.Solver, with the overlay in use, and for an index.
//
// # What is promised
//
// A [Trip] that is [Found] has a length within the tolerance, and no trip is longer than
// that. Length and Repeated, the part that is walked twice, are exact. A street counts as
// walked twice in whichever direction. That no trip repeats less is not promised: to find the
// best one is NP-hard.
//
// # How it is found
//
// Trips go over two via nodes, as in the algorithm of partial shortest paths by Gemsa, Pajor,
// Wagner and Zündorf (2013, Efficient Computation of Jogging Routes). The first is drawn from
// the nodes at about a third of the length. From there, and back from the start, trees of ways
// are grown in which streets of the first leg cost four times as much. A node on both
// trees is a second via node, and its ways are the other two legs. Of those with the right
// length, 16 that repeat little of the first leg are walked in full, and the best trip of all
// tries is kept.
//
// On a map that is small for the length, the first leg goes over further via nodes, up to 15 of
// them, and avoids its own streets as well as it can. Where that is too few, the outcome is
// [TooShort].
//
// # Quality and cost
//
// On the map of central Göteborg, 8,000 nodes and 3 km across, all trips of 1, 2, 5, 10 and 15 km
// are found within 5 %. On average they walk 2, 1, 0.2, 0.2 and 0.6 % twice, mostly where the start
// lies in a street without another end. On a grid nearly nothing is walked twice. With one
// try in place of ten it is 3 % at 1 km and 1 % at 3 km.
//
// Half of the trips of 2 km take less than 2 ms, of 5 km 9 ms and of 15 km, with its many via
// nodes, 0.1 s. An index makes little of that faster. The benchmarks print it.
//
// # Reading the source
//
// options.go has the question and the answer, finder.go the tries. tree.go grows the trees along
// the streets of streets.go, extend.go makes the first leg longer, and choice.go picks the second
// via node.
package roundtrip
