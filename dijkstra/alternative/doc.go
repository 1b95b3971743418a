// Package alternative finds several ways between two nodes: ways that differ, for players
// who should not all walk in one line, or the k shortest paths.
//
//	var finder alternative.Finder                         // one per goroutine
//	ways, err := finder.Alternatives(index, from, to, nil)  // up to three; or of a Solver
//	for _, w := range ways {
//		fmt.Println(w.Cost, w.Shared, w.Path)
//	}
//	ways, err = finder.KShortest(index, from, to, 10)
//
// Both answer for a dijkstra.Solver, with the overlay in use, and for an index. The same
// question has the same answer on every machine, with every index and without.
//
// # Which of the two
//
// [Finder.Alternatives] returns ways that a person would call different. There may be fewer
// than asked for. [Finder.KShortest] returns exactly the k shortest paths. On a map most of
// them differ from the best by one corner.
//
// # What an alternative is
//
// Abraham, Delling, Goldberg and Werneck (2013, Alternative Routes in Road Networks) ask for
// three things, which [Options] sets as fractions of the cost of the best way:
//
//   - It is not much longer: 1 + Longer times the best at most.
//   - It differs: at most Share of the best lies on arcs of ways before it.
//   - It has no needless detour: each part of it that costs less than Local is a shortest
//     path.
//
// All three hold for every way that is returned. Not every way for which they hold is found.
// The ways that are looked at lead along the shortest path to some node, the via node, and
// along the shortest path from there. Of several shortest paths one is looked at. A way is
// also passed over where the test of its third property, which looks at a part of up to
// twice that cost, fails.
//
// # How they are found
//
// Trees of shortest paths from the start and to the end are grown from the distances of all
// nodes. Where the two have steps in common they form a plateau, and all via nodes of a
// plateau stand for one way. A way costs the more to follow the longer it is and the more it
// shares with the best, and is the better the longer its plateau is. In that order each
// way is tested against those chosen so far. A plateau as long as Local proves the third
// property; otherwise one distance tests it.
//
// [Finder.KShortest] is the algorithm of Yen (1971): the paths that part from a known one at
// a node form a family, whose best path is found by a search from that node. The distances
// to the target, with nothing closed, bound what a family costs. So a search is made only
// when its bound is the least, and it settles little beside the path that it finds.
//
// # Cost
//
// # COSTS
//
// # Reading the source
//
// finder.go has the question and the ways; network.go the graph under the weights of an
// overlay. alternatives.go is Alternatives, with the trees of tree.go and the limits of
// options.go. kshortest.go is Yen's algorithm, spur.go its search.
package alternative
