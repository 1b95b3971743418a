#!/usr/bin/env python3
"""Prints how many times faster than NetworkX Cairn answers ten everyday calls: calls.py PROGRAM

PROGRAM is the Go program beside this file, built. Both sides are warm, their graphs
are loaded before the clock starts, and all their answers must be equal. The figures mean
something only on a quiet machine: any other program slows one of the two sides.
"""

import os
import random
import sys
import tempfile
import time
from typing import Callable, NamedTuple

import networkx

import export
from check import cairn, to_units

NODES, FEW = 8000, 400


class Call(NamedTuple):
    """A call on both sides. NetworkX runs the text in the table."""

    theirs: str  # statements; the last is an expression, the answer
    ours: str
    command: str  # of the Go program
    parameters: str  # of theirs, beside G
    question: Callable  # draws arguments for them
    numbers: Callable  # converts an answer of theirs to that of the command
    times: int  # how many questions
    nodes: int = NODES


def pair(chance):
    return [chance.randrange(NODES), chance.randrange(NODES)]


def some(chance, count, but=()):
    return sorted(chance.sample([v for v in range(NODES) if v not in but], count))


def pair_and_closed(chance):
    ends = pair(chance)
    return [*ends, some(chance, 16, but=ends)]


def rows(graph, answer):
    return [d for v in graph for d in all_nodes(graph, answer[v])]


def all_nodes(graph, answer):
    return [answer.get(v) for v in graph]


def length(graph, answer):
    return [answer]


CALLS = [
    Call("nx.dijkstra_path_length(G, s, t)", "`solver.Distance(s, t)`", "pairs", "s, t", pair, length, 300),
    Call("nx.dijkstra_path(G, s, t)", "`solver.AppendPath(dst, s, t)`", "path", "s, t", pair,
         lambda graph, path: [networkx.path_weight(graph, path, "weight")], 300),
    Call("nx.bidirectional_dijkstra(G, s, t)", "`index.AppendPath(dst, s, t)` of `hublabel`", "labels", "s, t", pair,
         lambda graph, answer: [answer[0]], 200),
    Call("nx.single_source_dijkstra_path_length(G, s)", "`solver.Tree(s)`, `tree.AppendDistances(dst)`", "tree", "s", lambda chance: some(chance, 1), all_nodes, 64),
    Call("nx.single_source_dijkstra_path_length(G, s, cutoff=c)", "`solver.Within(dst, s, c)`", "within", "s, c",
         lambda chance: [chance.randrange(NODES), 10000],
         lambda graph, answer: [x for d, v in sorted((d, v) for v, d in answer.items()) for x in (v, d)], 2000),
    Call("nx.multi_source_dijkstra_path_length(G, places)", "`solver.Tree(places...)`, `tree.AppendDistances(dst)`", "tree", "places",
         lambda chance: [some(chance, 16)], all_nodes, 64),
    Call("dict(nx.all_pairs_dijkstra_path_length(G))", f"`solver.Matrix(dst, all, all)`, of {FEW} nodes", "matrix", "all",
         lambda chance: [range(FEW)], rows, 4, FEW),
    Call("nx.dijkstra_path_length(nx.restricted_view(G, closed, []), s, t)",
         "`o := csr.NewOverlay(g)`, `o.SetNode(v, csr.Blocked)` for each, `solver.Use(o)`, `solver.Distance(s, t)`", "closed", "s, t, closed", pair_and_closed, length, 100),
    Call('nx.dijkstra_path_length(G, s, t, weight=lambda u, v, d: d["length"] + tolls[v])',
         "`o, err := csr.OverlayFrom(g, tolls)`, `solver.Use(o)`, `solver.Distance(s, t)`", "weights", "s, t, tolls",
         lambda chance: [*pair(chance), [chance.randrange(100) for _ in range(NODES)]], length, 64),
    Call("d = nx.single_source_dijkstra_path_length(G, s); min((d[p], p) for p in places if p in d)",
         "`solver.Nearest(dst, s, places, 1)`", "nearest", "s, places",
         lambda chance: [chance.randrange(NODES), some(chance, 16)], lambda graph, answer: [answer[1], answer[0]], 64),
]


def main(program):
    table, wrong = ["| NetworkX | Cairn | times faster |", "|---|---|---|"], []
    with tempfile.TemporaryDirectory() as folder:
        maps = {nodes: Map(folder, nodes) for nodes in (NODES, FEW)}
        for call in CALLS:
            ratio, differences = compare(program, call, maps[call.nodes])
            table.append(f"| `{call.theirs}` | {call.ours} | {float(f'{ratio:.2g}'):.0f} |")
            wrong += differences
    print(*table, *wrong[:10], sep="\n")
    return 1 if wrong else 0


class Map:
    """One map on both sides. The nodes of the graph are numbers, as in Cairn."""

    def __init__(self, folder, nodes):
        town = export.streets(nodes)
        self.name = os.path.join(folder, f"{nodes}.csr")
        export.write(town, self.name, weight="length", node_weight="toll", pos="pos", scale=10)
        self.graph = networkx.convert_node_labels_to_integers(to_units(town))


def compare(program, call, town):
    """Returns how many times faster Cairn is, and the differences between the answers."""
    chance = random.Random(3)
    questions = [call.question(chance) for _ in range(call.times)]
    ours, took_ours = cairn(program, town.name, call.command, questions)
    theirs, took_theirs = ask(function(call), town.graph, questions)
    differences = []
    for i, (question, a, b) in enumerate(zip(questions, ours, theirs, strict=True)):
        if call.command in ("path", "labels"):
            a = checked(town.graph, question, a)
        if a != ([None] if b is None else call.numbers(town.graph, b)):
            differences.append(f"{call.theirs}: question {i}: Cairn says {str(a)[:200]}, NetworkX {str(b)[:200]}")
    return took_theirs / took_ours, differences


def checked(graph, question, answer):
    """Returns only the length of a path if it leads from s to t and has that length: any of several shortest paths will do."""
    length, *path = answer
    right = path and [path[0], path[-1]] == question and networkx.is_path(graph, path)
    return [length] if right and networkx.path_weight(graph, path, "weight") == length else answer


def function(call):
    """Returns the call of NetworkX as a function."""
    *before, answer = call.theirs.split("; ")
    scope = {"nx": networkx}
    exec(f"def call(G, {call.parameters}): {'; '.join([*before, 'return ' + answer])}", scope)
    return scope["call"]


def ask(call, graph, questions):
    """Returns the answers of NetworkX, None where there is none, and seconds a question."""
    attempt(call, graph, questions[0])  # warm
    began = time.perf_counter()
    answers = [attempt(call, graph, q) for q in questions]
    return answers, (time.perf_counter() - began) / len(questions)


def attempt(call, graph, question):
    try:
        return call(graph, *question)
    except (networkx.NetworkXNoPath, ValueError):  # of min: no place can be reached
        return None


if __name__ == "__main__":
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__)
        sys.exit()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
