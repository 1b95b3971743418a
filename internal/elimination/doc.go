// Package elimination contracts the nodes of a graph one after another: it works out the
// filled graph, its elimination tree, and codes that tell in constant time how many
// ancestors two nodes share in that tree.
//
// Contracting a node makes its neighbours that are still there pairwise adjacent. The
// filled graph is the edges of the graph and those that were added; seen from their lower
// end they are the arcs of a [Tree]. The parent of a node is the lowest of its upper
// neighbours, and all of these are ancestors of it (Liu 1990, The role of elimination trees
// in sparse factorization). So a path that goes up passes ancestors only: a customisable
// contraction hierarchy searches these (Dibbelt, Strasser and Wagner 2016), and hub labels
// are made of them.
//
// Nodes are renamed by rank. Ranks are the order of contraction, rearranged into a
// postorder: the ranks of each subtree are consecutive and end at its root. That changes
// neither the filled graph nor the tree. Counting down the ranks is then a walk in which
// the ancestors of a node are the last nodes seen at each smaller depth, so that a depth
// alone names an ancestor.
//
// [Tree.Codes] gives each node a word such that the first bit in which two words differ
// tells the number of common ancestors. It follows heavy paths (Harel and Tarjan 1984): the
// places along a path where subtrees hang get codes in their order, shorter ones for larger
// subtrees, so that no code is longer than 3 log2(n) + 4 bits.
//
// A Tree takes O(n + arcs) and is made in about that time. It is immutable and
// safe for concurrent use.
package elimination
