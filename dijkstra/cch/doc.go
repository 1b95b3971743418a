// Package cch answers shortest-path questions with a customisable contraction
// hierarchy. Use it for a shared map whose weights change as a whole, or that is too
// large for the labels of package hublabel.
//
//	x, err := cch.Build(g, nil)                    // once for a map; all goroutines share it
//	meters, err := x.Distance(from, to)
//	path, meters, err := x.AppendPath(nil, from, to)
//	y, err := x.Customize(overlay)                 // other weights, in milliseconds
//
// [Build] prepares the topology of a graph once. [Index.Customize] gives an index for
// other weights, those of a [csr.Overlay]. It takes milliseconds, and less where few
// weights differ. Both indexes share the topology and can be used side by side.
// [WriteFile] and [Open] keep an index in a file.
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
// Dibbelt, Strasser and Wagner (2016, Customizable Contraction Hierarchies) order the
// nodes by nested dissection: small separators of the map come last, those of the halves
// before them, and so on. Contracting the nodes in that order adds shortcuts, whatever
// the weights are. A shortest path then goes up in the order and down again. The nodes
// that going up can reach are the ancestors of a node in the elimination tree: they are
// few, and the same for all weights. A query works out the costs of going up to them
// from both ends and takes the smallest sum.
//
// Customising sets the cost of each shortcut to that of the best way through lower
// nodes. A path is found from distances, step by step, by the rule for ties. The nodes
// near a path share most of the work for these distances (Strasser and Zeitz 2021, A
// Fast and Tight Heuristic for A* in Road Networks). The distances of all nodes come
// from one sweep down the order (Delling, Goldberg, Nowatzyk and Werneck 2011, PHAST).
//
// # Cost
//
// On a map of 8,000 nodes a distance takes 3 to 10 µs, the distances of all nodes 30 to
// 110, which is a quarter of what a Solver's tree takes on a street map and three quarters
// on a grid. The benchmarks print this, the cost of building and customising, and the size
// of an index.
//
// The topology takes some 30 bytes a shortcut. An index takes 4 more, 8 where costs differ
// by direction, and twice that where the weights are so large that distances may not fit
// in 31 bits.
//
// An index does not pay on graphs without small separators, such as random ones: they have
// many shortcuts, up to half the square of the nodes, and a query can take longer than a
// Solver's. [Build] does not check that. It only stops, with a *SizeError, at
// Options.MaxBytes, whose default refuses a random graph of 8,000 nodes and 64,000 arcs in
// half a second.
//
// # The file
//
// An index file is a container like that of a graph, as package csr draws it: header,
// section table, and sections aligned to 64 bytes, little-endian, each with a
// CRC-32C. It differs in:
//
//	magic            89 43 43 48 0d 0a 1a 0a, version 1
//	counts           nodes n, shortcuts s
//	widths           bytes a cost, 4 or 8; kind of costs, 0, 1 or 2
//	section 1        graph: content hash of the graph, 8 bytes
//	section 2        order: n node numbers of 4 bytes, as they are contracted
//	section 3        up: s costs, by their lower ends in order, of each the arc to the
//	                 highest node first
//	section 4        down: s costs likewise, for kind 2 alone
//	sections 5, 6    n node weights and an arc weight an arc, 4 bytes each, where they
//	                 are not the graph's
//
// Kind 0 stands for costs that are the same both ways, and 2 for costs that differ. Kind 1
// stands for costs that are the same both ways once each node weight is shared between
// the ends of arcs. These are stored doubled: an arc costs twice its weight plus the node
// weights of both its ends.
//
// [FromBytes] and [FromBytesOptions] take memory and time for what a file holds, not for
// what it claims. [Index.CustomizeContext] and [Index.Prove] end with a context. A file
// whose costs are not those of its weights is opened all the same: [Index.Verify] finds
// an accident, [Index.Prove] a forgery, too.
//
// # Concurrency and lifetime
//
// An Index is immutable and safe for concurrent use by all goroutines; a
// dijkstra.Potential that it gives belongs to one. Queries take their memory from a pool
// and allocate nothing once warm. Results go into the caller's slices. An index keeps its
// graph alive, and the bytes or the mapping that it was opened from.
package cch
