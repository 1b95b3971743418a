package dimacs

import (
	"fmt"
	"math"
)

// fields is the rest of a line, whose fields are taken from the left. Only errors
// allocate: a road network has millions of lines.
type fields []byte

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// next takes a field; it is empty at the end of the line.
func (f *fields) next() []byte {
	b := *f
	for len(b) > 0 && isBlank(b[0]) {
		b = b[1:]
	}
	end := 0
	for end < len(b) && !isBlank(b[end]) {
		end++
	}
	*f = b[end:]
	return b[:end]
}

// word takes a field that must be the given word.
func (f *fields) word(want string) error {
	if got := f.next(); string(got) != want {
		return fmt.Errorf("%w: %.20q where %q belongs", ErrSyntax, got, want)
	}
	return nil
}

// saturated stands for every integer that is as large or larger. All limits are far
// below it, so numbers of any length compare correctly.
const saturated = math.MaxInt64

// integers takes the rest of the line, which must be len(dst) integers.
func (f *fields) integers(dst []int64) error {
	for i := range dst {
		field := f.next()
		n, ok := integer(field)
		if !ok {
			return fmt.Errorf("%w: %.20q where number %d of %d belongs", ErrSyntax, field, i+1, len(dst))
		}
		dst[i] = n
	}
	if rest := f.next(); len(rest) > 0 {
		return fmt.Errorf("%w: %.20q after its last field", ErrSyntax, rest)
	}
	return nil
}

// integer returns the number in a field: digits, after a minus or not.
func integer(field []byte) (n int64, ok bool) {
	sign := int64(1)
	if len(field) > 0 && field[0] == '-' {
		sign, field = -1, field[1:]
	}
	for _, c := range field {
		digit := int64(c) - '0'
		if digit < 0 || digit > 9 {
			return 0, false
		}
		if n > (saturated-9)/10 {
			n = saturated // and it stays there
			continue
		}
		n = 10*n + digit
	}
	return sign * n, len(field) > 0
}
