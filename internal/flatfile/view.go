package flatfile

import (
	"unicode/utf8"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// View returns the numbers of a section, which must be there and hold count of
// them, each of T's size. They are the file's own bytes where these are aligned
// and the host is little-endian, and a copy otherwise: see InPlace.
//
// The first failure is kept for Err, and from then on every View of the file is
// nil, so that a decoder can view all it needs and look at Err once, before it
// looks at a number. A section that may be missing is asked for with Has.
func View[T unsafecast.Number](f *File, k Kind, count int64) []T {
	if f.err != nil {
		return nil
	}
	if f.err = f.checkSize(k, uint32(unsafecast.Size[T]()), count); f.err != nil {
		return nil
	}
	numbers, inPlace, err := unsafecast.View[T](f.Section(k).Data)
	if err != nil { // which checkSize has ruled out
		f.err = f.Fault(k, 0, ErrLength, "%v", err)
		return nil
	}
	f.copied = f.copied || !inPlace
	return numbers
}

// Text returns a section of at most limit bytes of UTF-8 as a string, which is a
// copy, and "" if there is none. It fails as View does.
func (f *File) Text(k Kind, limit int) string {
	if f.err != nil || !f.Has(k) {
		return ""
	}
	b := f.Section(k).Data
	if f.err = f.checkSize(k, 1, int64(len(b))); f.err != nil {
		return ""
	}
	if len(b) > limit || !utf8.Valid(b) {
		f.err = f.Fault(k, 0, ErrStructure, "%s is not UTF-8 text of at most %d bytes", f.format.quoted(k), limit)
		return ""
	}
	return string(b)
}

// checkSize returns an error unless a section has count elements of the given size.
func (f *File) checkSize(k Kind, element uint32, count int64) error {
	if !f.Has(k) {
		return f.FaultAt(headerSize, ErrStructure, "no %s", f.format.quoted(k))
	}
	s := f.Section(k)
	if s.Element != element {
		return f.FaultAt(f.entries[k]+atEntryElement, ErrStructure, "%s has %d-byte elements, not %d", f.format.quoted(k), s.Element, element)
	}
	if want := count * int64(element); int64(len(s.Data)) != want {
		return f.FaultAt(f.entries[k]+atEntryLength, ErrLength, "%s has %d bytes, not the %d of %d elements",
			f.format.quoted(k), len(s.Data), want, count)
	}
	return nil
}

// Err returns the first error of a View or Text of the file, nil if there was none.
func (f *File) Err() error { return f.err }

// InPlace tells whether all slices that View has returned are the file's own
// bytes. It is false if one had to be copied because the bytes were misaligned,
// the host is big-endian or the build is purego.
func (f *File) InPlace() bool { return !f.copied }

// Has tells whether the file has a section, which may be empty.
func (f *File) Has(k Kind) bool { return f.format.knows(k) && f.entries[k] != 0 }

// Section returns a section as it stands in the file, the zero Section if there
// is none.
func (f *File) Section(k Kind) Section {
	if !f.Has(k) {
		return Section{}
	}
	at, length := f.extent(f.entries[k])
	element := le.Uint32(f.data[f.entries[k]+atEntryElement:])
	return Section{Kind: k, Element: element, Data: f.data[at:][:length:length]}
}

// Hash returns the content hash that the file states; Verify checks it.
func (f *File) Hash() uint64 { return le.Uint64(f.data[atHash:]) }

// Fault returns a *FormatError about element i of a section.
func (f *File) Fault(k Kind, i int, err error, format string, args ...any) error {
	at := int64(headerSize)
	if f.Has(k) {
		at, _ = f.extent(f.entries[k])
		at += int64(i) * int64(f.Section(k).Element)
	}
	return f.format.fault(at, err, format, args...)
}

// FaultAt returns a *FormatError about a byte of the file, such as AtCounts.
func (f *File) FaultAt(offset int64, err error, format string, args ...any) error {
	return f.format.fault(offset, err, format, args...)
}
