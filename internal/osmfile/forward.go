package osmfile

import "io"

// forward reads a stream at offsets that only grow.
type forward struct {
	r      io.Reader
	offset int64
}

// ReadAt reads at an offset that no earlier one is behind.
func (f *forward) ReadAt(p []byte, offset int64) (int, error) {
	skipped, err := io.CopyN(io.Discard, f.r, offset-f.offset)
	f.offset += skipped
	if err != nil {
		return 0, unexpected(err)
	}
	n, err := io.ReadFull(f.r, p)
	f.offset += int64(n)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}
