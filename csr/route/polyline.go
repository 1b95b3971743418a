package route

import (
	"errors"
	"fmt"
	"math"
)

// ErrPolyline: a text is no encoded polyline.
var ErrPolyline = errors.New("not an encoded polyline")

// AppendPolyline appends the line in Google's Encoded Polyline Algorithm Format: 5 digits
// behind the point is what Google Maps reads, 6 what OSRM and Valhalla write. Longitudes
// beyond 180 degrees stay so. It costs O(points), and allocates only to grow dst.
func (l *Line) AppendPolyline(dst []byte, digits int) []byte {
	scale := math.Pow10(digits)
	var lastX, lastY int64
	for _, p := range l.Points {
		x, y := int64(math.Round(p.X*scale)), int64(math.Round(p.Y*scale))
		dst = appendValue(dst, y-lastY)
		dst = appendValue(dst, x-lastX)
		lastX, lastY = x, y
	}
	return dst
}

// appendValue appends a difference: five bits a byte, the lowest first.
func appendValue(dst []byte, v int64) []byte {
	bits := uint64(v)<<1 ^ uint64(v>>63)
	for ; bits >= 32; bits >>= 5 {
		dst = append(dst, byte(bits&31|32)+63)
	}
	return append(dst, byte(bits)+63)
}

// AppendDecoded appends the points of an encoded polyline with so many digits as a leg
// of the line, without times. It costs O(len(text)), and allocates only to grow the line.
// The error wraps ErrPolyline and says at which byte; the line stays what it was.
func (l *Line) AppendDecoded(text string, digits int) error {
	line := *l
	scale := math.Pow10(digits)
	var x, y int64
	for at, begins := 0, true; at < len(text); begins = false {
		dy, end, err := value(text, at)
		if err != nil {
			return err
		}
		dx, end, err := value(text, end)
		if err != nil {
			return err
		}
		x, y, at = x+dx, y+dy, end
		line.extend(float64(x)/scale, float64(y)/scale, 0, begins)
	}
	*l = line
	return nil
}

// maxValueBytes is how long a difference can be: more than degrees of 9 digits take.
const maxValueBytes = 9

// value reads a difference that begins at a byte of text, and returns where it ends.
func value(text string, at int) (v int64, end int, err error) {
	bits := uint64(0)
	for i := range maxValueBytes {
		if at+i >= len(text) {
			return 0, 0, fmt.Errorf("route: %w: it ends within a number at byte %d", ErrPolyline, at+i)
		}
		c := text[at+i] - 63
		if c >= 64 {
			return 0, 0, fmt.Errorf("route: %w: %q at byte %d", ErrPolyline, text[at+i], at+i)
		}
		bits |= uint64(c&31) << (5 * i)
		if c < 32 {
			return int64(bits>>1) ^ -int64(bits&1), at + i + 1, nil
		}
	}
	return 0, 0, fmt.Errorf("route: %w: more than %d bytes of a number at byte %d", ErrPolyline, maxValueBytes, at)
}
