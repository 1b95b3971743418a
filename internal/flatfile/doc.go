// Package flatfile is what the module's files have in common: one flat byte
// string with a header, a table and aligned sections, which is used in place.
//
// # The container
//
// All numbers are little-endian. A file is a header of 64 bytes, a table with
// an entry of 32 bytes for each section, and the sections, in the order of the
// table, each at the next multiple of 64 bytes. Bytes between are zero, and the
// file ends where its last section does. So a file has one form: there is no
// byte that could be another, and none that nothing looks at.
//
//	 0  8  magic               which tells the kinds of file apart
//	 8  4  byte order mark     0x01020304, so bytes 04 03 02 01
//	12  2  version
//	14  2  number of sections  s
//	16  8  two counts          4 bytes each; of what, each kind of file says
//	24  2  two widths          a byte each, likewise
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
// A [Format] says what sets one kind of file apart. Its Encode makes a file of a
// [Header] and sections, which [Numbers] makes of slices. Its Open checks the
// container and returns a [File], of which [View] gives the sections as slices;
// what the numbers in them must be is for the package whose file it is to check,
// with errors made by Fault, which knows where in the file an element lies.
// Open and View cost next to nothing, whatever the size; Verify reads every byte
// for checksums and hash.
//
// Every error about the contents of a file is a [*FormatError], which starts
// with the name of the package that reads, and wraps one of the sentinels here
// or, for what only that package knows of, one of its own.
//
// Package flatfiletest holds a decoder to all of this.
package flatfile
