// Package osmfile goes through files of OpenStreetMap data, .osm.pbf and .osm XML, object by
// object:
//
//	f, err := osmfile.Open(file, size)
//	err = f.Scan(ctx, osmfile.Ways, func() osmfile.Visitor { return &part{} }, nil)
//
// A file is read as often as somebody scans it, and only as far as the kinds of objects that
// are wanted need. Open tells formats, and compression of the file by gzip and bzip2, by the
// first bytes.
//
// PBF (https://wiki.openstreetmap.org/wiki/PBF_Format) is a sequence of blocks, each with
// texts and objects in the encoding of Protocol Buffers, of which [fields] reads what is
// needed. Blocks are unpacked and decoded by all processors, and end in the order of the
// file. XML is read by one processor; [xmlText] takes tags off the text, several times as
// fast as encoding/xml.
//
// Memory: a processor holds one block, which has at most 32 MiB when it is unpacked, the
// places of its texts and one object. No memory is taken for what a file only claims.
package osmfile
