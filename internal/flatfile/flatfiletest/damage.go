package flatfiletest

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
)

// Open decodes bytes. If it accepts them, it asks everything that can be asked of the
// contents, and fails by a panic or a call of t.Error. verify checks the bytes against
// their checksums and hash.
type Open func(t testing.TB, b []byte) (verify func() error, err error)

// Damage cuts a sound file at every length, adds to it, flips every bit and
// makes every byte 0 and 255, and does that again with all checksums made right. Each
// time open must refuse the bytes with a *flatfile.FormatError or make something
// sound of them; without new checksums, verify must find the damage.
//
// It returns how often changed bytes were accepted: with the old checksums, where only
// Verify finds the change, and with new ones. If either is 0, or most, the file was no
// good test of its decoder. The time grows with the square of the length: a file of a
// few kB takes a second.
func Damage(t testing.TB, file []byte, open Open) (taken, takenSealed int) {
	t.Helper()
	if !try(t, "untouched", file, open, sound) {
		t.Errorf("the file is refused as it is")
	}
	cuts(t, file, open)
	for what, b := range changes(file) {
		if try(t, what, b, open, damaged) {
			taken++
		}
		Seal(b)
		if bytes.Equal(b, file) {
			continue // the change was to a checksum, and is undone
		}
		if try(t, what+" and sealed", b, open, sound) {
			takenSealed++
		}
	}
	return taken, takenSealed
}

// cuts tries files that are shorter or longer, which must all be refused.
func cuts(t testing.TB, file []byte, open Open) {
	t.Helper()
	long := append(bytes.Clone(file), make([]byte, headerSize)...)
	for n := range len(long) + 1 {
		if n == len(file) {
			continue
		}
		for _, seal := range []bool{false, true} {
			b := bytes.Clone(long[:n])
			if seal {
				Seal(b)
			}
			if what := fmt.Sprintf("%d of %d bytes, sealed: %v", n, len(file), seal); try(t, what, b, open, sound) {
				t.Errorf("%s: taken", what)
			}
		}
	}
}

// changes returns copies of a file with one byte changed, and which. The copy
// can be changed further.
func changes(file []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		b := make([]byte, len(file))
		for i, was := range file {
			for _, is := range others(was) {
				copy(b, file)
				b[i] = is
				if !yield(fmt.Sprintf("byte %d changed from %#02x to %#02x", i, was, is), b) {
					return
				}
			}
		}
	}
}

// others returns what a byte is changed to: it with each bit flipped, 0 and 255.
func others(was byte) []byte {
	is := make([]byte, 0, 10)
	for bit := range 8 {
		is = append(is, was^1<<bit)
	}
	for _, b := range []byte{0, 255} {
		if !bytes.Contains(is, []byte{b}) && b != was {
			is = append(is, b)
		}
	}
	return is
}

// The result that Verify must have for bytes that are accepted.
const (
	sound   = false
	damaged = true
)

// try opens bytes, checks the error or the result of Verify, and tells whether they
// were accepted.
func try(t testing.TB, what string, b []byte, open Open, wantDamaged bool) bool {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%s: panic: %v\n%s", what, r, debug.Stack())
		}
	}()
	verify, err := open(t, b)
	if err != nil {
		checkError(t, what, err, len(b))
		return false
	}
	switch err := verify(); {
	case wantDamaged && !errors.Is(err, flatfile.ErrChecksum):
		t.Errorf("%s: taken, and Verify says %v", what, err)
	case wantDamaged:
		checkError(t, what, err, len(b))
	case err != nil:
		t.Errorf("%s: Verify says %v", what, err)
	}
	return true
}

// checkError checks that an error about a file of the given length says everything.
func checkError(t testing.TB, what string, err error, length int) {
	t.Helper()
	var f *flatfile.FormatError
	if !errors.As(err, &f) {
		t.Errorf("%s: %v, which is no FormatError", what, err)
		return
	}
	if f.Offset < 0 || f.Offset > int64(length) || f.Package == "" || f.Detail == "" || f.Err == nil {
		t.Errorf("%s: %#v does not say what is wrong where in %d bytes", what, f, length)
	}
}

// Alignments returns a file at each of 64 consecutive addresses. All share their memory,
// so each is valid until the next.
func Alignments(file []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		room := make([]byte, len(file)+64)
		for shift := range 64 {
			b := room[shift:][:len(file):len(file)]
			copy(b, file)
			if !yield(b) {
				return
			}
		}
	}
}
