// Package csr holds maps: directed graphs with weights, in a file format that needs no
// decoding. Use it to read, make, cut and write maps, and to give each user weights of
// their own on a map that all share.
//
//	g, err := csr.ReadFile("city.csr")             // shared by all goroutines
//	places, err := csr.NewLocator(g)
//	v, metres, err := places.Nearest(11.967, 57.707)
//
//	overlay := csr.NewOverlay(g)                   // one user's weights
//	err = overlay.SetNode(v, csr.Blocked)
//
//	b := csr.NewBuilder(3)                         // a new graph of 3 nodes
//	b.AddEdge(0, 1, 850)                           // an arc each way
//	g, err = b.Build()
//	err = csr.WriteFile("small.csr", g)
//
// Package dijkstra finds the shortest paths. Packages csr/osm, csr/geojson, csr/dimacs and
// csr/gridmap read maps in other formats; csr/profile decides who may use a street.
//
// # What there is
//
//	to                                      use
//	open a graph                            ReadFile, Open (a mapping), FromBytes (an embed, a network buffer)
//	make a graph                            Builder
//	say which street an arc is a part of    Builder.AddStreetArc, CSRGraph.Street
//	find the nodes near a point             Locator
//	find the places on streets near it      StreetLocator
//	find the point of a place on a street   CSRGraph.PointAt
//	cut a map to a part                     Subgraph, LargestComponent
//	frame a map                             Bounds
//	change weights for one user             Overlay
//	close or raise a part of a map          NewPolygon, NewCircle, Overlay.SetArcs, Overlay.ScaleArcs
//	change weights for everyone             CSRGraph.Under
//	save an overlay                         Overlay.MarshalBinary, Overlay.UnmarshalBinary, or encoding/json
//	take an overlay to another map          Overlay.MoveTo, Locator.Counterparts
//
// A [CSRGraph] is a view of bytes. FromBytes checks them once, and the graph is ready:
// nothing is parsed, nothing is allocated, and the garbage collector has nothing to look
// at.
//
// # Weights
//
// A path costs the weights of its arcs plus the weight of every node it enters;
// the node it starts from is not counted. Both kinds of weight are 4-byte
// unsigned numbers, 0 is legal, and either kind may be absent, which means 0. A
// weight of [Blocked] closes an arc or a node. A path may start at a closed node: who
// stands there can leave. On a grid where each square has a cost, node weights are
// enough, 4 bytes a node: one of 8,100 nodes and 32,040 arcs takes 113 kB, with 16-bit
// node numbers.
//
// # Places on streets
//
// A [Position] is a node, or a place part of the way along a street: who stands beside one
// need not begin at its corner.
//
//	streets, err := csr.StreetLocatorOf(g, csr.LargestComponent(g))
//	place, err := streets.Nearest(11.967, 57.707)
//	x, y := place.X, place.Y                       // on the street
//
// A street is two neighbours with the arc between them, or with both; it lies on the straight
// line between its ends, of longitudes and latitudes on the great circle. The PositionSolver
// of package dijkstra finds paths between positions.
//
// # Lifetime and concurrency
//
// A CSRGraph is immutable and safe for concurrent use; a Builder, and an Overlay that
// is being changed, are not. The bytes given to FromBytes must not change while the
// graph is in use. A mapping made by Open lasts as long as its graph is reachable, so a
// graph can be closed while queries run on it.
//
// # The file
//
// All numbers are little-endian. The file is a header, a section table, and the
// sections, in the order of the table, each at the next multiple of 64 bytes;
// bytes between are zero, and the file ends where the last section does.
//
//	 0  8  magic               89 43 53 52 0d 0a 1a 0a ("\x89CSR\r\n\x1a\n")
//	 8  4  byte order mark     0x01020304, so bytes 04 03 02 01
//	12  2  version             1
//	14  2  number of sections  s
//	16  4  number of nodes     n
//	20  4  number of arcs      m
//	24  1  bytes a target      2 if n <= 65,536, else 4
//	25  1  bytes an offset     2 if m < 65,536, else 4
//	26  2  zero
//	28  4  header checksum     CRC-32C of header and table, with this field zero
//	32  8  required features   one bit each; a reader refuses those it does not know
//	40  8  optional features   a reader ignores those it does not know
//	48  8  length              of the file in bytes
//	56  8  content hash        first 8 bytes of the SHA-256 of the file, with this
//	                           field and the header checksum zero
//	64 32s section table       entries of 32 bytes:
//	           0  4  kind
//	           4  4  bytes an element
//	           8  8  offset of the data in the file, a multiple of 64
//	          16  8  bytes of data
//	          24  4  CRC-32C of the data
//	          28  4  zero
//
// Version 1 has these sections, each at most once; all but offsets (and targets,
// if there are arcs) are optional. A reader ignores kinds that it does not know.
// A writer of a section that must not be ignored sets a required feature bit.
//
//	kind  data          elements
//	   1  offsets       n+1 offsets: the arcs of node v are those numbered from
//	                    offsets[v] up to offsets[v+1]; the first is 0, the last m
//	   2  targets       m node numbers: where each arc leads; strictly ascending
//	                    within a node, and never the node itself
//	   3  node weights  n numbers of 4 bytes, or one that stands for all
//	   4  arc weights   m numbers of 4 bytes, or one that stands for all
//	   5  points        n pairs x, y of 8-byte IEEE 754 numbers, none beyond ±10¹⁰⁰, or
//	                    ±180 and ±90 if they are longitude and latitude
//	   6  name          UTF-8, as are the next two; at most 65,536 bytes
//	   7  unit          of one unit of weight
//	   8  attribution   whom the data's licence asks to name
//	   9  arc streets   m numbers: the street of each arc, counted from 1; 0 is none
//	  10  street texts  s pairs of numbers: the name and the class of each street, as
//	                    texts counted from 1; 0 is the empty text
//	  11  street ways   s numbers, of 4 bytes, or of 8 in two's complement
//	  12  street flags  s numbers of 2 bytes
//	  13  text ends     t numbers: where each text ends in section 14, and the next begins
//	  14  texts         UTF-8, each of at most 65,536 bytes
//
// A map without section 9 has no streets. Sections 11 and 12 are left out if all their
// numbers are 0. A number in section 9 takes 2 bytes if s < 65,536, one in 10 if
// t < 65,536, one in 13 if 14 has fewer than 65,536 bytes; otherwise each takes 4.
//
// No required feature is defined yet. Optional feature bit 0 says that points
// are longitude and latitude in degrees; without it they are plane units.
//
// # What is checked
//
// FromBytes checks header, table, padding, offsets, targets, points and texts. After that the
// bytes are a graph: no query panics or reads outside them, and every query, and every
// index made of it, answers rightly for the graph that they describe. A file that
// claims more than it holds is refused before memory is taken for it. FromBytes does
// not show that the file is the one that was written.
//
// [CSRGraph.Verify] also checks the sections' checksums and the content hash, and so
// finds every accidental change. It does not find a deliberate one, which can make
// checksums and hash right again.
//
// [CSRGraph.Hash] is what the file states of itself. If Verify finds nothing, and the
// hash is equal to one that came by a trusted way, the file is the one expected. Making
// another file with a given hash takes some 2⁶⁴ attempts; making two files with one
// hash takes 2³². A SHA-256 of the whole file is stronger.
//
// An index file names its graph by that hash, and whoever makes one can write any hash.
// An index from a file promises the same as a graph, except that its answers are those
// of the costs in the file. Its method Prove works these out again from the
// graph, in milliseconds, so it also finds a forgery.
package csr
