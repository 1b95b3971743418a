#!/usr/bin/env python3
"""Compares NetworkX with Cairn on one graph: check.py PROGRAM [pairs]

PROGRAM is the Go program beside this file, built. The graph is exported, both are
asked for the distances of the same random pairs, and all answers must be equal.
"""

import os
import random
import subprocess
import sys
import tempfile
import time

import networkx

import export


def main(program, pairs):
    town = export.streets(8000)
    scaled = to_units(town)
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "town.csr")
        nodes = export.write(town, name, weight="length", node_weight="toll", pos="pos", scale=10)
        chance = random.Random(2)
        asked = [(chance.randrange(len(nodes)), chance.randrange(len(nodes))) for _ in range(pairs)]
        ours, took_ours = cairn(program, name, asked)
    theirs, took_theirs = networkx_distances(scaled, [(nodes[s], nodes[t]) for s, t in asked])
    wrong = [(pair, a, b) for pair, a, b in zip(asked, ours, theirs) if a != b]
    print(f"{len(asked) - len(wrong)} equal answers of {len(asked)}; a query takes NetworkX "
          f"{took_theirs * 1e6:.0f} µs and Cairn {took_ours * 1e6:.1f} µs, {took_theirs / took_ours:.0f} times less")
    for pair, a, b in wrong[:10]:
        print(f"{pair}: Cairn says {a}, NetworkX {b}")
    return 1 if wrong else 0


def to_units(town):
    """Returns the graph in Cairn's units, with what entering a node costs on the edges that lead to it."""
    scaled = networkx.DiGraph()
    scaled.add_nodes_from(town)
    for u, v, attributes in town.edges(data=True):
        scaled.add_edge(u, v, cost=export.whole(attributes["length"], 10, (u, v)) + export.whole(town.nodes[v]["toll"], 10, v))
    return scaled


def cairn(program, name, asked):
    """Returns Cairn's answers, None where there is no path, and seconds a query."""
    questions = "".join(f"{s} {t}\n" for s, t in asked)
    done = subprocess.run([program, name], input=questions, capture_output=True, text=True, check=True)
    *answers, seconds = done.stdout.split()
    return [None if a == "-" else int(a) for a in answers], float(seconds) / len(asked)


def networkx_distances(graph, asked):
    answers, began = [], time.perf_counter()
    for s, t in asked:
        try:
            answers.append(networkx.dijkstra_path_length(graph, s, t, weight="cost"))
        except networkx.NetworkXNoPath:
            answers.append(None)
    return answers, (time.perf_counter() - began) / len(asked)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 1000))
