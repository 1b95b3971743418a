#!/usr/bin/env python3
"""Tests export.py: python3 -m unittest export_test"""

import math
import os
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import unittest
from fractions import Fraction

import networkx

import export


def sections(name):
    """Returns the sections of a file by kind."""
    with open(name, "rb") as file:
        content = file.read()
    found = {}
    for i in range(struct.unpack_from("<H", content, 14)[0]):
        kind, _, at, length = struct.unpack_from("<IIQQ", content, 64 + 32 * i)
        found[kind] = content[at:at + length]
    return found


def row(*weights, **attributes):
    """Returns a path through nodes a, b, c and so on, whose edges have these weights."""
    graph = networkx.DiGraph()
    for i, weight in enumerate(weights):
        graph.add_edge(chr(97 + i), chr(98 + i), weight=weight)
    for node, position in attributes.items():
        graph.nodes[node]["pos"] = position
    return graph


class Weights(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.name = os.path.join(folder.name, "graph.csr")

    def weights(self, graph, **options):
        export.write(graph, self.name, **options)
        found = sections(self.name)
        arcs = len(found.get(2, b"")) // 2
        numbers = struct.unpack(f"<{len(found.get(4, b'')) // 4}I", found.get(4, b""))
        return list(numbers) * arcs if len(numbers) == 1 else list(numbers) or [0] * arcs

    def refused(self, graph, *says, **options):
        with self.assertRaises(ValueError) as error:
            export.write(graph, self.name, **options)
        for part in says:
            self.assertIn(part, str(error.exception))
        self.assertFalse(os.path.exists(self.name))

    def test_fractions_ask_for_a_scale(self):
        for weights, scale in (((0.4, 0.3), 10), ((1, 0.25), 100), ((0.1 + 0.2, 7), 10), ((Fraction(1, 8), 1), 1000),
                               ((1 / 3, 1), 1000000), ((1 / 3, 40000), 100)):
            self.refused(row(*weights), "of ('", f"scale={scale}", "whole number")
        self.refused(row(1 / 3, 4e9), "of ('a', 'b')", "round it")
        self.refused(networkx.DiGraph([("a", "b", {"weight": 2})]), "is not a whole number: choose a scale, such as scale=10", default=1.5, weight="length")
        graph = row(3)
        graph.nodes["b"]["toll"] = 2.5
        self.refused(graph, "of 'b'", "scale=10", node_weight="toll")

    def test_scales_keep_the_order(self):
        self.assertEqual(self.weights(row(0.4, 0.3, 2), scale=10), [4, 3, 20])
        self.assertEqual(self.weights(row(2.0, True, Fraction(6, 2))), [2, 1, 3])
        self.assertEqual(self.weights(row(2.9999999999, 0.1 * 30)), [3, 3])
        self.assertEqual(self.weights(row(0.5, 1.5, 12345.678), scale=2), [1, 3, 24691])

    def test_none_hides_an_edge(self):
        self.assertEqual(self.weights(row(5, None, 7)), [5, 7])
        self.assertEqual(self.weights(networkx.Graph(row(5, None, 7))), [5, 5, 7, 7])
        parallel = networkx.MultiDiGraph([("a", "b", {"weight": None}), ("a", "b", {"weight": 9}), ("b", "a", {"weight": None})])
        self.assertEqual(self.weights(parallel), [9])
        self.assertEqual(self.weights(row(5, None, 7), weight="length", default=None), [])

    def test_infinity_closes(self):
        self.assertEqual(self.weights(row(5, math.inf)), [5, export.BLOCKED])

    def test_what_is_no_weight_names_the_edge(self):
        for weight, says in ((math.nan, "not a number"), (-math.inf, "negative"), ("12", "text"), ("12 m", "text"), (b"1", "text"), ([1], "not a number"),
                             (-1, "32 bits"), (2**32 - 1, "32 bits"), (10**400, "not a number"), (1j, "not a number"), ({}, "not a number")):
            for scale in (1, 10):
                self.refused(row(5, weight), "('b', 'c')", says, scale=scale)

    def test_what_is_no_place_names_the_node(self):
        for position in ((12, 151), (181, 0), (-180.5, 0), (0, -91), (math.nan, 0), (0, math.inf), (1, 2, 3), (1,), "ab", 7, None):
            self.refused(row(1, a=(0, 0), b=position), "of 'b'", pos="pos", lonlat=True)
        graph = row(1, a=(0, 0))
        self.refused(graph, "of 'b'", pos="pos")
        graph.nodes["b"]["pos"] = (12, 151)
        export.write(graph, self.name, pos="pos")
        self.assertEqual(struct.unpack("<4d", sections(self.name)[5]), (0, 0, 12, 151))


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.name = os.path.join(self.folder, "graph.csr")

    def read(self, name):
        with open(name, "rb") as file:
            return file.read()

    def test_an_open_file_stays(self):
        export.replace(self.name, b"old")
        with open(self.name, "rb") as old:
            export.replace(self.name, b"other")
            self.assertEqual(old.read(), b"old")
        self.assertEqual(self.read(self.name), b"other")
        self.assertEqual(os.listdir(self.folder), ["graph.csr"])

    def test_litter_is_removed(self):
        with open(os.path.join(self.folder, ".graph.csr.tmp"), "wb") as left:
            left.write(b"half")
        export.replace(self.name, b"whole")
        self.assertEqual(os.listdir(self.folder), ["graph.csr"])

    def test_failures_leave_nothing(self):
        export.replace(self.name, b"old")
        with self.assertRaises(TypeError):
            export.replace(self.name, "text")
        self.assertEqual(self.read(self.name), b"old")
        self.assertEqual(os.listdir(self.folder), ["graph.csr"])
        with self.assertRaises(OSError):
            export.replace(self.folder, b"x")

    @unittest.skipIf(os.name == "nt", "Windows has no modes, links or pipes of this kind")
    def test_modes_and_links_stay(self):
        was = os.umask(0o027)
        self.addCleanup(os.umask, was)
        link = os.path.join(self.folder, "link")
        os.symlink("graph.csr", link)
        export.replace(link, b"new")
        self.assertTrue(os.path.islink(link))
        self.assertEqual(stat.S_IMODE(os.stat(self.name).st_mode), 0o640)
        os.chmod(self.name, 0o664)
        export.replace(link, b"again")
        self.assertEqual((self.read(self.name), stat.S_IMODE(os.stat(self.name).st_mode)), (b"again", 0o664))

    @unittest.skipIf(os.name == "nt", "Windows has no modes, links or pipes of this kind")
    def test_pipes_and_devices_stay(self):
        pipe = os.path.join(self.folder, "pipe")
        os.mkfifo(pipe)
        got = []
        reader = threading.Thread(target=lambda: got.append(self.read(pipe)))
        reader.start()
        export.replace(pipe, b"through")
        reader.join()
        export.replace(os.devnull, b"x")
        self.assertEqual(got, [b"through"])
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode) and stat.S_ISCHR(os.stat(os.devnull).st_mode))


class Help(unittest.TestCase):
    def test_help_is_no_error(self):
        for program in ("export.py", "check.py", "calls.py"):
            done = subprocess.run([sys.executable, program, "-h"], stdout=subprocess.PIPE, text=True, check=True)
            self.assertIn(program, done.stdout)


if __name__ == "__main__":
    unittest.main()
