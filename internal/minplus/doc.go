// Package minplus holds the inner loops of hub labels: the minimum over the sums of two
// rows, entry by entry, and the relaxation of one row by another.
//
// The label of a node is a row of distances to its ancestors in a tree, the root's first.
// The distance between two nodes is the minimum of a[i] + b[i] over the ancestors they
// share (Abraham et al., "A Hub-Based Labeling Algorithm for Shortest Paths in Road
// Networks", 2011; as rows of one tree, Farhan et al., "Hierarchical Cut Labelling",
// 2023). Such sums also make up a min-plus matrix product, hence the name.
//
// All rows lie in one array. They are as narrow as the distances allow, since most time
// goes into fetching them from the second- and third-level caches. A call takes a batch
// of [Pair]s and prefetches the rows of later ones while it sums those of one. 64 pairs
// of some 90 entries of 16 bits, anywhere in 4 MB of rows, take 0.65 µs on a core of AMD
// Zen 4; entries of 32 bits take 0.9 µs, and Go instead of assembly 4 µs. Rows of nearly
// equal lengths take a third less, since the processor then predicts where they end.
//
// # Contract
//
// Every row starts at a multiple of a block ([Block16], [Block32], [Block64]), and the
// array is a whole number of blocks. A kernel may read to the end of the block that a row
// ends in; the values there do not count. It reads nothing beyond, and writes only its
// result. Entries are at most None, the value for "no distance", and so are the minima:
// if no sum is smaller, the result is None.
//
// The assembly checks no index. The maker of a Pair guarantees that both rows, N entries
// rounded up to a block, lie inside the array; hub labels check their tables once, when
// they are read. The exported functions check the slices passed to them.
//
// No call allocates, and a call may run beside any other that does not write what it
// reads. Assembly cannot be preempted, and a garbage collection waits for it. So keep
// batches to some thousand pairs, tens of microseconds each; larger ones gain nothing.
//
// # Kernels
//
// There is assembly for amd64 with AVX2. It is chosen at start-up if the processor and
// the system support it and GODEBUG=cpu.avx2=off does not forbid it. Otherwise, and in a
// build with the tag purego, the same loops run in Go, generic over the width of entries.
// Tests compare the two with each other and with an oracle. There is no assembly for
// arm64: its vectors are half as wide, and no machine was there to measure on.
package minplus
