"""Answers shortest-path queries with NetworkX or SciPy, by the protocol of child.go.

    python3 peers.py networkx|scipy FOLDER
"""

import sys
from time import perf_counter_ns

UNKNOWN = -1  # no path, or allocations that were not counted
TRIALS = 16  # queries at the end of the list, which are not timed later


def numbers(name):
    """Yields the numbers of a file one by one, so that none stay in memory."""
    with open(name) as lines:
        for line in lines:
            yield from map(int, line.split())


def read_arcs(folder):
    """Returns the number of nodes and an iterator over arcs (from, to, cost)."""
    stream = numbers(folder + "/arcs.txt")
    nodes, _ = next(stream), next(stream)
    return nodes, zip(stream, stream, stream)


def read_queries(folder):
    stream = numbers(folder + "/queries.txt")
    next(stream)
    return list(zip(stream, stream))


class NetworkX:
    """Asks a DiGraph. There are two functions for pairs, and which one is
    faster depends on the graph: a trial decides, and its choice is named after the version."""

    def __init__(self, folder):
        import networkx

        self.library = networkx
        self.searches = {"one-way": self.one_way, "two-way": self.two_way}
        self.nodes, arcs = read_arcs(folder)
        self.graph = networkx.DiGraph()
        self.graph.add_nodes_from(range(self.nodes))
        self.graph.add_weighted_edges_from(arcs)
        trials = read_queries(folder)[-TRIALS:]
        variant = min(self.searches, key=lambda name: self.trial(name, trials))
        self.search = self.searches[variant]
        self.version = networkx.__version__ + " " + variant

    def trial(self, variant, trials):
        self.search = self.searches[variant]
        began = perf_counter_ns()
        answer(self, "pair", trials)
        return perf_counter_ns() - began

    def one_way(self, source, target):
        return self.library.dijkstra_path_length(self.graph, source, target)

    def two_way(self, source, target):
        return self.library.bidirectional_dijkstra(self.graph, source, target)[0]

    def pair(self, source, target):
        try:
            return self.search(source, target)
        except self.library.NetworkXNoPath:
            return UNKNOWN

    def tree(self, source):
        return self.library.single_source_dijkstra_path_length(self.graph, source)

    def at(self, tree, node):
        return tree.get(node, UNKNOWN)


class SciPy:
    """The graph is a csr_matrix of float64, which dijkstra need not convert. It
    has no search that stops at a target, so a pair costs a whole tree."""

    def __init__(self, folder):
        import numpy
        import scipy
        from scipy.sparse.csgraph import dijkstra

        self.search = dijkstra
        self.version = scipy.__version__
        self.nodes, arcs = read_arcs(folder)
        arcs = numpy.fromiter((x for arc in arcs for x in arc), dtype=numpy.int64).reshape(-1, 3)
        first = numpy.searchsorted(arcs[:, 0], numpy.arange(self.nodes + 1)).astype(numpy.int32)
        costs, targets = arcs[:, 2].astype(numpy.float64), arcs[:, 1].astype(numpy.int32)
        self.graph = scipy.sparse.csr_matrix((costs, targets, first), shape=(self.nodes, self.nodes))

    def pair(self, source, target):
        return self.at(self.tree(source), target)

    def tree(self, source):
        return self.search(self.graph, indices=source)

    def at(self, tree, node):
        distance = tree[node]
        return int(distance) if distance < float("inf") else UNKNOWN


def answer(peer, question, queries):
    """Returns the distances that a question asks for."""
    if question == "pair":
        return [peer.pair(source, target) for source, target in queries]
    if question == "tree":
        return [peer.at(peer.tree(source), target) for source, target in queries]
    trees = (peer.tree(source) for source, _ in queries)
    return [peer.at(tree, node) for tree in trees for node in range(peer.nodes)]


def main(name, folder):
    peer = {"networkx": NetworkX, "scipy": SciPy}[name](folder)
    queries = read_queries(folder)
    print("ready", peer.version, flush=True)
    for line in sys.stdin:
        question, first, count = line.split()
        asked = queries[int(first) : int(first) + int(count)]
        began = perf_counter_ns()
        distances = answer(peer, question, asked)
        took = perf_counter_ns() - began
        print(took, UNKNOWN, UNKNOWN, *distances, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
