package flatfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// ErrNotRegular: the name is that of a folder, a pipe, a socket or a device.
var ErrNotRegular = errors.New("not a regular file")

// ReadFile reads the named file into memory, aligned so that its sections are
// viewed in place. It fails as os.Open does, on anything but a regular file, and as
// Open does on the header, which it checks before it takes memory for the rest.
func (f *Format) ReadFile(name string) ([]byte, error) {
	file, size, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head, err := f.readHead(file, size)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	b := unsafecast.Aligned(size)
	if _, err := io.ReadFull(file, b[copy(b, head):]); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// readHead returns header and section table of a file of so many bytes, if they
// are sound.
func (f *Format) readHead(r io.Reader, size int) ([]byte, error) {
	header := make([]byte, min(size, headerSize))
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, err
	}
	if err := f.checkStart(header); err != nil {
		return nil, err
	}
	table := make([]byte, max(0, min(size, tableEnd(header))-headerSize))
	if _, err := io.ReadFull(r, table); err != nil {
		return nil, err
	}
	head := append(header, table...)
	return head, f.checkHeader(head, size)
}

// openFile opens a regular file and returns its size, which fits in memory. It checks
// before opening, since opening some devices has an effect, and again afterwards, since
// the name may stand for another file by then. A pipe that nobody writes to must not
// block it.
func openFile(name string) (f *os.File, size int, err error) {
	info, err := os.Stat(name)
	if err == nil {
		err = regular(name, info)
	}
	if err != nil {
		return nil, 0, err
	}
	f, err = os.OpenFile(name, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, 0, err
	}
	if size, err = fileSize(f); err != nil {
		_ = f.Close()
	}
	return f, size, err
}

// regular returns an error for what is not a regular file.
func regular(name string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return fmt.Errorf("%s: %w", name, ErrNotRegular)
}

// fileSize returns the size of a regular file that fits in memory.
func fileSize(f *os.File) (int, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if err := regular(f.Name(), info); err != nil {
		return 0, err
	}
	if info.Size() > math.MaxInt-alignment {
		return 0, fmt.Errorf("%s: %d bytes are more than this machine can address", f.Name(), info.Size())
	}
	return int(info.Size()), nil
}
