package geojson

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// plainText returns a reader of the text itself: without compression and byte
// order mark. UTF-16 is an error, since JSON is UTF-8.
func plainText(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if start, _ := b.Peek(2); bytes.Equal(start, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		b = bufio.NewReader(z)
	}
	start, _ := b.Peek(4) // shorter at the end or before an error, which comes again
	if name := wide(start); name != "" {
		return nil, fmt.Errorf("%w: %s text, where JSON is UTF-8", ErrSyntax, name)
	}
	if bytes.HasPrefix(start, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3) // was peeked
	}
	return b, nil
}

// wide returns the name of an encoding with two or four bytes a character, if text
// begins with its byte order mark or with ASCII in it, and "" otherwise.
func wide(start []byte) string {
	if len(start) < 4 {
		start = append(bytes.Clone(start), "...."[len(start):]...)
	}
	zeros := [4]bool{start[0] == 0, start[1] == 0, start[2] == 0, start[3] == 0}
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(start, []byte{0, 0, 0xfe, 0xff}),
		zeros == [4]bool{true, true, true, false}, zeros == [4]bool{false, true, true, true}:
		return "UTF-32"
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}),
		zeros == [4]bool{true, false, true, false}, zeros == [4]bool{false, true, false, true}:
		return "UTF-16"
	}
	return ""
}

// limiter is a reader that returns so many bytes and then fails. It also turns the
// separators of RFC 8142 into blanks; JSON does not allow that character elsewhere.
type limiter struct {
	r    io.Reader
	left int64
}

const recordSeparator = 0x1e

// Read reads at most as many bytes as are left.
func (l *limiter) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("%w: more text than Options.MaxFeatureBytes for a feature", ErrLimit)
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	for i, c := range p[:n] {
		if c == recordSeparator {
			p[i] = ' '
		}
	}
	return n, err
}
