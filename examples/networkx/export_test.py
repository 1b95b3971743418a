"""Tests of export.py, with a graph that only looks like one of NetworkX: python3 export_test.py"""

import math
import os
import stat
import tempfile
import unittest

import export


class Graph:
    """As much of a networkx.Graph as export.write reads."""

    def __init__(self, edges, nodes=None):
        self.nodes = dict(nodes or {})
        for u, v, _ in edges:
            self.nodes.setdefault(u, {})
            self.nodes.setdefault(v, {})
        self.list = edges

    def __iter__(self):
        return iter(self.nodes)

    def edges(self, data):
        return self.list

    def is_directed(self):
        return False


class TestWeights(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.name = os.path.join(self.folder, "map.csr")

    def write(self, weight, **options):
        export.write(Graph([("a", "b", {"weight": weight})]), self.name, **options)

    def refused(self, pattern, weight, **options):
        with self.assertRaisesRegex(ValueError, pattern):
            self.write(weight, **options)
        self.assertFalse(os.path.exists(self.name))

    def test_fractions_need_a_scale(self):
        self.refused("'a' to 'b'.*a scale of 10 ", 0.4)
        self.refused("a scale of 1000 ", 1.375)
        self.write(0.4, scale=10)
        self.write(2.0)
        self.write(1 / 3, scale=10)

    def test_no_numbers(self):
        for weight in (math.nan, -math.inf, "7", True, [1], -1, 2**32 - 1):
            self.refused("edge 'a' to 'b' has the weight", weight)
        self.refused("edge", 10**9, scale=10)

    def test_none_hides_an_edge(self):
        self.write(None)
        hidden = os.path.getsize(self.name)
        self.write(5)
        self.assertGreater(os.path.getsize(self.name), hidden)

    def test_infinity_closes(self):
        self.assertEqual(export.whole(math.inf, 1, "x"), export.BLOCKED)

    def test_positions(self):
        def place(pos, lonlat):
            export.write(Graph([], {"a": {"pos": pos}}), self.name, pos="pos", lonlat=lonlat)

        place((1000, 2000), False)
        place((180, -90), True)
        for pos, lonlat in (((12, 151), True), ((181, 0), True), ((math.nan, 0), False), ((1,), False), ("ab", False), (None, False)):
            with self.assertRaisesRegex(ValueError, "node 'a' has the position"):
                place(pos, lonlat)

    def test_files_are_replaced_whole(self):
        self.write(5)
        os.chmod(self.name, 0o640)
        link = os.path.join(self.folder, "link.csr")
        os.symlink("map.csr", link)
        with open(self.name, "rb") as before:
            old = before.read()
            export.write(Graph([("a", "b", {"weight": 6})]), link)
            before.seek(0)
            self.assertEqual(before.read(), old)  # who has it open keeps it
        self.assertTrue(os.path.islink(link))
        self.assertEqual(stat.S_IMODE(os.stat(self.name).st_mode), 0o640)
        with open(self.name, "rb") as after:
            self.assertNotEqual(after.read(), old)
        self.assertEqual(sorted(os.listdir(self.folder)), ["link.csr", "map.csr"])
        export.write(Graph([]), os.devnull)
        self.assertTrue(stat.S_ISCHR(os.stat(os.devnull).st_mode))


if __name__ == "__main__":
    unittest.main()
