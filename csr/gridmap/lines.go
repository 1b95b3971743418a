package gridmap

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// maxLine bounds a line, in bytes; tests lower it.
var maxLine = 1 << 24

// lines reads a text line by line and names the place in errors.
type lines struct {
	r      *bufio.Reader
	number int    // of the line at hand, from 1
	long   []byte // room for a line larger than the reader's buffer
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReader(r)} }

// next returns the next line without blanks at its end, valid until the next
// call, or io.EOF. Any other error is an *Error. Bytes before a failure of the reader
// are no line: they may have been cut anywhere.
func (l *lines) next() ([]byte, error) {
	l.number++
	line, err := l.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line, err = l.rest(line)
	}
	if err == io.EOF && len(line) == 0 {
		return nil, io.EOF
	}
	if err != nil && err != io.EOF {
		return nil, l.fault(0, err)
	}
	if l.number == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff")) // some programs begin a text with a byte order mark
	}
	return bytes.TrimRight(line, " \t\r\n"), nil
}

// rest returns a line of which only the start fitted in the buffer.
func (l *lines) rest(start []byte) ([]byte, error) {
	l.long = append(l.long[:0], start...)
	for {
		more, err := l.r.ReadSlice('\n')
		l.long = append(l.long, more...)
		switch {
		case len(l.long) > maxLine:
			return nil, fmt.Errorf("%w: more than %d bytes", ErrLimit, maxLine)
		case err != bufio.ErrBufferFull:
			return l.long, err
		}
	}
}

// blank returns an error if a line is left that is not blank.
func (l *lines) blank() error {
	for {
		line, err := l.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case len(line) > 0:
			return l.fault(0, fmt.Errorf("%w: there is text after the last row", ErrSize))
		}
	}
}

// fault returns err as an error of the line at hand; column 0 is the whole line.
func (l *lines) fault(column int, err error) error {
	return &Error{Line: l.number, Column: column, Err: err}
}
