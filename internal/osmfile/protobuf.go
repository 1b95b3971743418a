package osmfile

// fields goes through the fields of a message in the encoding of Protocol Buffers.
//
//	for f := (fields{rest: data}); f.next(); {
//		switch f.number { … }
//	}
//
// After the last field, err is nil or says what is wrong with the message.
type fields struct {
	rest   []byte
	number int    // of the field at hand
	wire   int    // its wire type: a number or bytes; others are skipped over
	value  uint64 // if it is a number
	bytes  []byte // if it is bytes
	err    error
}

// The wire types of the encoding.
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

// next goes to the next field, if there is one.
func (f *fields) next() bool {
	if len(f.rest) == 0 || f.err != nil {
		return false
	}
	key := f.varint()
	if f.number, f.wire = int(key>>3), int(key&7); key>>3 == 0 || key>>32 != 0 {
		return f.fail("field number %d", key>>3)
	}
	switch f.wire {
	case wireVarint:
		f.value = f.varint()
	case wireBytes:
		f.bytes = f.take(f.varint())
	case wireFixed64:
		f.take(8)
	case wireFixed32:
		f.take(4)
	default:
		return f.fail("wire type %d", f.wire)
	}
	return f.err == nil
}

func (f *fields) fail(format string, args ...any) bool {
	if f.err == nil {
		f.err = syntax(format, args...)
	}
	return false
}

// varint takes a number off the message.
func (f *fields) varint() uint64 {
	n := numbers{rest: f.rest}
	value := n.next()
	if f.rest = n.rest; n.bad {
		f.fail("a number is cut off or too long")
	}
	return value
}

// take takes so many bytes off the message. Appending to them makes a copy.
func (f *fields) take(n uint64) []byte {
	if n > uint64(len(f.rest)) {
		f.fail("a field of %d bytes where %d are left", n, len(f.rest))
		return nil
	}
	taken := f.rest[:n:n]
	f.rest = f.rest[n:]
	return taken
}

// is tells whether the field at hand is bytes with this number.
func (f *fields) is(number int) bool { return f.number == number && f.wire == wireBytes }

// appendTo adds the numbers of a repeated field to those of it that came before: most
// writers pack all of them into one field, but they need not.
func (f *fields) appendTo(packed *[]byte) {
	switch {
	case f.wire == wireVarint:
		*packed = appendVarint(*packed, f.value)
	case f.wire != wireBytes:
		f.fail("packed numbers of wire type %d", f.wire)
	case *packed == nil:
		*packed = f.bytes
	default:
		*packed = append(*packed, f.bytes...)
	}
}

func appendVarint(to []byte, value uint64) []byte {
	for ; value >= 0x80; value >>= 7 {
		to = append(to, byte(value)|0x80)
	}
	return append(to, byte(value))
}

// numbers takes packed numbers one by one. After the last one, next returns 0.
type numbers struct {
	rest []byte
	bad  bool // a number was cut off or longer than 64 bits
}

// more tells whether there is another number.
func (n *numbers) more() bool { return len(n.rest) > 0 }

// next returns the next number.
func (n *numbers) next() uint64 {
	if len(n.rest) > 0 && n.rest[0] < 0x80 {
		value := n.rest[0]
		n.rest = n.rest[1:]
		return uint64(value)
	}
	return n.long()
}

// long returns a number of more than one byte.
func (n *numbers) long() (value uint64) {
	for i, b := range n.rest {
		if i == 10 {
			break
		}
		value |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			n.rest = n.rest[i+1:]
			return value
		}
	}
	n.rest, n.bad = nil, true
	return 0
}

// signed returns the next number of those that may be negative.
func (n *numbers) signed() int64 { return zigzag(n.next()) }

// zigzag returns the number that stands for -1, 1, -2, … as 1, 2, 3, …
func zigzag(value uint64) int64 { return int64(value>>1) ^ -int64(value&1) }
