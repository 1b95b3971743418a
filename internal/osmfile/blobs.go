package osmfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The limits of the format: of the header of a blob, and of the blob before and after
// its compression is undone.
const (
	maxBlobHeader = 64 << 10
	maxBlob       = 32 << 20
)

// blob is a block of the file, compressed or not.
type blob struct {
	offset int64 // of its length
	start  int64 // of its message
	size   int32 // of its message
	header bool  // it has an OSMHeader, not OSMData
	other  bool  // it has neither, and is not read
	kinds  Kinds // what is in it, as far as known
	// presumed says that kinds was concluded from the blobs around.
	presumed bool
}

// lacks tells whether the blob is known to have none of some kinds.
func (b *blob) lacks(want Kinds) bool { return b.other || b.kinds != 0 && b.kinds&want == 0 }

// readBlobHeader reads the length and header of the blob at an offset. The error is io.EOF
// at the end of the file.
func readBlobHeader(r io.ReaderAt, offset int64) (b blob, err error) {
	var length [4]byte
	if n, err := r.ReadAt(length[:], offset); n < len(length) {
		if n > 0 && errors.Is(err, io.EOF) {
			return b, io.ErrUnexpectedEOF
		}
		return b, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxBlobHeader {
		return b, limit("a block's header of %d bytes", n)
	}
	header, err := readAt(nil, r, offset+4, int64(n))
	if err != nil {
		return b, err
	}
	b, err = parseBlobHeader(header)
	b.offset, b.start = offset, offset+4+int64(n)
	return b, err
}

// parseBlobHeader reads the type and the size of a blob.
func parseBlobHeader(header []byte) (b blob, err error) {
	f, kind, size := fields{rest: header}, "", int64(-1)
	for f.next() {
		switch {
		case f.is(1):
			kind = string(f.bytes)
		case f.number == 3 && f.wire == wireVarint:
			size = int64(f.value)
		}
	}
	switch {
	case f.err != nil:
		return b, f.err
	case kind == "" || size < 0:
		return b, syntax("a block without type or size")
	case size > maxBlob+1<<16:
		return b, limit("a block of %d bytes", size)
	}
	b.size, b.header, b.other = int32(size), kind == "OSMHeader", kind != "OSMHeader" && kind != "OSMData"
	return b, nil
}

// readAt reads n bytes, one after the other, into memory that data has, or new memory. It is
// io.ErrUnexpectedEOF if there are fewer. It takes little more memory than there are bytes.
func readAt(data []byte, r io.ReaderAt, offset, n int64) ([]byte, error) {
	data = data[:0]
	for int64(len(data)) < n {
		have := len(data)
		if have == cap(data) {
			data = append(make([]byte, 0, min(n, int64(max(2*have, 1<<20)))), data...)
		}
		data = data[:min(n, int64(cap(data)))]
		if k, err := r.ReadAt(data[have:], offset+int64(have)); k < len(data)-have {
			return nil, unexpected(err)
		}
	}
	return data, nil
}

// unexpected makes io.ErrUnexpectedEOF of the end of the file.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// packed is what a blob holds, as it is or compressed.
type packed struct {
	raw, compressed []byte
	size            int // of what is compressed
}

// parseBlob finds what a blob holds.
func parseBlob(message []byte) (p packed, err error) {
	f, size := fields{rest: message}, int64(-1)
	for f.next() {
		switch {
		case f.number == 2 && f.wire == wireVarint:
			size = int64(f.value)
		case f.is(1):
			p.raw = f.bytes
		case f.is(3):
			p.compressed = f.bytes
		case f.wire == wireBytes && compressions[f.number] != "":
			return p, fmt.Errorf("%w: %s", ErrCompression, compressions[f.number])
		}
	}
	p.size = int(min(max(size, 0), maxBlob))
	switch {
	case f.err != nil:
		return p, f.err
	case len(p.raw) > maxBlob || size > maxBlob:
		return p, limit("a block of %d bytes", max(int64(len(p.raw)), size))
	case p.compressed != nil && size < 0:
		return p, syntax("a compressed block that does not tell its size")
	}
	return p, nil
}

// compressions are the names of those that are not supported, by the number of their field.
var compressions = map[int]string{4: "lzma", 5: "bzip2 of a block", 6: "lz4", 7: "zstd"}

// payload returns the bytes that a blob holds. They are valid until the next call.
func (d *inflater) payload(message []byte) ([]byte, error) {
	p, err := parseBlob(message)
	if err != nil || p.compressed == nil {
		return p.raw, err
	}
	return d.inflate(p.compressed, p.size)
}

// payloadReader returns a reader of the bytes that a blob holds. It is valid until the next
// call.
func (d *inflater) payloadReader(message []byte) (io.Reader, error) {
	p, err := parseBlob(message)
	if err != nil || p.compressed == nil {
		return bytes.NewReader(p.raw), err
	}
	if err := d.reset(p.compressed); err != nil {
		return nil, err
	}
	return io.LimitReader(d.z, maxBlob), nil
}
