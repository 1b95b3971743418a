package gridmap

import (
	"errors"
	"fmt"
)

// Reasons that errors of this package wrap; test for them with errors.Is.
var (
	// ErrHeader: a line before the rows of a game map is missing, there twice or
	// malformed.
	ErrHeader = errors.New("bad header")
	// ErrSize: there is no cell, a row has another length than it should, or
	// there are too few rows or too many.
	ErrSize = errors.New("wrong size")
	// ErrCell: a character or number is not a cell.
	ErrCell = errors.New("bad cell")
	// ErrMinusOne: a cell of a matrix is -1; set Options.MinusOneWalls to read it as
	// a wall. The error wraps ErrCell too.
	ErrMinusOne = errors.New("-1 is a wall if Options.MinusOneWalls says so")
	// ErrOption: an option is out of range, or contradicts another.
	ErrOption = errors.New("bad option")
	// ErrLimit: the map is larger than Options.MaxCells or csr.MaxNodes, or a line
	// than 16 MiB.
	ErrLimit = errors.New("over the limit")
)

// Error reports a place in the text that could not be read. It wraps one of this
// package's sentinels, or the error of the io.Reader.
type Error struct {
	Line   int // counted from 1; one past the last where lines are missing
	Column int // in bytes, counted from 1; 0 if it is about the whole line
	Err    error
}

// Error names the place and the reason.
func (e *Error) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("gridmap: line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("gridmap: line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
