#!/usr/bin/env python3
"""Compares NetworkX with Cairn on one graph: check.py PROGRAM [pairs]

PROGRAM is the Go program beside this file, built. The graph is exported, and both
answer the distances of the same random pairs. All answers must be equal.
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
        answers, took_ours = cairn(program, name, "pairs", asked)
    theirs, took_theirs = networkx_distances(scaled, [(nodes[s], nodes[t]) for s, t in asked])
    wrong = [(pair, a, b) for pair, [a], b in zip(asked, answers, theirs, strict=True) if a != b]
    print(f"{len(asked) - len(wrong)} equal answers of {len(asked)}; a query takes NetworkX "
          f"{took_theirs * 1e6:.0f} µs and Cairn {took_ours * 1e6:.1f} µs, {took_theirs / took_ours:.0f} times less")
    for pair, a, b in wrong[:10]:
        print(f"{pair}: Cairn says {a}, NetworkX {b}")
    return 1 if wrong else 0


def to_units(town):
    """Returns the graph in Cairn's units, with each node's weight added to the edges that lead to it."""
    scaled = networkx.DiGraph()
    scaled.add_nodes_from(town)
    for u, v, attributes in town.edges(data=True):
        length = export.whole(attributes["length"], 10, (u, v))
        scaled.add_edge(u, v, length=length, weight=length + export.whole(town.nodes[v]["toll"], 10, v))
    return scaled


def cairn(program, name, command, questions):
    """Returns Cairn's answers, lists of numbers with None where there is no path, and seconds a question."""
    lines = "".join(" ".join(map(str, flat(q))) + "\n" for q in questions)
    done = subprocess.run([program, name, command], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    *answers, seconds = done.stdout.splitlines()
    return [[None if x == "-" else int(x) for x in answer.split()] for answer in answers], float(seconds)


def flat(question):
    """Yields the numbers of a question, whose last part may be a list."""
    for part in question:
        yield from [part] if isinstance(part, int) else part


def networkx_distances(graph, asked):
    answers, began = [], time.perf_counter()
    for s, t in asked:
        try:
            answers.append(networkx.dijkstra_path_length(graph, s, t))
        except networkx.NetworkXNoPath:
            answers.append(None)
    return answers, (time.perf_counter() - began) / len(asked)


if __name__ == "__main__":
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__)
        sys.exit()
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 1000))
