package flatfile

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// ErrNotRegular: the name stands for a folder, a pipe, a socket or a device.
var ErrNotRegular = errors.New("not a regular file")

// ReadFile reads the named file into memory, aligned so that its sections are
// viewed in place. It fails as os.Open and Open do, and wraps ErrNotRegular for what is
// not a regular file, at once. The length that the header states is compared with the
// file's before memory is taken for it.
func (f *Format) ReadFile(name string) ([]byte, error) {
	file, size, err := openRegular(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if err := f.checkSize(file, size); err != nil {
		return nil, err
	}
	b := unsafecast.Aligned(size)
	if _, err := io.ReadFull(io.NewSectionReader(file, 0, int64(size)), b); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// checkSize holds the size of a file to what its header states.
func (f *Format) checkSize(file io.ReaderAt, size int) error {
	head := make([]byte, min(size, headerSize))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	if err := f.checkStart(head); err != nil {
		return err
	}
	return f.checkLength(head, uint64(size))
}

// openRegular opens a regular file that fits in memory, and returns its size. Opening
// does not wait, as it would for who writes to a pipe.
func openRegular(name string) (f *os.File, size int, err error) {
	f, err = os.OpenFile(name, os.O_RDONLY|nonBlock, 0)
	if err != nil {
		return nil, 0, err
	}
	if size, err = regularSize(f); err != nil {
		f.Close()
		return nil, 0, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return f, size, nil
}

// regularSize returns the size of a regular file that fits in memory.
func regularSize(f *os.File) (int, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, ErrNotRegular
	case info.Size() > math.MaxInt-alignment:
		return 0, fmt.Errorf("%d bytes are more than this machine can address", info.Size())
	}
	return int(info.Size()), nil
}
