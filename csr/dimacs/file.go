package dimacs

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// maxLine bounds a line, its end included, in bytes. Only comments are ever
// longer than some forty.
const maxLine = 1 << 16

// file reads what the two files have in common: a p line that announces a number
// of lines of one kind, and those lines.
type file struct {
	name    string // in errors
	kind    byte   // the letter of the lines that are announced
	problem func(f *fields) (announced int64, err error)
	item    func(f *fields) error
	bare    func() (announced int64) // starts a file without a p line; nil: it must have one

	line      int    // the number of the line at hand
	rest      fields // of that line; a field here, since a variable would be allocated for each line
	started   bool   // the p line was read
	announced int64  // by it, or unknown
	items     int64  // read so far
}

// unknown is announced by a file without a p line whose lines nothing else counts.
const unknown = -1

// read takes the whole file from r. The error is an *Error.
func (d *file) read(r io.Reader) error {
	lines := bufio.NewReaderSize(r, maxLine)
	for d.line = 1; ; d.line++ {
		line, err := nextLine(lines)
		if err == io.EOF {
			return d.fault(d.complete())
		}
		if d.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff")) // some programs begin a text with a byte order mark
		}
		if err == nil {
			err = d.take(line)
		}
		if err != nil {
			return d.fault(err)
		}
	}
}

// nextLine returns a line, which is valid until the next call. Bytes before a failure
// of the reader are no line: they may have been cut anywhere.
func nextLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	switch {
	case err == nil:
		return line[:len(line)-1], nil
	case err == io.EOF && len(line) > 0:
		return line, nil
	case err == bufio.ErrBufferFull:
		return nil, fmt.Errorf("%w: more than %d bytes", ErrLimit, maxLine)
	}
	return nil, err
}

// take handles one line of any kind.
func (d *file) take(line []byte) error {
	d.rest = line
	letter := d.rest.next()
	switch {
	case len(letter) == 0 || letter[0] == 'c': // "c" is often run into the text
		return nil
	case len(letter) > 1:
	case letter[0] == 'p':
		return d.start(&d.rest)
	case letter[0] == d.kind:
		return d.takeItem(&d.rest)
	}
	return fmt.Errorf("%w: %.20q is no kind of line that a .%s file has", ErrSyntax, letter, d.name)
}

func (d *file) start(line *fields) (err error) {
	if d.started {
		return fmt.Errorf("%w: there was one, or %c lines, before", ErrProblem, d.kind)
	}
	d.started = true
	d.announced, err = d.problem(line)
	return err
}

func (d *file) takeItem(line *fields) error {
	switch {
	case d.started:
	case d.bare == nil:
		return fmt.Errorf("%w: it belongs before the first %c line; %w", ErrProblem, d.kind, ErrNoProblemLine)
	default:
		d.started, d.announced = true, d.bare()
	}
	if d.items == d.announced {
		return fmt.Errorf("%w: there are more %c lines than the %d announced", ErrCount, d.kind, d.announced)
	}
	d.items++
	return d.item(line)
}

// complete checks that there were as many lines as announced.
func (d *file) complete() error {
	switch {
	case !d.started:
		return fmt.Errorf("%w: there is none", ErrProblem)
	case d.items < d.announced:
		return fmt.Errorf("%w: the file ends after %d of %d %c lines", ErrCount, d.items, d.announced, d.kind)
	}
	return nil
}

func (d *file) fault(err error) error {
	if err == nil {
		return nil
	}
	return &Error{File: d.name, Line: d.line, Err: err}
}
