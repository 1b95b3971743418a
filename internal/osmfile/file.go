package osmfile

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// File is a file of OpenStreetMap data, in either format. It is not safe for concurrent
// use.
type File struct {
	r      io.ReaderAt
	size   int64
	unpack func(io.Reader) (io.Reader, error) // undoes the compression of the file; nil if there is none
	pbf    bool

	blobs    []blob // of PBF, as far as they are known
	complete bool   // all are

	seen map[Kinds]int64 // where in XML the last object of each kind ends; nil before all was read
}

// Open looks at the beginning of a file to find out what it is.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size}
	begin, err := f.beginning()
	if err == nil && f.unpack != nil {
		begin, err = f.unpacked()
	}
	if err == nil {
		err = f.detect(begin)
	}
	if err != nil {
		return nil, &Error{Block: -1, Err: err}
	}
	return f, nil
}

// enough is how many bytes tell one kind of file from another.
const enough = 64

// beginning returns the first bytes of the file, and notes how it is compressed.
func (f *File) beginning() ([]byte, error) {
	begin := make([]byte, enough)
	n, err := f.r.ReadAt(begin[:min(enough, max(f.size, 0))], 0)
	begin = begin[:n]
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case bytes.HasPrefix(begin, []byte{0x1f, 0x8b}):
		f.unpack = func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }
	case bytes.HasPrefix(begin, []byte("BZh")):
		f.unpack = func(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }
	}
	for _, c := range packers {
		if bytes.HasPrefix(begin, []byte(c.magic)) {
			return nil, fmt.Errorf("%w: %s", ErrCompression, c.name)
		}
	}
	return begin, nil
}

// packers are the formats of compressed files that are not supported, by how they begin.
var packers = []struct{ magic, name string }{
	{"\xfd7zXZ\x00", "xz"}, {"\x28\xb5\x2f\xfd", "zstd"}, {"\x04\x22\x4d\x18", "lz4"}, {"PK\x03\x04", "zip"}, {"7z\xbc\xaf", "7z"},
	{"\x5d\x00\x00", "lzma"},
}

// unpacked returns the first bytes without the compression of the file.
func (f *File) unpacked() ([]byte, error) {
	text, err := f.text(new(atomic.Int64))
	if err != nil {
		return nil, err
	}
	begin := make([]byte, enough)
	n, err := io.ReadFull(text, begin)
	if errors.Is(err, io.ErrUnexpectedEOF) && n > 0 || err == io.EOF {
		err = nil
	}
	return begin[:n], err
}

// text returns a reader of the whole file, without its compression. It counts what it
// reads of the file.
func (f *File) text(read *atomic.Int64) (io.Reader, error) {
	section := &counted{io.NewSectionReader(f.r, 0, f.size), read}
	if f.unpack == nil {
		return section, nil
	}
	return f.unpack(bufio.NewReaderSize(section, 1<<16))
}

// counted counts what is read.
type counted struct {
	io.Reader
	read *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read.Add(int64(n))
	return n, err
}

// byteOrderMark begins some texts in UTF-8.
var byteOrderMark = []byte("\ufeff")

// detect tells the two formats apart.
func (f *File) detect(begin []byte) error {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(begin, byteOrderMark), " \t\r\n")
	switch {
	case len(begin) == 0:
		return syntax("the file is empty")
	case bytes.HasPrefix(trimmed, []byte("<")):
		return nil
	case bytes.HasPrefix(begin, []byte{0xff, 0xfe}) || bytes.HasPrefix(begin, []byte{0xfe, 0xff}):
		return syntax("the text is UTF-16, where only UTF-8 is read")
	case bytes.Contains(begin, []byte("OSMHeader")):
		f.pbf = true
		return nil
	case bytes.HasPrefix(begin, []byte{0xff, 0xe0}):
		return syntax("this is .o5m, where .osm.pbf and .osm are read")
	}
	return syntax("it begins with %.20q", begin)
}

// Scan hands all objects of some kinds to visitors, each of which gets a part of the file
// from begin. In PBF, parts are read by all processors at the same time, and every visitor
// by one of them. done, if it is not nil, is told how much of the file has been read, in
// bytes.
//
// The error is an *Error, also around one of a visitor, or that of the context. The one that
// is first in the file is returned.
func (f *File) Scan(ctx context.Context, want Kinds, begin func() Visitor, done func(bytes int64)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if done == nil {
		done = func(int64) {}
	}
	if f.pbf {
		return f.scanBlobs(ctx, want, begin, done)
	}
	return f.scanText(ctx, want, begin, done)
}
