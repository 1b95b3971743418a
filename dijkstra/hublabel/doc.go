// Package hublabel answers shortest-path questions by hub labels. Use it for a shared
// map that is asked millions of times a second: a distance takes some tens of
// nanoseconds, a batch of 64 one microsecond, or 2.2 if its rows are not in the caches.
//
//	x, err := hublabel.Build(g, nil)               // once for a map; all goroutines share it
//	meters, err := x.Distance(from, to)
//	path, meters, err := x.AppendPath(nil, from, to)
//	y, err := x.Customize(overlay)                 // other weights, in milliseconds
//
// [Build] prepares a graph once. [Index.Customize] gives an index for other weights, those
// of a [csr.Overlay], on the same order. [WriteFile] and [Open] keep an index in a file.
//
// An Index answers as a dijkstra.Solver does, to the last unit and with the same path:
// [Index.Distance] and [Index.AppendPath] for a pair, [Index.Batch] and [Index.Matrix]
// for many, [Index.AppendRoute] through stops, [Index.Nearest] and [Index.Within] for
// what is near, [Index.Between] for what is on the way, and [Index.AppendDistances] for all
// nodes. A Solver or Service that
// is given an index uses it for queries under an overlay of one user.
//
// # The idea
//
// A node's label is the distances to some nodes, its hubs, such that every shortest path
// passes a hub of both its ends. The distance of two nodes is then a minimum over their
// common hubs (Cohen, Halperin, Kaplan and Zwick 2002). Here the hubs of a node are its
// ancestors in the elimination tree of a nested dissection order, and the distances are
// those of going up alone in the hierarchy of package cch (as in Ouyang et al. 2018, When
// Hierarchy Meets 2-Hop-Labeling). Taking all ancestors makes labels longer than they have
// to be, and everything else simple: a label is a row of numbers, the topmost ancestor
// first, and the first k entries of two rows belong to the k ancestors that both nodes
// have.
//
// A query takes two steps. First, each node has a word; the first bit in which two words
// differ tells how many ancestors the nodes share, k. Then the kernel takes the minimum of
// the sums of the first k entries, by vector instructions where there are some: it merges nothing,
// and no branch depends on the data. A batch takes each step for all its pairs before the
// next, so that they do not wait for memory.
//
// Entries are 16 bits wide where all distances to ancestors fit, else 32, or 64 for
// weights so large that distances may not fit in 31 bits. A map whose costs are the same
// both ways has one row a node, others have two; node weights do not matter here, see
// package hierarchy in the source.
//
// # Cost
//
// On a map of 8,000 nodes the rows take 1 to 4 MB. The benchmarks print this, and the cost
// of building, customising and queries. Rows are long on graphs without small separators,
// such as random ones. [Build] stops at Options.MaxBytes, with a *SizeError, before it makes
// them. The default refuses a random graph of 8,000 nodes and 64,000 arcs; with a higher one
// building takes half a minute, the rows take 110 MB, and a distance about 1 µs.
//
// Paths take tables of their own: 12 bytes an arc, 4 a node, and a byte a node for each depth
// of the hierarchy, 1 MB on a street map and 2.5 MB on a grid. They are made in parts of 8
// depths, each when the first path leads over a hub there: that one takes up to 1 ms more, and
// all parts take 5 to 25 ms. There are none if they would take more than the rows.
//
// [Index.Within] and [Index.AppendDistances] sweep the hierarchy that the labels were read
// off. An index that was built or customised keeps it; one from a file makes it when it is
// first needed, in milliseconds.
//
// # The file
//
// An index file is a container like that of a graph, as package csr draws it: header,
// section table, and sections aligned to 64 bytes, little-endian, each with a
// CRC-32C. It differs in:
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
// costs that are the same both ways, and 2 for two rows a node. Kind 1 stands for costs that
// are the same both ways once each node weight is shared between the ends of arcs: the
// entry of node v for its ancestor a is 2 d + w(v) − w(a), where d is the distance from v to
// a and w the weight of a node.
//
// [FromBytes] and [FromBytesOptions] take memory and time for what a file holds, not for
// what it claims. [Index.CustomizeContext] and [Index.Prove] end with a context. A file
// whose distances are not those of its weights is opened all the same: [Index.Verify]
// finds an accident, [Index.Prove] a forgery, too.
//
// # Concurrency and lifetime
//
// An Index is immutable and safe for concurrent use by all goroutines; a
// dijkstra.Potential that it gives belongs to one. Queries allocate nothing once warm.
// Results go into the caller's slices. An index keeps its graph alive, and the bytes or the
// mapping that it was opened from.
package hublabel
