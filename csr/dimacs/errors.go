package dimacs

import (
	"errors"
	"fmt"
)

// Reasons that errors of this package wrap; test for them with errors.Is.
var (
	// ErrSyntax: a line is not of a form that its file has.
	ErrSyntax = errors.New("malformed line")
	// ErrProblem: the p line is missing, late, or there a second time.
	ErrProblem = errors.New("p line out of place")
	// ErrNoProblemLine: the file has no p line; set Options.NoProblemLine to read it.
	// The error wraps ErrProblem too.
	ErrNoProblemLine = errors.New("Options.NoProblemLine reads files without one")
	// ErrCount: there are more or fewer lines than the p line says, or the two
	// files disagree on the number of nodes.
	ErrCount = errors.New("wrong count")
	// ErrNode: a number is not a node of the graph, or its point is given twice.
	ErrNode = errors.New("wrong node")
	// ErrZeroBased: there is a node 0; set Options.ZeroBased to read it. The error
	// wraps ErrNode too.
	ErrZeroBased = errors.New("Options.ZeroBased reads files numbered from 0")
	// ErrWeight: a weight is negative, takes more than 32 bits, or, in Write,
	// belongs to a node.
	ErrWeight = errors.New("weight out of range")
	// ErrPoint: a coordinate is not on the map.
	ErrPoint = errors.New("point out of range")
	// ErrOption: an option is out of range.
	ErrOption = errors.New("bad option")
	// ErrLimit: a count or a line is larger than Read accepts.
	ErrLimit = errors.New("over the limit")
)

// Error reports a line that Read could not use. It wraps one of this package's
// sentinels, or the error of the io.Reader.
type Error struct {
	File string // "gr" or "co"
	Line int    // counted from 1; one past the last where lines are missing
	Err  error
}

// Error names the file, the line and the reason.
func (e *Error) Error() string {
	return fmt.Sprintf("dimacs: .%s line %d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }
