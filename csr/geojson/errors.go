package geojson

import (
	"errors"
	"fmt"

	"github.com/veltrix/cairn/internal/streetnet"
)

// Reasons that errors of this package wrap, beside those of encoding/json, of
// compress/gzip and of the io.Reader; test for them with errors.Is.
var (
	// ErrSyntax: the text is not GeoJSON.
	ErrSyntax = errors.New("not GeoJSON")
	// ErrPosition: a position is not a longitude and a latitude, or not numbers.
	ErrPosition = errors.New("not a position")
	// ErrProjected: the coordinates are of a plane, and Options.Plane is not set. The
	// error wraps ErrPosition too.
	ErrProjected = fmt.Errorf("%w: projected coordinates", ErrPosition)
	// ErrLength: a street is too long for 32 bits in the chosen unit, or its speed is 0.
	ErrLength = streetnet.ErrLength
	// ErrLimit: a feature or the map is larger than Options allow.
	ErrLimit = errors.New("over the limit")
	// ErrNoStreet: the text has no street, or none that is open.
	ErrNoStreet = errors.New("no street")
	// ErrOption: an option is out of range.
	ErrOption = errors.New("bad option")
)

// Error reports a feature or a part of the text that could not be read.
type Error struct {
	Feature  int    // which one, counted from 0 in the order of the text; -1 outside of features
	ID       string // its id, if it has one that was read
	Position int    // of the feature's geometry, counted from 0 in the order of the text; -1 if it is none of them
	Offset   int64  // bytes of text, uncompressed, that were taken in when it was found
	Err      error
}

// Error names the feature, the position and the reason.
func (e *Error) Error() string {
	where := ""
	if e.Feature >= 0 {
		where = fmt.Sprintf("feature %d", e.Feature)
		if e.ID != "" {
			where += " (" + e.ID + ")"
		}
		where += ", "
	}
	if e.Position >= 0 {
		where += fmt.Sprintf("position %d, ", e.Position)
	}
	return fmt.Sprintf("geojson: %sbefore byte %d: %v", where, e.Offset, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// positionError is a reason with the position that it is about.
type positionError struct {
	position int
	error
}

func (e *positionError) Unwrap() error { return e.error }
