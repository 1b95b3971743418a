package flatfile

import (
	"errors"
	"fmt"
)

// The faults of a file: a FormatError wraps one of them.
var (
	// ErrMagic: the bytes are not a file of the kind that is read.
	ErrMagic = errors.New("not a cairn file of this kind")
	// ErrByteOrder: the file was written with its bytes in the other order.
	ErrByteOrder = errors.New("file is not little-endian")
	// ErrVersion: the file is of a version that is not read.
	ErrVersion = errors.New("unsupported file version")
	// ErrFeature: the file requires a feature that the reader does not have.
	ErrFeature = errors.New("unsupported required feature")
	// ErrMisaligned: a section does not lie where its elements need it.
	ErrMisaligned = errors.New("misaligned section")
	// ErrLength: the file is cut short, has bytes to spare, or a part of it has
	// another size than the counts say.
	ErrLength = errors.New("wrong length")
	// ErrStructure: the numbers do not make what the file should hold.
	ErrStructure = errors.New("malformed data")
	// ErrChecksum: the bytes are not those that were written.
	ErrChecksum = errors.New("checksum mismatch")
)

// FormatError reports bytes that are not a sound file.
type FormatError struct {
	Package string // that was reading
	Offset  int64  // of the first byte of what is wrong, from the start of the file
	Detail  string // what was found there
	Err     error  // which kind of fault it is
}

// Error says what is wrong and where.
func (e *FormatError) Error() string {
	return fmt.Sprintf("%s: %v at byte %d: %s", e.Package, e.Err, e.Offset, e.Detail)
}

// Unwrap returns the sentinel.
func (e *FormatError) Unwrap() error { return e.Err }

// fault returns an error about the byte at the given offset.
func (f *Format) fault(at int64, err error, format string, args ...any) error {
	return &FormatError{Package: f.Package, Offset: at, Detail: fmt.Sprintf(format, args...), Err: err}
}

// quoted names a section in messages.
func (f *Format) quoted(k Kind) string {
	if f.knows(k) {
		return fmt.Sprintf("section %q", f.Sections[k-1])
	}
	return fmt.Sprintf("section of kind %d", k)
}

// knows tells whether the format names a kind of section.
func (f *Format) knows(k Kind) bool { return k >= 1 && int64(k) <= int64(len(f.Sections)) }
