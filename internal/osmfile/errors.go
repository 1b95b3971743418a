package osmfile

import (
	"errors"
	"fmt"
)

// Reasons that errors of this package wrap, beside those of compress/zlib, compress/gzip,
// compress/bzip2 and of the io.ReaderAt.
var (
	// ErrSyntax: the file is neither .osm.pbf nor .osm, or is damaged.
	ErrSyntax = errors.New("not OpenStreetMap data")
	// ErrCompression: a block is compressed in a way that the standard library cannot
	// undo.
	ErrCompression = errors.New("compression not supported")
	// ErrFeature: the file requires a feature that this reader does not have.
	ErrFeature = errors.New("required feature not supported")
	// ErrLimit: a block or an object is larger than the format allows.
	ErrLimit = errors.New("over the limit")
	// ErrUnsorted: objects are not in the order that Presume did. Nothing is presumed any
	// more; scans before have to be repeated.
	ErrUnsorted = errors.New("objects not sorted by kind")
)

// Error says where in a file an error is.
type Error struct {
	// Offset is the byte at which the block or the element begins, counted without
	// the compression of the file as a whole.
	Offset int64
	// Block is the number of the block from 0, or -1 in XML.
	Block int
	// Kind and ID name the object at hand; Kind is 0 if there is none.
	Kind Kinds
	ID   int64
	// Err is the reason.
	Err error
}

// Error names the place and the reason.
func (e *Error) Error() string {
	where := fmt.Sprintf("byte %d", e.Offset)
	if e.Block >= 0 {
		where = fmt.Sprintf("block %d at %s", e.Block, where)
	}
	if e.Kind != 0 {
		where = fmt.Sprintf("%v %d, %s", e.Kind, e.ID, where)
	}
	return fmt.Sprintf("%s: %v", where, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// syntax returns an ErrSyntax that says more.
func syntax(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrSyntax}, args...)...)
}

// limit returns an ErrLimit that says more.
func limit(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrLimit}, args...)...)
}
