// Package hublabel answers shortest-path questions by hub labels: it is the way to
// an answer for a shared map that is asked millions of times a second. A distance
// takes some tens of nanoseconds, a batch of 64 one or two microseconds.
//
// [Build] prepares a graph once, [Index.Customize] gives an index for other
// weights on the same order in milliseconds. A dijkstra.Solver or Service that takes
// either lays the overlays of hunts on its weights. [Index.Distance], [Index.AppendPath],
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
// rows take: on a map of 8,000 nodes 1 to 4 MB. The first path that an index is asked for
// makes 12 bytes an arc besides, 0.25 to 0.4 MB there. [Build] refuses graphs without
// small separators with a *SizeError, before it makes the rows.
//
// # The file
//
// An index file is a container like that of a graph, as package csr draws it: header,
// section table, and sections aligned to 64 bytes, little-endian, each with a
// CRC-32C. What sets it apart:
//
//	magic            89 48 55 42 0d 0a 1a 0a, version 1
//	counts           nodes n, cuts c
//	widths           bytes an entry, 2, 4 or 8; kind of costs, 0, 1 or 2
//	section 1        graph: content hash of the graph, 8 bytes
//	section 2        order: n node numbers of 4 bytes, as they are contracted
//	section 3        codes: n words of 8 bytes, in that order, which fall
//	section 4        bits: n bytes, how many bits of each code count
//	section 5        lengths: n numbers of 2 bytes, the entries of each row
//	section 6        cuts: c numbers of 2 bytes, one a bit of each code, rows in order
//	section 7        rows: of the last node in order first, each padded to a multiple
//	                 of 32 bytes; for kind 2 those of the way down follow
//	sections 8, 9    n node weights and an arc weight an arc, 4 bytes each, where they
//	                 are not the graph's
//
// Codes of nodes that are not the same differ at a bit that counts in both. If it is
// bit b, counted from the top, the nodes share as many ancestors as the smaller of
// their cuts number b says. Entries of 2 bytes are 65535 where there is no distance,
// others as large as a positive number of their width can be. Kind 0 stands for
// costs that are the same both ways, 1 for such that are after doubling, when an entry
// is twice the distance plus what the ends' node weights differ by, and 2 for two rows
// a node.
//
// [FromBytes] and [FromBytesOptions] take memory and time for what a file holds, not for what it
// claims; [Index.CustomizeContext] and [Index.Prove] end with a context. A file whose
// distances are not those of its weights is opened all the same: [Index.Verify] finds it if
// that came about by accident, [Index.Prove] whoever made it.
//
// # Concurrency and lifetime
//
// An Index is immutable and safe for concurrent use by all goroutines. Queries
// allocate nothing once warm. Results go into the caller's slices. An index keeps
// its graph alive, and the bytes that it was made from.
package hublabel
