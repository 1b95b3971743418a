// Package alternative finds several ways between two nodes: ways that differ, for players
// who should not all walk in one line, or the k shortest paths.
//
//	var finder alternative.Finder                            // one per goroutine
//	ways, err := finder.Alternatives(index, from, to, nil)   // up to three; or of a Solver
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
// All three hold for every way that is returned. Not every way for which they hold is found:
// only those are tried that are shortest paths to some node, the via node, and from there to
// the end. The test of the third property, the T-test, looks at a part of up to twice Local,
// so it also refuses some ways that have the property.
//
// # How they are found
//
// Between of the index or Solver finds the nodes on all ways that are not too long, with their
// distances from the start and to the end. Steps that lie on shortest paths both from the start
// and to the end form plateaus. All via nodes of a plateau stand for one way, the candidate.
// A plateau must cost a quarter of Local, together with the step that leads on from it: of the
// many shorter ones few prove locally optimal. Candidates are ranked: those come first that
// cost little, share little with the best way, and have a long plateau. Each is tested against
// the ways chosen before it. A plateau as long as Local proves the third property; otherwise
// one distance tests it.
//
// [Finder.KShortest] is the algorithm of Yen (1971). The paths that leave a known path at one
// node form a family, and a search from that node finds the best of the family. The distances
// to the target, with nothing closed, bound what that costs. So the search is made only when
// its bound is the least of all, and as an A* search it settles little beside the path.
//
// # Cost
//
// On a map of 8,000 nodes three alternatives take 0.11 ms on average with an index and 0.36 ms
// with a Solver; on a grid 0.18 and 0.32 ms. In paths of the same engine that is:
//
//	            map   grid
//	Solver      14    7
//	cch         19    14
//	hublabel    270   290
//
// Labels make single paths fast, but not the nodes between two: these come from the hierarchy
// that the labels were read from. A third of the time with an index, and half on a grid, goes
// into these nodes, some 1,700. Of the ways asked for 97 in 100 are found, 99 on the grid.
//
// The ten shortest paths take 0.13 ms with an index and 0.22 ms with a Solver on the map,
// and 0.22 and 0.23 ms on the grid. The benchmarks print all of it.
//
// # Reading the source
//
// finder.go has the question and the ways; network.go the graph under the weights of an
// overlay. alternatives.go is Alternatives, on the nodes of corridor.go and with the limits of
// options.go. kshortest.go is Yen's algorithm, spur.go its search.
package alternative
