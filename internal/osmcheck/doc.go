// Package osmcheck holds csr/osm against an independent reader of OpenStreetMap's formats,
// github.com/paulmach/osm, on the two extracts that its module brings along: Delaware as
// .osm.pbf and Andorra as .osm.bz2. It is a module of its own, so that users of Cairn never
// see that library.
//
//	cd internal/osmcheck && go test .               # some 70 s on two processors
//	go test -run '^$' -bench . .                    # the time of a map beside that of the other reader's scan
//
// The tests build a network from the other reader's objects with code of their own, for
// walkers, bicycles, cars and everybody, and compare streets, nodes, all arcs with their
// weights, and 2,000 distances an extract, found by a Dijkstra of their own. Only the rules
// of csr/profile are shared. Where Debian's osmium-tool is installed, it makes other forms
// of the extracts: XML, nodes that are not dense, blocks that are not compressed, ways in
// front of nodes, ways with places. All must give the same bytes of a map.
package osmcheck
