// Bench compares Cairn with other libraries: the same graphs, the same queries,
// the same minutes, and answers that are seen to be equal first.
//
//	cd internal/bench && go run .
//
// prints a table a workload in about three minutes. It is a module of its own, so
// that the libraries it needs are never seen by users of Cairn.
//
// # Peers
//
// Each peer is asked in the fastest way that its public functions offer on these
// graphs, and the comment beside it says which ways were tried. Those in Go come
// with this module; those in Python and C++ are used where Debian's packages are
// installed, and the table names the packages where they are not. The textbook
// solver is what programs have that use no library.
//
// First come Cairn's own other ways to a distance: its Solver and package hublabel
// asked for 64 pairs at once, as servers ask that gather the questions of some
// milliseconds, and the indexes of packages cch and hublabel asked for one pair
// after the other. An index is built before the clock starts; the benchmarks of
// its package say what that takes. One that refuses a graph says so in its row,
// which is no failure: it is what these packages do with graphs without small
// separators, such as the random one.
//
// Node weights are folded into the arcs that enter a node, since most peers know
// none. Cairn gets them as they are.
//
// # Method
//
// Two questions are asked. One-to-all is a search from a source that writes down
// the distance of every node, of which one is looked at; pair is the distance from
// a source to a target. No paths are asked for. Queries are one list of seeded
// random pairs, 16,384 by default, from the first on and never in a later round.
// A peer that has used its budget stops; the columns "asked" say how far it came.
//
// Every peer, Cairn included, runs in a process of its own: one for each workload. It
// reads the graph, answers queries that are checked and warm it up, and is then
// timed in about eight rounds for each question. In a round Cairn answers some
// queries, and the peer then answers the same. So ratio, the peer's time over
// Cairn's, compares the same queries within a second, and a machine that is slow
// for a while is slow for both. The yardstick is the Solver, asked pair by pair:
// a ratio below 1 is of a peer that is faster than it. The row of Cairn itself is a
// second process of it against the first: how far its ratio is from 1 is how far to
// trust the others.
//
// Clocks run inside the processes, around all queries of a round; neither the
// exchange nor the start of a process counts. Garbage collection counts, with its
// default settings and all cores. What is allocated is what the Go runtime counts;
// peak memory is the most that was ever resident of the whole process, its
// runtime and the reading of the graph included, as Linux reports it; for an index
// building it counts as well.
//
// # What a pair includes
//
// The time of a pair is that of its round by the number of pairs: reading source
// and target from a slice, the call, through an interface in Go, and writing the
// distance to a slice, as 64 bits. All but the call is some 2 ns. Asked in batches,
// a pair is its share of the calls of Batch, the last of which may be for fewer than
// 64, and of writing the distances twice, as Batch returns them and as 64 bits.
//
// That matters to indexes alone: labels answer all 16,384 pairs in a millisecond. A
// round of them would be timed by what comes before it: waiting for the question,
// and caches full of what Cairn's process has used meanwhile. So an index answers
// each round over and over for at least 50 ms, and says what one pass took. A pass
// is thousands of random pairs, too many to be learnt, but for the rounds that find
// the pace: those are one pair in twenty.
//
// # Wrong answers
//
// Every distance that a peer gives, in timed rounds too, is compared with Cairn's,
// and the last column counts those that differ. A peer with any has no times. That
// Cairn is right is for its own tests to show; here the textbook solver, which is
// tested against the naive oracles, is among those that must agree with it.
//
// # Reading the source
//
// run.go has the rounds, child.go the few words that processes exchange,
// exchange.go the files they read, and each peer_*.go, and the folder external, one
// peer.
package main
