package geojson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// position is a position of a geometry; z is NaN if it has only two numbers.
type position struct{ x, y, z float64 }

// coordinates reads positions from the text of a geometry's coordinates. The text need
// not be JSON: errors name the position they are in.
type coordinates struct {
	text []byte
	read int // positions
}

// fail returns an error about the position at hand.
func (c *coordinates) fail(format string, args ...any) error {
	return &positionError{c.read, fmt.Errorf("%w: "+format, append([]any{ErrPosition}, args...)...)}
}

// next returns the next character that is not blank, 0 at the end.
func (c *coordinates) next() byte {
	c.text = bytes.TrimLeft(c.text, " \t\r\n")
	if len(c.text) == 0 {
		return 0
	}
	return c.text[0]
}

// array reads an array, each element by a function.
func (c *coordinates) array(element func() error) error {
	if err := c.expect('['); err != nil {
		return err
	}
	if c.next() == ']' {
		return c.expect(']')
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if c.next() != ',' {
			return c.expect(']')
		}
		c.text = c.text[1:]
	}
}

// expect takes one character off the text.
func (c *coordinates) expect(want byte) error {
	switch c.next() {
	case want:
		c.text = c.text[1:]
		return nil
	case 0:
		return c.end()
	}
	return c.fail("%s where %c belongs", c.word(), want)
}

// end is the error of text that ends too early.
func (c *coordinates) end() error {
	return &positionError{c.read, fmt.Errorf("%w: %w", ErrPosition, io.ErrUnexpectedEOF)}
}

// word returns the next characters, up to one that ends a number, for messages.
func (c *coordinates) word() []byte {
	if i := bytes.IndexAny(c.text, ",[]{} \t\r\n"); i > 0 {
		return c.text[:min(i, 20)]
	}
	return c.text[:min(len(c.text), 20)]
}

// number reads a number.
func (c *coordinates) number() (float64, error) {
	c.next()
	i := 0
	for i < len(c.text) && (c.text[i] >= '0' && c.text[i] <= '9' || bytes.IndexByte([]byte("+-.eE"), c.text[i]) >= 0) {
		i++
	}
	if i == len(c.text) {
		return 0, c.end()
	}
	x, err := strconv.ParseFloat(string(c.text[:i]), 64)
	if err != nil {
		return 0, c.fail("%s where a number belongs", c.word())
	}
	c.text = c.text[i:]
	return x, nil
}

// position reads a position: two numbers or more, of which the third is a height.
func (c *coordinates) position() (p position, err error) {
	var numbers [3]float64
	n := 0
	err = c.array(func() error {
		x, err := c.number()
		if n < len(numbers) {
			numbers[n] = x
		}
		n++
		return err
	})
	if err == nil && n < 2 {
		err = c.fail("%d numbers", n)
	}
	if n < 3 {
		numbers[2] = math.NaN()
	}
	c.read++
	return position{numbers[0], numbers[1], numbers[2]}, err
}

// line reads an array of positions.
func (c *coordinates) line() (line []position, err error) {
	err = c.array(func() error {
		p, err := c.position()
		line = append(line, p)
		return err
	})
	return line, err
}

// lines reads an array of lines.
func (c *coordinates) lines() (lines [][]position, err error) {
	err = c.array(func() error {
		line, err := c.line()
		lines = append(lines, line)
		return err
	})
	return lines, err
}

// maxDepth is how deep the coordinates of a geometry are nested at most: those of a
// MultiPolygon.
const maxDepth = 4

// nested reads arrays of some depth whose innermost are positions.
func (c *coordinates) nested(depth int) error {
	if c.next() == '[' && depth > 1 && bytes.HasPrefix(bytes.TrimLeft(c.text[1:], " \t\r\n"), []byte("[")) {
		return c.array(func() error { return c.nested(depth - 1) })
	}
	_, err := c.position()
	return err
}

// misplaced looks in text that is not JSON for coordinates with something else in the
// place of a number, such as NaN. It returns the error that names the position, or nil
// if there is none. The text may be coordinates alone.
func misplaced(text []byte) error {
	c := &coordinates{}
	for found := true; found; {
		c.text = bytes.TrimLeft(text, " \t\r\n:")
		if c.next() == '[' {
			if err := c.nested(maxDepth); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
				return err
			}
		}
		_, text, found = bytes.Cut(text, []byte(`"coordinates"`))
	}
	return nil
}
