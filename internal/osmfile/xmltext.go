package osmfile

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"
)

// maxToken bounds an element's tag, and anything else between two brackets.
const maxToken = 1 << 20

// xmlText takes the tags of elements off a text of XML. Character data, comments and
// declarations are left out.
type xmlText struct {
	r      io.Reader
	buffer []byte
	rest   []byte // of the buffer, not yet taken
	offset int64  // of rest in the text
	ended  bool   // nothing follows rest
	attrs  []attribute
	spare  []byte // values with references, replaced
}

// xmlTag is the tag of an element. A tag that is empty opens and closes it.
type xmlTag struct {
	offset       int64
	name         []byte
	attrs        []attribute
	opens, shuts bool
}

type attribute struct{ name, value []byte }

// get returns an attribute's value.
func (t *xmlTag) get(name string) ([]byte, bool) {
	for _, a := range t.attrs {
		if string(a.name) == name {
			return a.value, true
		}
	}
	return nil, false
}

// fill reads more of the text. It returns false at the end.
func (x *xmlText) fill() (bool, error) {
	if x.ended {
		return false, nil
	}
	if len(x.rest) >= maxToken {
		return false, limit("a tag of more than %d bytes", maxToken)
	}
	if x.buffer == nil || len(x.rest) > len(x.buffer)/2 {
		larger := make([]byte, max(2*len(x.buffer), 1<<16))
		copy(larger, x.rest)
		x.buffer = larger
	} else {
		copy(x.buffer, x.rest)
	}
	have := len(x.rest)
	n, err := io.ReadAtLeast(x.r, x.buffer[have:], 1)
	x.rest, x.ended = x.buffer[:have+n], err == io.EOF
	if err == io.EOF {
		err = nil
	}
	return n > 0, err
}

// take takes n bytes off the text.
func (x *xmlText) take(n int) []byte {
	taken := x.rest[:n]
	x.rest, x.offset = x.rest[n:], x.offset+int64(n)
	return taken
}

// until returns how many bytes there are up to the end of a text that occurs after skip
// bytes.
func (x *xmlText) until(text string, skip int) (int, error) {
	for from := skip; ; {
		if i := bytes.Index(x.rest[min(from, len(x.rest)):], []byte(text)); i >= 0 {
			return from + i + len(text), nil
		}
		from = max(skip, len(x.rest)-len(text)+1)
		if more, err := x.fill(); err != nil || !more {
			return 0, orEnd(err)
		}
	}
}

