package gridmap

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// Read reads a game map in the .map format, of type octile. Lines may end in CR LF or
// blanks, the lines before "map" may come in any order, and blank lines may follow the
// last row. The error is an *Error, which names line and column, or wraps ErrOption.
// Read costs O(cells), reads to the end and does not close r.
func Read(r io.Reader, opts *Options) (*Map, error) {
	rules, err := opts.gameRules()
	if err != nil {
		return nil, err
	}
	l := newLines(r)
	h, err := readHeader(l, rules.maxCells)
	if err != nil {
		return nil, err
	}
	var cells []byte // grows with the rows that come: the header may not be true
	for y := range h.height {
		line, err := l.next()
		if err == io.EOF {
			return nil, l.fault(0, fmt.Errorf("%w: the file ends after %d of %d rows", ErrSize, y, h.height))
		}
		if err != nil {
			return nil, err
		}
		if cells, err = appendRow(cells, l, line, int(h.width), &rules); err != nil {
			return nil, err
		}
	}
	if err := l.blank(); err != nil {
		return nil, err
	}
	return newGame(int(h.width), int(h.height), cells, rules), nil
}

// header is the lines before the rows. A size is 0 until its line was read.
type header struct {
	octile        bool
	height, width int64
	maxCells      int64 // the limit on their product
}

// readHeader reads up to the line "map".
func readHeader(l *lines, maxCells int64) (h header, err error) {
	h.maxCells = maxCells
	for {
		line, err := l.next()
		switch {
		case err == io.EOF:
			return h, l.fault(0, fmt.Errorf("%w: the file ends before the line \"map\"", ErrHeader))
		case err != nil:
			return h, err
		case string(bytes.TrimSpace(line)) == "map":
			return h, h.complete(l)
		}
		if err := h.take(line); err != nil {
			return h, l.fault(0, err)
		}
	}
}

// take reads one line of the header.
func (h *header) take(line []byte) error {
	fields := bytes.Fields(line)
	if len(fields) != 2 {
		return fmt.Errorf("%w: %.40q is not a name and a value", ErrHeader, line)
	}
	switch name, value := string(fields[0]), fields[1]; name {
	case "type":
		return h.takeType(value)
	case "height":
		return h.takeSize(&h.height, name, value)
	case "width":
		return h.takeSize(&h.width, name, value)
	default:
		return fmt.Errorf("%w: %.40q is neither type, height, width nor map", ErrHeader, name)
	}
}

func (h *header) takeType(value []byte) error {
	if h.octile {
		return fmt.Errorf("%w: the type is given twice", ErrHeader)
	}
	if string(value) != "octile" {
		return fmt.Errorf("%w: maps of type %.40q are not supported, only octile", ErrHeader, value)
	}
	h.octile = true
	return nil
}

func (h *header) takeSize(size *int64, name string, value []byte) error {
	if *size != 0 {
		return fmt.Errorf("%w: the %s is given twice", ErrHeader, name)
	}
	n, _ := strconv.ParseUint(string(value), 10, 64) // 0 if it is none, the largest if it is larger
	if n == 0 {
		return fmt.Errorf("%w: %s %.40q is not a number of cells", ErrHeader, name, value)
	}
	if n > uint64(h.maxCells) {
		return fmt.Errorf("%w: %s %.40s; a map has at most %d cells", ErrLimit, name, value, h.maxCells)
	}
	*size = int64(n)
	return nil
}

// complete checks, at the line "map", that nothing is missing or too large.
func (h *header) complete(l *lines) error {
	for _, part := range []struct {
		there bool
		name  string
	}{{h.octile, "type"}, {h.height != 0, "height"}, {h.width != 0, "width"}} {
		if !part.there {
			return l.fault(0, fmt.Errorf("%w: no %s before the line \"map\"", ErrHeader, part.name))
		}
	}
	if h.height > h.maxCells/h.width { // the product may overflow
		return l.fault(0, fmt.Errorf("%w: %d rows of %d cells; a map has at most %d", ErrLimit, h.height, h.width, h.maxCells))
	}
	return nil
}

// appendRow appends the cells of one row.
func appendRow(cells []byte, l *lines, line []byte, width int, r *rules) ([]byte, error) {
	if len(line) != width {
		return nil, l.fault(min(len(line), width)+1, fmt.Errorf("%w: a row of %d cells, not %d", ErrSize, len(line), width))
	}
	for x, c := range line {
		if err := r.checkCell(c); err != nil {
			return nil, l.fault(x+1, err)
		}
	}
	return append(cells, line...), nil
}
