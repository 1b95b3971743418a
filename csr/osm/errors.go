package osm

import (
	"errors"
	"fmt"

	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/streetnet"
)

// Reasons that errors of this package wrap, beside those of compress/zlib, compress/gzip,
// compress/bzip2 and of the io.ReaderAt; test for them with errors.Is.
var (
	// ErrSyntax: the file is neither .osm.pbf nor .osm, or is damaged.
	ErrSyntax = osmfile.ErrSyntax
	// ErrCompression: the file, or a block of it, is compressed by xz, zstd, lz4 or in
	// another way that the standard library cannot undo. The message names it.
	ErrCompression = osmfile.ErrCompression
	// ErrFeature: the file requires a feature that this package does not have, such as
	// HistoricalInformation. The message names it.
	ErrFeature = osmfile.ErrFeature
	// ErrLimit: a block or an object is larger than the format allows, or the map than
	// Options.MaxNodes.
	ErrLimit = osmfile.ErrLimit
	// ErrLength: a street is too long for 32 bits in the chosen unit, or its speed is 0.
	ErrLength = streetnet.ErrLength
	// ErrNoStreet: the file has no street, or none that is open.
	ErrNoStreet = errors.New("no street")
	// ErrOption: an option is out of range.
	ErrOption = errors.New("bad option")
)

// Error reports a part of the file that could not be read.
type Error struct {
	Offset int64  // the byte at which the block or the element begins, counted without the compression of the file as a whole
	Block  int    // the number of the block from 0; -1 in XML
	Object string // the object at hand, such as "way 123"; "" if there is none
	Err    error  // the reason
}

// Error names the place and the reason.
func (e *Error) Error() string {
	where := fmt.Sprintf("byte %d", e.Offset)
	if e.Block >= 0 {
		where = fmt.Sprintf("block %d at byte %d", e.Block, e.Offset)
	}
	if e.Object != "" {
		where = e.Object + ", " + where
	}
	return fmt.Sprintf("osm: %s: %v", where, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// public makes an *Error of the file's.
func public(err error) error {
	e, ok := err.(*osmfile.Error)
	if !ok {
		return err
	}
	p := &Error{Offset: e.Offset, Block: e.Block, Err: e.Err}
	if e.Kind != 0 {
		p.Object = fmt.Sprintf("%v %d", e.Kind, e.ID)
	}
	return p
}
