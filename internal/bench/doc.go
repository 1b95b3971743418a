// Bench compares Cairn with other libraries on the same graphs and the same queries,
// within the same minutes, after checking that the answers are equal.
//
//	cd internal/bench && go run .
//
// prints a table for each workload in about three minutes. It is a module of its own, so
// that users of Cairn never see the libraries it needs.
//
// # Peers
//
// Each peer is asked in the fastest way that its public functions offer on these graphs;
// the comment beside it lists the ways tried. Peers in Go come with this module. Those in
// Python and C++ run where Debian's packages are installed; otherwise the table names the
// packages. The textbook solver stands for programs that use no library.
//
// Cairn's own other ways to a distance come first. Its Solver and package hublabel are
// asked for 64 pairs at once, like a server that gathers the questions of some
// milliseconds. The indexes of packages cch and hublabel are asked pair by pair. An
// index is built before the clock starts; the benchmarks of its package report the
// building time. An index that refuses a graph says so in its row. This is no failure:
// these packages refuse graphs without small separators, such as the random one.
//
// Node weights are added to the arcs that enter a node, since most peers have none. Cairn
// gets them as they are.
//
// # Method
//
// There are two questions. One-to-all is a search from a source that writes the distance
// of every node, of which one is read. Pair is the distance from a source to a target. No
// paths are asked for. Queries come from one list of seeded random pairs, 16,384 by
// default, in order and without repetition in later rounds. A peer that has used its
// budget stops; the columns "asked" show how many queries it answered.
//
// Every peer, Cairn included, runs in a process of its own, one for each workload. It
// reads the graph and answers some queries that are checked and warm it up. Then it is
// timed in about eight rounds for each question. In each round Cairn answers some
// queries, and the peer then answers the same ones. So ratio, the peer's time divided by
// Cairn's, compares the same queries within a second, and a temporarily slow machine is
// slow for both. Cairn's side of the ratio is the Solver, asked pair by pair; a ratio
// below 1 means that the peer is faster. The row of Cairn itself is a second process of
// it against the first: its difference from 1 shows how accurate the other ratios are.
//
// Clocks run inside the processes, around all queries of a round, so neither the exchange
// nor the start of a process counts. Garbage collection counts, with its default settings
// and all cores. Allocations are those counted by the Go runtime. Peak memory is the
// largest resident size of the whole process as Linux reports it, including its runtime,
// the reading of the graph and, for an index, the building.
//
// # What a pair includes
//
// The time of a pair is the time of its round divided by the number of pairs. It includes
// reading source and target from a slice, the call, through an interface in Go, and
// writing the distance to a slice, as 64 bits. All but the call is some 2 ns. In batches,
// a pair is its share of the calls of Batch, the last of which may be for fewer than 64,
// and of writing the distances twice, as Batch returns them and as 64 bits.
//
// That matters only for indexes: labels answer all 16,384 pairs in a millisecond. The
// time of such a round would depend on what happens before it: waiting for the question,
// and caches filled by Cairn's process meanwhile. So an index repeats each round for at
// least 50 ms and reports the time of one pass. A pass is thousands of random pairs, too
// many to be learnt by the hardware. The exception are the rounds that find the pace,
// which are one pair in twenty.
//
// # Wrong answers
//
// Every distance from a peer, in timed rounds too, is compared with Cairn's. The last
// column counts the differences, and a peer with any has no times. Cairn's own tests show
// that Cairn is right; here the textbook solver, which is tested against the naive
// oracles, must agree with it.
//
// # Reading the source
//
// run.go has the rounds, child.go the protocol between processes, and exchange.go the
// files they read. Each peer_*.go, and the folder external, has one peer.
package main
