// Package places draws random nodes at a distance: the clues of a treasure hunt, 200 to 1,200
// metres' walk from the start and 150 from each other.
//
//	var picker places.Picker                        // one per goroutine
//	result, err := picker.Pick(solver, 5, &places.Options{
//		Where: []places.Condition{{Place: start, Range: places.Range{Least: 2000, Most: 12000}}},
//		Among: places.Range{Least: 1500, Direction: places.EachWay},
//		Seed:  hunt,
//	})
//	fmt.Println(result.Outcome, result.Nodes)       // found [5013 77 1204 6101 3390]
//
// Distances are those of a dijkstra.Solver, with the overlay in use, or of an index: so no
// clue lies behind a street that is closed for the player.
//
// # Which nodes
//
// [Options] has conditions, each a place and a range of distances from it or to it, or both.
// A node fits that fulfils all of them. Every node that fits is equally likely, or likely in
// proportion to a weight that the host gives it. Among is a range for the distances of the
// chosen nodes from each other.
//
// The draw depends on the question and the seed alone. It uses integers only, so it is the
// same on every machine, with every index and without.
//
// # Too few
//
// Result.Left says how many candidates fulfil each condition and those before it: so a host
// sees which one asks for too much. [TooFew] is proven. [NotFound] is not: nodes
// with distances among each other are drawn one after another, and a draw that gets stuck begins
// anew, some times. Sets of nodes are then not all equally likely: each node is, given those
// before it.
//
// # Cost
//
// On a map of 8,000 nodes, half of the questions for five nodes at a distance from one take less
// than 0.06 ms with an index and 0.15 ms with a Solver. With distances among each other that
// is 0.15 and 0.4 ms. On a grid all take 0.15 to 0.2 ms, and 0.8 ms among each other. The
// benchmarks print it.
//
// # Reading the source
//
// options.go is the question, result.go the answer. picker.go draws: rows.go finds the
// distances, urn.go draws by weight, random.go has the numbers.
package places
