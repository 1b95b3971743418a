// Package flatfile is the container of the module's files: one flat byte string with a
// header, a table and aligned sections, which is used in place.
//
//	b, err := format.Encode(header, []flatfile.Section{flatfile.Numbers(kindOrder, order)})
//
//	f, err := format.Open(b)
//	order := flatfile.View[uint32](f, kindOrder, n)     // no copy
//	err = f.Err()
//
// # The container
//
// All numbers are little-endian. A file is a header of 64 bytes, a table with
// an entry of 32 bytes for each section, and the sections, in the order of the
// table, each at the next multiple of 64 bytes. Bytes between are zero, and the
// file ends where its last section does. So equal contents have one form, and every
// byte is checked.
//
//	 0  8  magic               which tells the kinds of file apart
//	 8  4  byte order mark     0x01020304, so bytes 04 03 02 01
//	12  2  version
//	14  2  number of sections  s
//	16  8  two counts          4 bytes each; each kind of file says of what
//	24  2  two widths          a byte each; likewise
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
// A kind of section occurs at most once. A reader ignores kinds it does not
// know, and a writer that cannot have that sets a required feature.
//
// # A new kind of file
//
// A [Format] describes one kind of file. Its Encode makes a file of a [Header] and
// sections, which [Numbers] makes of slices. Its Open checks the container and returns a
// [File], and [View] returns a section of that as a slice. The package whose file it is
// checks the numbers in it, and makes errors by Fault, which knows where in the file an
// element lies. Open costs less than a microsecond and View some ns, whatever the size;
// Verify reads every byte for checksums and hash.
//
// Every error about the contents of a file is a [*FormatError]. Its message starts with
// the name of the package that reads. It wraps one of the sentinels here, or one of that
// package's own.
//
// Package flatfiletest tests that a decoder keeps all of this.
package flatfile
