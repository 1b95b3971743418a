// Package minplus holds the loops that hub labels spend their time in: the least
// sum of two rows entry by entry, and a row lowered to what another offers.
//
// The label of a node is a row of distances to its ancestors in a tree, the
// root's first, and the distance between two nodes is the minimum of a[i] + b[i]
// over the ancestors they share (Abraham et al., "A Hub-Based Labeling Algorithm
// for Shortest Paths in Road Networks", 2011; as rows of one tree, Farhan et al.,
// "Hierarchical Cut Labelling", 2023). A product of matrices in which plus
// stands for times and minimum for plus is made of the same sums, hence the name.
//
// All rows lie in one array. They are as narrow as the distances allow, since
// the time goes into fetching them from the second- and third-level caches: a
// call takes a batch of [Pair]s and fetches the rows of later ones while it sums
// those of one. 64 pairs of some 90 entries of 16 bits, anywhere in 4 MB of
// rows, take 0.65 µs on a core of AMD Zen 4, entries of 32 bits 0.9 µs, and Go
// instead of assembly 4 µs. Rows of nearly one length take a third less: the
// processor then foresees where they end.
//
// # Contract
//
// Every row starts at a multiple of a block ([Block16], [Block32], [Block64]) and
// the array is a whole number of blocks. A kernel may read to the end of the
// block that a row ends in, where what lies there does not count; it reads
// nothing behind it, and writes what it was asked for and nothing else. Entries
// are at most None, the value for "no distance", and so are the minima: where
// nothing is smaller, that is the answer.
//
// The assembly checks no index. Who makes a Pair vouches that both rows, N
// entries long and rounded up to a block, lie inside the array; hub labels check
// their tables once, when they are read. Slices given as such are checked by the
// exported functions.
//
// No call allocates, and a call may run beside any other that does not write
// what it reads. Assembly cannot be interrupted, and a garbage collection waits
// for it: batches of some thousand pairs, tens of microseconds each, gain all
// there is to gain.
//
// # Kernels
//
// There is assembly for amd64 with AVX2, chosen at start-up if the processor and
// the system have it and GODEBUG=cpu.avx2=off does not forbid it. Everything else runs the same in Go, generic over the width
// of entries; so does a build with the tag purego. The tests hold the two against
// each other and both against an oracle. There is none for arm64: its lanes are
// half as wide and no machine was there to measure on.
package minplus