// orEnd returns an error, that of a text which ends too early if there is none.
func orEnd(err error) error {
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// next returns the next tag, which is valid until the call after. The error is io.EOF at
// the end.
func (x *xmlText) next() (t xmlTag, err error) {
	for {
		if err := x.find(); err != nil {
			return t, err
		}
		t.offset = x.offset
		switch {
		case bytes.HasPrefix(x.rest, []byte("<!--")):
			err = x.skip("-->", 4)
		case bytes.HasPrefix(x.rest, []byte("<![CDATA[")):
			err = x.skip("]]>", 9)
		case bytes.HasPrefix(x.rest, []byte("<?")):
			err = x.declaration()
		case bytes.HasPrefix(x.rest, []byte("<!")):
			return t, syntax("a document type")
		default:
			err = x.tag(&t)
			return t, err
		}
		if err != nil {
			return t, err
		}
	}
}

// longestOpening is the length of the longest text that tells what begins with <.
const longestOpening = len("<![CDATA[")

// find goes to the next <, and looks at what follows.
func (x *xmlText) find() error {
	for {
		i := bytes.IndexByte(x.rest, '<')
		if i >= 0 {
			x.take(i)
			if len(x.rest) >= longestOpening || x.ended {
				return nil
			}
		} else {
			x.take(len(x.rest))
		}
		if more, err := x.fill(); err != nil {
			return err
		} else if !more && i < 0 {
			return io.EOF
		}
	}
}

// skip leaves out everything up to the end of a text. It holds on to no more of it than
// the buffer.
func (x *xmlText) skip(text string, opening int) error {
	x.take(opening)
	for {
		if i := bytes.Index(x.rest, []byte(text)); i >= 0 {
			x.take(i + len(text))
			return nil
		}
		x.take(max(len(x.rest)-len(text)+1, 0))
		if more, err := x.fill(); err != nil || !more {
			return orEnd(err)
		}
	}
}

// declaration leaves out a processing instruction. The encoding must be UTF-8, or a part
// of it.
func (x *xmlText) declaration() error {
	n, err := x.until("?>", 2)
	if err != nil {
		return err
	}
	text := bytes.ToLower(x.take(n))
	if !bytes.HasPrefix(text, []byte("<?xml ")) {
		return nil
	}
	_, after, named := bytes.Cut(text, []byte("encoding"))
	after = bytes.Trim(after, " \t\r\n=?>\"'")
	if i := bytes.IndexAny(after, "\"'"); i >= 0 {
		after = after[:i]
	}
	if name := string(after); named && name != "utf-8" && name != "utf8" && name != "us-ascii" {
		return syntax("encoding %.40q, where only UTF-8 is read", name)
	}
	return nil
}

// tag reads a tag.
func (x *xmlText) tag(t *xmlTag) error {
	n, err := x.tagLength()
	if err != nil {
		return err
	}
	text := x.take(n)
	text = text[1 : n-1]
	t.opens, t.shuts = true, false
	if len(text) > 0 && text[0] == '/' {
		t.opens, t.shuts, text = false, true, text[1:]
	} else if len(text) > 0 && text[len(text)-1] == '/' {
		t.shuts, text = true, text[:len(text)-1]
	}
	end := bytes.IndexAny(text, " \t\r\n")
	if end < 0 {
		end = len(text)
	}
	if t.name = text[:end]; end == 0 {
		return syntax("an element without a name")
	}
	return x.attributes(t, text[end:])
}

// tagLength returns the length of the tag that begins here. A > within quotes does not
// end it.
func (x *xmlText) tagLength() (int, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if i == len(x.rest) {
			if more, err := x.fill(); err != nil || !more {
				return 0, orEnd(err)
			}
		}
		switch c := x.rest[i]; {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1, nil
		case c == '<':
			return 0, syntax("< within a tag")
		}
	}
}

// attributes reads the attributes of a tag.
func (x *xmlText) attributes(t *xmlTag, text []byte) error {
	x.attrs, x.spare = x.attrs[:0], x.spare[:0]
	for {
		if text = bytes.TrimLeft(text, " \t\r\n"); len(text) == 0 {
			t.attrs = x.attrs
			return nil
		}
		name, rest, ok := bytes.Cut(text, []byte("="))
		name, rest = bytes.TrimRight(name, " \t\r\n"), bytes.TrimLeft(rest, " \t\r\n")
		if !ok || len(name) == 0 || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return syntax("%.40q where an attribute belongs", text)
		}
		end := bytes.IndexByte(rest[1:], rest[0]) + 1
		if end == 0 {
			return syntax("%.40q has no second quote", text)
		}
		value, err := x.replace(rest[1:end])
		if err != nil {
			return err
		}
		x.attrs = append(x.attrs, attribute{name, value})
		text = rest[end+1:]
	}
}

// replace replaces the references in an attribute's value.
func (x *xmlText) replace(value []byte) ([]byte, error) {
	if bytes.IndexByte(value, '&') < 0 {
		return value, nil
	}
	start := len(x.spare)
	for len(value) > 0 {
		i := bytes.IndexByte(value, '&')
		if i < 0 {
			i = len(value)
		}
		x.spare = append(x.spare, value[:i]...)
		if value = value[i:]; len(value) == 0 {
			break
		}
		name, rest, ok := bytes.Cut(value[1:], []byte(";"))
		c, known := reference(name)
		if !ok || !known {
			return nil, syntax("the reference %.20q", value)
		}
		x.spare, value = utf8.AppendRune(x.spare, c), rest
	}
	return x.spare[start:len(x.spare):len(x.spare)], nil
}

// reference returns the character that a reference stands for.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, base := bytes.TrimPrefix(name, []byte("#")), 10
	if len(digits) == len(name) {
		return 0, false
	}
	if len(digits) > 0 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	c, err := strconv.ParseUint(string(digits), base, 21)
	return rune(c), err == nil && utf8.ValidRune(rune(c))
}
