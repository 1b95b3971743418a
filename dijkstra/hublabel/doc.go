// Package hublabel answers shortest-path questions by hub labels: it is the way to
// an answer for a shared map that is asked millions of times a second. A distance
// takes some tens of nanoseconds, a batch of 64 one or two microseconds.
//
// [Build] prepares a graph once, [Index.Customize] gives an index for other
// weights on the same order in milliseconds. [Index.Distance], [Index.AppendPath],
// [Index.Batch] and [Index.Matrix] answer as a dijkstra.Solver does, to the last
// unit and with the same path. [FromBytes] takes an index from where [Index.Bytes]
// put it.
//
// # The idea
//
// A node's label is the distances to some nodes, its hubs, such that every shortest
// path passes a hub of both its ends: the distance of two nodes is then a minimum
// over their common hubs (Cohen, Halperin, Kaplan and Zwick 2002). Here the hubs of
// a node are its ancestors in the elimination tree of a nested dissection order,
// and the distances are those of going up alone in the hierarchy of package cch
// (as in Ouyang et al. 2018, When Hierarchy Meets 2-Hop-Labeling). That they are
// all its ancestors makes labels longer than they have to be, and everything else
// simple: a label is a row of numbers, the topmost ancestor first, and what two
// nodes have in common are the first so many entries of both rows.
//
// A query is two steps. A word for each node, whose first different bit tells how
// many ancestors two nodes share, gives the length. Then the minimum of the sums
// of so many entries is taken, by vector instructions where there are some: no
// merging, and no branches that depend on the data. In a batch these steps are
// taken for all pairs one after the other, so that they do not wait for memory.
//
// Entries are 16 bits wide where all distances to ancestors fit, else 32, or 64
// for weights so large that distances may not fit in 31 bits. A map whose costs
// are the same both ways has one row a node, others have two; node weights do not
// matter here, see package hierarchy in the source.
//
// # Cost
//
// The benchmarks print what building, customising and queries cost and what the
// rows take: on a map of 8,000 nodes 1 to 4 MB. [Build] refuses graphs without
// small separators with a *SizeError, before it makes the rows.
//
// # Concurrency and lifetime
//
// An Index is immutable and safe for concurrent use by all goroutines. Queries
// allocate nothing once warm. Results go into the caller's slices. An index keeps
// its graph alive, and the bytes that it was made from.
package hublabel
