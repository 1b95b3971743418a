package geojson

import (
	"errors"
	"fmt"
)

// Reasons that an Error wraps, beside those of encoding/json and of the
// io.Reader; test for them with errors.Is.
var (
	// ErrSyntax: the text is not GeoJSON of features.
	ErrSyntax = errors.New("not GeoJSON")
	// ErrPosition: a position is not a longitude and a latitude.
	ErrPosition = errors.New("not a position")
	// ErrLength: a street is too long for 32 bits in the chosen unit.
	ErrLength = errors.New("length does not fit in 32 bits")
	// ErrLimit: a feature or the map is larger than Options allow.
	ErrLimit = errors.New("over the limit")
)

// Error reports what could not be read.
type Error struct {
	Feature int    // which one, counted from 0 in the order of the text; -1 outside of features
	ID      string // its id, if it has one that was read
	Offset  int64  // bytes of text that were taken in when it was found
	Err     error
}

// Error names the feature and the reason.
func (e *Error) Error() string {
	where := ""
	if e.Feature >= 0 {
		where = fmt.Sprintf("feature %d", e.Feature)
		if e.ID != "" {
			where += " (" + e.ID + ")"
		}
		where += ", "
	}
	return fmt.Sprintf("geojson: %sbefore byte %d: %v", where, e.Offset, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
