package gridmap

import (
	"bytes"
	"fmt"
	"io"
	"math"

	"github.com/veltrix/cairn/csr"
)

// ReadMatrix reads a matrix of node weights from 0 to 4294967295, a row a line.
// Commas, semicolons or blanks separate the numbers, the same throughout. Blanks beside
// a comma or semicolon do not matter, and one of these may end a row. Lines may end in
// CR LF, and blank lines may follow the last row. The error is an *Error, which names
// line and column, or wraps ErrOption. ReadMatrix costs O(bytes), reads to the end and
// does not close r.
func ReadMatrix(r io.Reader, opts *Options) (*Map, error) {
	rules, err := opts.matrixRules()
	if err != nil {
		return nil, err
	}
	m := matrixReader{lines: newLines(r), rules: rules}
	for {
		line, err := m.lines.next()
		if err == nil && len(line) == 0 {
			if err = m.lines.blank(); err == nil {
				err = io.EOF
			}
		}
		if err == io.EOF {
			break
		}
		if err == nil {
			err = m.row(line)
		}
		if err != nil {
			return nil, err
		}
	}
	if m.height == 0 {
		return nil, m.lines.fault(0, fmt.Errorf("%w: there is no row", ErrSize))
	}
	return &Map{width: m.width, height: m.height, weights: m.weights, rules: rules}, nil
}

// matrixReader is the matrix as far as it was read.
type matrixReader struct {
	lines         *lines
	rules         rules
	separator     byte // ' ' for blanks; 0 before the first
	width, height int  // width is 0 before the end of the first row
	weights       []uint32
}

// row reads one row.
func (m *matrixReader) row(line []byte) error {
	before := len(m.weights)
	for at := skipBlanks(line, 0); ; {
		weight, end, err := m.number(line, at)
		if err == nil {
			err = m.append(weight, before)
		}
		if err != nil {
			return m.lines.fault(at+1, err)
		}
		if end == len(line) {
			break
		}
		if at, err = m.between(line, end); err != nil {
			return m.lines.fault(end+1, err)
		}
		if at == len(line) {
			break // many programs write a separator behind every number
		}
	}
	width := len(m.weights) - before
	if m.width != 0 && width != m.width {
		return m.lines.fault(len(line)+1, fmt.Errorf("%w: a row of %d numbers, not %d", ErrSize, width, m.width))
	}
	m.width = width
	m.height++
	return nil
}

// append adds a number to the row that starts at before.
func (m *matrixReader) append(weight uint32, before int) error {
	if m.width != 0 && len(m.weights)-before == m.width {
		return fmt.Errorf("%w: a row of more than %d numbers", ErrSize, m.width)
	}
	if int64(len(m.weights)) == m.rules.maxCells {
		return fmt.Errorf("%w: more than %d cells", ErrLimit, m.rules.maxCells)
	}
	if err := m.rules.checkWeight(weight); err != nil {
		return err
	}
	m.weights = append(m.weights, weight)
	return nil
}

// between returns where the number after a separator starts. The separator must be the
// same throughout: "1,5;2,7" is more likely two numbers with decimals, or two rows, than
// four numbers.
func (m *matrixReader) between(line []byte, end int) (int, error) {
	at, separator := skipBlanks(line, end), byte(' ') // and no line ends in blanks
	if c := line[at]; c == ',' || c == ';' {
		separator = c
		at = skipBlanks(line, at+1)
	} else if at == end {
		return 0, fmt.Errorf("%w: %q in a number", ErrCell, c)
	}
	if m.separator == 0 {
		m.separator = separator
	}
	if separator != m.separator {
		return 0, fmt.Errorf("%w: separator %q after separators %q", ErrCell, separator, m.separator)
	}
	return at, nil
}

func skipBlanks(line []byte, at int) int {
	for at < len(line) && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
		at++
	}
	return at
}

// number reads the number at a place, and returns where it ends.
func (m *matrixReader) number(line []byte, at int) (weight uint32, end int, err error) {
	if !minusOne(line[at:]) {
		return digits(line, at)
	}
	if !m.rules.walls {
		return 0, at, fmt.Errorf("%w: %w", ErrCell, ErrMinusOne)
	}
	return csr.Blocked, at + len("-1"), nil
}

// minusOne tells whether the first number of a text is −1.
func minusOne(text []byte) bool {
	return bytes.HasPrefix(text, []byte("-1")) && (len(text) == 2 || bytes.IndexByte([]byte(" \t\r,;"), text[2]) >= 0)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits reads the digits at a place.
func digits(line []byte, at int) (weight uint32, end int, err error) {
	n := uint64(0)
	for end = at; end < len(line) && isDigit(line[end]); end++ {
		n = 10*n + uint64(line[end]-'0')
		if n > math.MaxUint32 {
			return 0, end, fmt.Errorf("%w: a number above %d", ErrCell, uint32(math.MaxUint32))
		}
	}
	if end == at {
		return 0, end, notNumber(line[at:])
	}
	return uint32(n), end, nil
}

func notNumber(rest []byte) error {
	if len(rest) == 0 {
		return fmt.Errorf("%w: the line ends where a number belongs", ErrCell)
	}
	return fmt.Errorf("%w: %q where a number belongs", ErrCell, rest[0])
}
