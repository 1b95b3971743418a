#!/usr/bin/env python3
"""Writes a NetworkX graph as a .csr file, which Cairn maps and answers from.

    import export
    nodes = export.write(graph, "city.csr", weight="length", scale=10, pos="pos")

Cairn's nodes are numbers: node i is nodes[i], in the order of the graph. Weights are
whole numbers of 32 bits, so lengths in metres times a scale of 10 become decimetres.
The format is the one that the documentation of package csr draws; nothing else is
needed here than Python's standard library.

As a program it makes a street-like graph and exports it: export.py city.csr [nodes]
"""

import fractions
import hashlib
import math
import os
import struct
import sys
import tempfile

BLOCKED = 2**32 - 1  # the weight of what no path may enter
ALIGNMENT = 64


def write(graph, name, weight="weight", default=1, node_weight=None, pos=None, scale=1, lonlat=False, title="", unit=""):
    """Writes graph to the file name and returns its nodes, in the order of their numbers.

    weight and node_weight name attributes of edges and nodes, pos one of nodes that
    is a pair (x, y); edges without a weight get the default, and one whose weight is
    None is hidden, as in NetworkX. The name None leaves a kind out. Self-loops are
    dropped, of parallel edges the cheapest counts. Weights are rounded to 1/scale; with
    a scale of 1 they must be whole. With lonlat, x is a longitude and y a
    latitude in degrees. The file is replaced whole: who has mapped it keeps what it was.
    """
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    rows = [{} for _ in nodes]
    for u, v, attributes in graph.edges(data=True):
        cost = 0 if weight is None else attributes.get(weight, default)
        if cost is None:
            continue
        cost = whole(cost, scale, f"edge {u!r} to {v!r}")
        arcs = [(number[u], number[v])] if graph.is_directed() else [(number[u], number[v]), (number[v], number[u])]
        for a, b in arcs:
            if a != b:
                rows[a][b] = min(cost, rows[a].get(b, BLOCKED))
    node_weights = points = None
    if node_weight is not None:
        node_weights = [whole(graph.nodes[v].get(node_weight, 0), scale, f"node {v!r}") for v in nodes]
    if pos is not None:
        points = [point(graph.nodes[v].get(pos), lonlat, f"node {v!r}") for v in nodes]
    content = encode(rows, node_weights, points, lonlat, {6: title, 7: unit})
    replace(name, content)
    return nodes


def replace(name, content):
    """Makes content the file name: a reader sees the old file or the new one, never a part. A link stays a link."""
    name = os.path.realpath(name)
    if os.path.exists(name) and not os.path.isfile(name):  # a pipe or a device is written through
        with open(name, "wb") as file:
            file.write(content)
        return
    mode = os.stat(name).st_mode & 0o777 if os.path.exists(name) else None
    handle, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(name)}.", suffix=".tmp", dir=os.path.dirname(name))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is None:
            umask = os.umask(0)
            os.umask(umask)
            mode = 0o666 & ~umask
        os.chmod(temporary, mode)
        os.replace(temporary, name)
    except BaseException:
        os.unlink(temporary)
        raise


def point(pos, lonlat, where):
    """Returns a position as two numbers."""
    try:
        x, y = map(float, pos)
    except (TypeError, ValueError):
        raise ValueError(f"{where} has the position {pos!r}, which is not a pair of numbers") from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"{where} has the position {pos!r}, which is not finite")
    if lonlat and not (abs(x) <= 180 and abs(y) <= 90):
        raise ValueError(f"{where} has the position {pos!r}, which is no longitude and latitude")
    return x, y


def whole(weight, scale, where):
    """Returns a weight in units of 1/scale; infinity closes what it is the weight of."""
    try:
        exact = fractions.Fraction(weight) if not isinstance(weight, (bool, str)) else None
    except (TypeError, ValueError):
        exact = None
    except OverflowError:  # an infinity
        if weight > 0:
            return BLOCKED
        exact = None
    if exact is None:
        raise ValueError(f"{where} has the weight {weight!r}, which is not a number that a path can add up")
    units = round(exact * fractions.Fraction(scale))
    if not 0 <= units < BLOCKED:
        raise ValueError(f"{where} has the weight {weight!r}: {units} units are not from 0 to {BLOCKED - 1}")
    if scale == 1 and units != exact:
        raise ValueError(f"{where} has the weight {weight!r}, which is not a whole number: a scale of {finer(exact)} "
                         "would keep it, or round the weights before")
    return units


