// Package elimination works out what contracting the nodes of a graph one after
// another leads to: the filled graph, its elimination tree, and a constant-time
// way to find what two nodes have in common in that tree.
//
// A node that is contracted makes its neighbours that are still there pairwise
// adjacent. The edges that were there and those so added are the filled graph;
// seen from their lower end they are the arcs of a [Tree]. The parent of a node
// is the lowest of its upper neighbours, and all of them are ancestors of it
// (Liu 1990, The role of elimination trees in sparse factorization): a path that
// goes up passes ancestors only, which is what a customisable contraction
// hierarchy searches (Dibbelt, Strasser and Wagner 2016) and what hub labels are
// made of.
//
// Nodes are renamed by rank, the order of contraction, rearranged so that the
// ranks below each node of the tree are consecutive and end at it (a postorder):
// that changes neither the filled graph nor the tree. Counting down the ranks is
// then a walk in which the ancestors of a node are the last nodes seen at each
// smaller depth, and an ancestor is known by its depth alone.
//
// [Tree.Codes] gives each node a word such that the first bit in which two words
// differ tells the number of common ancestors. It is the idea of heavy paths
// (Harel and Tarjan 1984): along a heavy path the places where something hangs
// get codes in their order, short ones where much hangs, so that no code is
// longer than 3 log2(n) + 4 bits.
//
// A Tree takes O(n + arcs) and is made in about that time. It is immutable and
// safe for concurrent use.
package elimination
