package osmfile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// inflater undoes the compression of blobs, one after the other. It keeps its memory for
// the next one.
type inflater struct {
	in  bytes.Reader
	out []byte
	z   io.ReadCloser
}

// inflate returns what is compressed, which is so many bytes. Memory grows with what there
// is, not with what is claimed.
func (d *inflater) inflate(compressed []byte, size int) ([]byte, error) {
	if err := d.reset(compressed); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	d.out = d.out[:0]
	for {
		if len(d.out) == cap(d.out) {
			d.grow(len(compressed), size)
		}
		n, err := d.z.Read(d.out[len(d.out):cap(d.out)])
		d.out = d.out[:len(d.out)+n]
		switch {
		case err == io.EOF && len(d.out) == size:
			return d.out, nil
		case err == io.EOF || len(d.out) > size:
			return nil, syntax("a block of %d bytes that claims %d", len(d.out), size)
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
		}
	}
}

// reset begins with other bytes.
func (d *inflater) reset(compressed []byte) (err error) {
	d.in.Reset(compressed)
	if d.z == nil {
		d.z, err = zlib.NewReader(&d.in)
		return err
	}
	return d.z.(zlib.Resetter).Reset(&d.in, nil)
}

// grow makes room for more bytes: at first four times as many as are compressed, then twice
// as many as there are, and never more than one above the size.
func (d *inflater) grow(compressed, size int) {
	room := min(max(4*compressed, 2*len(d.out), 1<<12), size+1)
	room = max(room, len(d.out)+1)
	d.out = append(make([]byte, 0, room), d.out...)
}