def finer(exact):
    """Returns a power of ten that makes a weight whole to six digits."""
    scale = 10
    while scale < 10**6 and abs(round(exact * scale) - exact * scale) > exact / 10**6:
        scale *= 10
    return scale


def encode(rows, node_weights, points, lonlat, texts):
    """Returns the bytes of a file. rows has a dictionary a node: where its arcs lead, and their weights."""
    targets = [v for row in rows for v in sorted(row)]
    arc_weights = [row[v] for row in rows for v in sorted(row)]
    offsets = [0]
    for row in rows:
        offsets.append(offsets[-1] + len(row))
    target_width, offset_width = (2 if len(rows) <= 65536 else 4), (2 if len(targets) < 65536 else 4)
    sections = [(1, offset_width, numbers(offsets, offset_width))]
    if targets:
        sections.append((2, target_width, numbers(targets, target_width)))
    sections += weights(3, node_weights) + weights(4, arc_weights)
    if points:
        sections.append((5, 8, struct.pack(f"<{2 * len(points)}d", *(x for point in points for x in point))))
    sections += [(kind, 1, text.encode()) for kind, text in sorted(texts.items()) if text]
    return container(len(rows), len(targets), target_width, offset_width, int(lonlat), sections)


def numbers(values, width):
    return struct.pack(f"<{len(values)}{'H' if width == 2 else 'I'}", *values)


def weights(kind, values):
    """Returns the section of some weights: none if all are zero, one number if all are equal."""
    if not values or not any(values):
        return []
    if min(values) == max(values):
        values = values[:1]
    return [(kind, 4, numbers(values, 4))]


def container(nodes, arcs, target_width, offset_width, optional, sections):
    """Returns header, section table and sections, each at the next multiple of 64 bytes."""
    table, body = b"", bytearray()
    start = 64 + 32 * len(sections)
    for kind, element, data in sections:
        body += bytes(-(start + len(body)) % ALIGNMENT)
        table += struct.pack("<IIQQII", kind, element, start + len(body), len(data), crc32c(data), 0)
        body += data

    def header(content_hash, checksum):
        return struct.pack("<8sIHHIIBBHIQQQ8s", b"\x89CSR\r\n\x1a\n", 0x01020304, 1, len(sections), nodes, arcs,
                           target_width, offset_width, 0, checksum, 0, optional, start + len(body), content_hash)

    content_hash = hashlib.sha256(header(bytes(8), 0) + table + body).digest()[:8]
    return header(content_hash, crc32c(header(content_hash, 0) + table)) + table + bytes(body)


def castagnoli(byte):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    return byte


CASTAGNOLI = [castagnoli(byte) for byte in range(256)]


def crc32c(data):
    """Returns the CRC-32C of data (RFC 3720, B.4)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CASTAGNOLI[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def streets(nodes, seed=1):
    """Returns a graph like a town: a jagged lattice of one-way and two-way streets, with lengths."""
    import random

    import networkx

    chance, side = random.Random(seed), math.isqrt(nodes)
    town = networkx.DiGraph()
    for i in range(nodes):
        town.add_node(f"corner {i}", pos=(i % side + chance.random() / 2, i // side + chance.random() / 2), toll=chance.choice([0, 0, 0, 2.5]))
    corners = list(town)
    for i, corner in enumerate(corners):
        for j in (i + 1 if (i + 1) % side else nodes, i + side):
            if j < nodes and chance.random() < 0.95:
                length = 100 * math.dist(town.nodes[corner]["pos"], town.nodes[corners[j]]["pos"])
                town.add_edge(corner, corners[j], length=length)
                if chance.random() < 0.9:
                    town.add_edge(corners[j], corner, length=length)
    return town


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    town = streets(int(sys.argv[2]) if len(sys.argv) == 3 else 8000)
    write(town, sys.argv[1], weight="length", node_weight="toll", pos="pos", scale=10, title="a town", unit="dm")
    print(f"wrote {sys.argv[1]}: {len(town)} nodes, {town.number_of_edges()} arcs")
