#!/usr/bin/env python3
"""Writes a NetworkX graph as a .csr file, which Cairn can map into memory.

    import export
    nodes = export.write(graph, "city.csr", weight="length", scale=10, pos="pos")

Cairn's nodes are numbers: node i is nodes[i], in the order of the graph. Weights are
whole numbers of 32 bits, so lengths in metres times a scale of 10 become decimetres.
The documentation of package csr draws the format; this file needs only Python's
standard library.

As a program it makes and exports a street-like graph: export.py city.csr [nodes]
"""

import contextlib
import fractions
import hashlib
import math
import os
import stat
import struct
import sys
import tempfile

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

BLOCKED = 2**32 - 1  # the weight of a node or edge that no path may use
ALIGNMENT = 64


def write(graph, name, weight="weight", default=1, node_weight=None, pos=None, scale=1, lonlat=False, title="", unit=""):
    """Writes graph to the file name and returns its nodes, in the order of their numbers.

    weight and node_weight name attributes of edges and nodes; pos names an attribute of
    nodes that is a pair (x, y). None leaves a kind out. Edges without a weight get the
    default, and an edge whose weight is None is hidden, both as in NetworkX. Self-loops
    are dropped, and of parallel edges the cheapest counts. With a scale other than 1,
    weights are rounded to whole units. A ValueError names the edge or node whose weight
    or position cannot be written.
    """
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    edges = [((u, v), 0 if weight is None else attributes.get(weight, default)) for u, v, attributes in graph.edges(data=True)]
    edges = [(edge, cost) for edge, cost in edges if cost is not None]
    tolls = [] if node_weight is None else [(v, graph.nodes[v].get(node_weight, 0)) for v in nodes]
    if scale == 1:
        refuse_fractions(edges + tolls)
    rows = [{} for _ in nodes]
    for (u, v), cost in edges:
        units = whole(cost, scale, (u, v))
        for a, b in [(number[u], number[v])] + ([] if graph.is_directed() else [(number[v], number[u])]):
            if a != b:
                rows[a][b] = min(units, rows[a].get(b, BLOCKED))
    node_weights = [whole(toll, scale, v) for v, toll in tolls] or None
    points = None if pos is None else [place(graph.nodes[v].get(pos), lonlat, v) for v in nodes]
    replace(name, encode(rows, node_weights, points, lonlat, {6: title, 7: unit}))
    return nodes


def exact(weight, where):
    """Returns a weight as an exact number; infinity is allowed and NaN is not."""
    if isinstance(weight, (str, bytes)):
        raise ValueError(f"weight {weight!r} of {where!r} is text, not a number")
    try:
        value = float(weight)
        if not math.isinf(value):
            return fractions.Fraction(weight if isinstance(weight, int) else value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"weight {weight!r} of {where!r} is not a number") from None
    if value < 0:
        raise ValueError(f"weight {weight!r} of {where!r} is negative")
    return value


def whole(weight, scale, where):
    """Returns a weight in units of 1/scale; infinity closes the edge or node."""
    value = exact(weight, where)
    if value == math.inf:
        return BLOCKED
    units = round(value * fractions.Fraction(scale))
    if not 0 <= units < BLOCKED:
        raise ValueError(f"weight {weight!r} of {where!r}: {units} is not a number of 32 bits that is not negative")
    return units


def refuse_fractions(weights):
    """Raises a ValueError for the first weight that is not a whole number, with a scale that suits all.

    Rounded, 0.4 and 0.4 would be cheaper than 0.6. Rounding errors of floats are ignored."""
    weights = [(where, exact(weight, where)) for where, weight in weights]
    for where, value in weights:
        if value != math.inf and not near_whole(value):
            advice = proposal([value for _, value in weights if value != math.inf])
            raise ValueError(f"weight {float(value)} of {where!r} is not a whole number: {advice}")


def near_whole(value):
    return abs(value - round(value)) < 1e-6


def proposal(values):
    """Proposes the smallest power of ten that makes all values whole, or else the largest that leaves room for paths of a thousand steps."""
    fits = [scale for scale in (10**digits for digits in range(1, 7)) if max(values) * scale * 1000 < BLOCKED]
    if not fits:
        return "round it, since the largest weight leaves no room for a scale"
    exactly = [scale for scale in fits if all(near_whole(value * scale) for value in values)]
    return f"choose a scale, such as scale={(exactly or fits[-1:])[0]}"


def place(position, lonlat, where):
    """Returns the position of a node as two valid numbers."""
    try:
        x, y = map(float, position)
    except (TypeError, ValueError):
        raise ValueError(f"position {position!r} of {where!r} is not a pair of numbers") from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"position {position!r} of {where!r} is not finite")
    if lonlat and not (-180 <= x <= 180 and -90 <= y <= 90):
        raise ValueError(f"position {position!r} of {where!r} is not longitude and latitude")
    return x, y


def replace(name, content):
    """Replaces the content of a file atomically, as csr.ReplaceFile does. A process that has mapped the old file keeps it.

    Links stay links, and modes stay. Pipes and character devices are written to."""
    try:
        old = os.stat(name)
    except FileNotFoundError:
        old = None
    if old and stat.S_ISBLK(old.st_mode):
        raise OSError(f"{name} is a disk")
    if old and not stat.S_ISREG(old.st_mode):
        with open(name, "wb") as file:
            file.write(content)
        return
    name = os.path.realpath(name)
    if old and not os.access(name, os.W_OK):
        raise PermissionError(f"{name} cannot be replaced")
    folder, base = os.path.split(name)
    with locked(folder):
        rename_into(os.path.join(folder, f".{base}.tmp"), name, old, content)


def rename_into(temporary, name, old, content):
    """Writes the temporary file and renames it. An existing one was left by a process that was killed."""
    if os.path.lexists(temporary):
        os.unlink(temporary)
    mode = stat.S_IMODE(old.st_mode) & 0o777 if old else 0o666
    try:
        with open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(content)
            if old:
                keep_owner_and_mode(file, old, mode)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, name)
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise


def keep_owner_and_mode(file, old, mode):
    """Gives the file the old owner, where the system allows it, and a mode."""
    if hasattr(os, "fchown"):
        with contextlib.suppress(PermissionError):
            os.fchown(file.fileno(), old.st_uid, old.st_gid)
    os.chmod(file.name, mode)


@contextlib.contextmanager
def locked(folder):
    """Keeps other writers out of a folder, where the system has locks."""
    if fcntl is None:
        yield
        return
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        os.fsync(lock)  # makes the rename itself durable
    finally:
        os.close(lock)


def encode(rows, node_weights, points, lonlat, texts):
    """Returns the bytes of a file. rows has a dictionary for each node, from the ends of its arcs to their weights."""
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
    """Returns the section of weights: none if all are zero, one number if all are equal."""
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
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__)
        sys.exit()
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    town = streets(int(sys.argv[2]) if len(sys.argv) == 3 else 8000)
    write(town, sys.argv[1], weight="length", node_weight="toll", pos="pos", scale=10, title="a town", unit="dm")
    print(f"wrote {sys.argv[1]}: {len(town)} nodes, {town.number_of_edges()} arcs")
