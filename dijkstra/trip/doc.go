// Package trip puts stops in the order that makes the best trip through them: the clues of
// a treasure hunt, the deliveries of a day.
//
//	var planner trip.Planner                    // one per goroutine
//	path, t, err := planner.AppendTrip(ctx, nil, solver, []csr.Node{start, a, b, c}, nil)
//	fmt.Println(t.Order, t.Cost, t.Outcome)     // [0 2 1 3] 1750 optimal
//
// The distances and paths are those of a dijkstra.Solver, with the overlay in use, or of an
// index. [Planner.Order] takes a matrix of distances alone. It may differ by direction and
// have pairs that are Unreachable.
//
// # Options
//
// The zero [Options] are for a trip that begins at stop 0 and ends anywhere.
//
//	Round       back to the first stop in the end
//	FreeFirst   begins anywhere
//	FixedLast   ends at stop n-1
//	Before      pairs in an order: what is picked up before it is delivered
//	Windows     opening times: who comes earlier waits, and nobody comes later
//	Service     time that each stop takes
//	Depart      the time when the trip begins
//
// They can be combined. The best order is the one whose trip ends soonest. Without windows that is
// the shortest; with windows an order that ends as soon may have less travel and more waiting.
//
// # Exact or not
//
// Up to 15 stops, a fixed first not counted, the order is optimal: a dynamic program (Bellman
// 1962, Held and Karp 1962) finds for each set of stops and each last one of it the earliest
// time at which that can be served. Being earlier is never worse, since waiting is allowed and
// travel times do not change: so it is exact with windows too.
//
// With more stops the order is that of a search, and Result.Bound says how good it must be.
// No order costs less than the bound, so an order that costs 1 % more than the bound costs at
// most 1 % more than the best. Where both are equal the outcome is Optimal.
//
//   - The bound is the 1-tree of Held and Karp (1970), raised by subgradient ascent. It comes
//     within 1 % of the best on maps, and a few percent where distances differ by direction. Of
//     windows and pairs it knows only which stops cannot follow which, and when the last stop
//     opens, so it can be far below the best with these.
//   - The search is iterated local search with 2-opt, Or-opt and 3-opt moves between near
//     neighbours, and random double bridges from a fixed seed. It looks at Options.Moves moves,
//     never at a clock: the same question has the same answer on every machine.
//
// On random points in a plane the order of 200 stops costs 1.4 % more than the bound, 2.2 % at
// most of ten draws. With distances that differ by direction at random by a quarter that is 2.5 %.
// Matrices of nothing but random numbers are harder: 30 %, and 11 % with ten times the moves.
//
// # Cost
//
// On a map of 8,000 nodes with labels, matrix included, an exact order of 10 stops takes
// 0.04 ms and one of 15 stops 2.4 ms; a search with 50 stops takes 3 ms, 0.7 % above the bound,
// and one with 200 stops 27 ms, 1.3 to 1.6 % above it. The benchmarks print it. Without an
// index the matrix takes another search for each stop.
//
// # No order
//
// [Impossible] says that no order exists, and Result.Stop names a stop that cannot be served:
// nothing leads there, or it closes too soon. Where each stop could be served but not all in one
// trip, it is one that the trip through most stops leaves out. [NotFound] says that a
// search found none: its best order comes to that stop late, or has no way there. That proves
// nothing; more Moves may find an order.
//
// # Reading the source
//
// check.go checks a question, model.go gives it one form for all methods: a cycle through
// nodes. exact.go is the dynamic program, bound.go the bound. search.go searches, with the
// moves of moves.go on the order of tour.go and the times of schedule.go. solve.go chooses.
package trip
