package arena

import (
	"errors"
	"fmt"
	"reflect"
)

// Errors of this package; test for them with errors.Is.
var (
	// ErrExhausted: there is not enough memory. It comes as an
	// *ExhaustedError, which has the sizes.
	ErrExhausted = errors.New("arena: out of memory")
	// ErrType: elements of this type may not lie in an arena. It comes as a
	// *TypeError, which gives the reason.
	ErrType = errors.New("arena: not a type for an arena")
	// ErrStale: the arena was given back, or the handle is zero.
	ErrStale = errors.New("arena: was given back")
	// ErrDoubleRelease: the arena was given back before.
	ErrDoubleRelease = errors.New("arena: was given back twice")
	// ErrOverwritten: an arena was written to after Release. Only
	// builds with the tag arenadebug find that.
	ErrOverwritten = errors.New("arena: was written to after it was given back")
	// ErrSize: a size below zero or above MaxSize, or an alignment that is not a
	// power of two up to MaxAlign.
	ErrSize = errors.New("arena: no such size")
	// ErrActive: the pool cannot be closed while arenas are taken.
	ErrActive = errors.New("arena: arenas are still taken")
	// ErrClosed: the pool or the shard was closed.
	ErrClosed = errors.New("arena: closed")
)

// ExhaustedError reports a lack of memory: in an arena, within the limit of a pool, or in
// the operating system. It wraps ErrExhausted, and the operating system's own error if
// there is one.
type ExhaustedError struct {
	Where string // the part without room: "arena", "pool" or "system"
	Asked uint64 // bytes asked for, or the largest number if these overflow
	Free  uint64 // bytes left, alignment not considered; 0 for the system
	Size  uint64 // total bytes: the arena's size, or the pool's limit; 0 for the system
	Err   error  // the operating system's, or nil
}

// Error gives the sizes.
func (e *ExhaustedError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("arena: %d bytes from the operating system: %v", e.Asked, e.Err)
	}
	return fmt.Sprintf("%v: %d bytes asked of %s of %d with %d free", ErrExhausted, e.Asked, e.Where, e.Size, e.Free)
}

// Unwrap returns ErrExhausted and the operating system's error.
func (e *ExhaustedError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrExhausted}
	}
	return []error{ErrExhausted, e.Err}
}

// TypeError reports a type whose values must not lie in an arena. It wraps ErrType.
type TypeError struct {
	Type reflect.Type // the type of the elements
	Path string       // the offending part, such as ".Clues[].Text"; empty for the type itself
	Why  string       // the reason, in words
}

// Error names the type and the offending part.
func (e *TypeError) Error() string {
	return fmt.Sprintf("%v: %v%s %s", ErrType, e.Type, e.Path, e.Why)
}

// Unwrap returns ErrType.
func (e *TypeError) Unwrap() error { return ErrType }

// sizeError reports an impossible size or alignment.
func sizeError(what string, n int) error {
	return fmt.Errorf("%w: %s of %d bytes", ErrSize, what, n)
}
