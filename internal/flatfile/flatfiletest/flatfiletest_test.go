package flatfiletest

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/flatfile"
)

var format = flatfile.Format{Package: "odd", Noun: "odd file", Magic: "\x89ODD\r\n\x1a\n", Version: 1, Sections: []string{"odd numbers"}}

// oddFile holds three odd numbers, which is what a decoder has to check.
func oddFile(t testing.TB) []byte {
	t.Helper()
	b, err := format.Encode(flatfile.Header{Counts: [2]int64{3, 0}}, []flatfile.Section{flatfile.Numbers(1, []uint16{1, 3, 5})})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// openOdd is right; the decoders of TestDamageFindsBadDecoders are not.
func openOdd(t testing.TB, b []byte) (func() error, error) {
	f, err := format.Open(b)
	if err != nil {
		return nil, err
	}
	numbers := flatfile.View[uint16](f, 1, f.Header.Counts[0])
	if f.Err() != nil {
		return nil, f.Err()
	}
	for i, v := range numbers {
		if v%2 == 0 {
			return nil, f.Fault(1, i, flatfile.ErrStructure, "%d is even", v)
		}
	}
	return func() error { return format.Verify(b) }, nil
}

// recorder is a test that may fail. Only what try and its callers call is there.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// failures returns what Damage has to say of a decoder.
func failures(file []byte, open Open) []string {
	r := &recorder{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		Damage(r, file, open)
	}()
	<-done
	return r.failures
}

func TestDamageAcceptsAGoodDecoder(t *testing.T) {
	file := oddFile(t)
	taken, sealed := Damage(t, file, openOdd)
	// The low bytes of three numbers with another bit than the lowest flipped, or
	// 255; the high ones as anything. Sealed, also the optional features, both
	// widths and the second count, which nothing looks at.
	if want := 3*(7+1) + 3*(8+1); taken != want || sealed != want+(8+2+4)*(8+1) {
		t.Errorf("%d changes taken, %d once sealed; want %d and %d", taken, sealed, want, want+(8+2+4)*(8+1))
	}
}

// TestDamageFindsBadDecoders gives it one of each kind and looks for the right
// complaint.
func TestDamageFindsBadDecoders(t *testing.T) {
	file := oddFile(t)
	fine := func() error { return nil }
	for _, c := range []struct {
		name, says string
		open       Open
	}{
		{"refuses all", "refused as it is", func(t testing.TB, b []byte) (func() error, error) {
			return nil, &flatfile.FormatError{Package: "odd", Detail: "no", Err: flatfile.ErrStructure}
		}},
		{"takes all", "taken", func(t testing.TB, b []byte) (func() error, error) { return fine, nil }},
		{"verifies nothing", "Verify says <nil>", func(t testing.TB, b []byte) (func() error, error) {
			_, err := openOdd(t, b)
			return fine, err
		}},
		{"verifies too much", "Verify says never", func(t testing.TB, b []byte) (func() error, error) {
			_, err := openOdd(t, b)
			return func() error { return errors.New("never") }, err
		}},
		{"errors of no kind", "which is no FormatError", func(t testing.TB, b []byte) (func() error, error) {
			verify, err := openOdd(t, b)
			if err != nil {
				err = errors.New(err.Error())
			}
			return verify, err
		}},
		{"errors from elsewhere", "does not say what is wrong where", func(t testing.TB, b []byte) (func() error, error) {
			verify, err := openOdd(t, b)
			if err != nil {
				err = &flatfile.FormatError{Package: "odd", Offset: int64(len(b)) + 1, Detail: "no", Err: flatfile.ErrStructure}
			}
			return verify, err
		}},
		{"panics on even numbers", "panic: ", func(t testing.TB, b []byte) (func() error, error) {
			verify, err := openOdd(t, b)
			if errors.Is(err, flatfile.ErrStructure) && strings.Contains(err.Error(), "even") {
				panic(err)
			}
			return verify, err
		}},
	} {
		found := failures(file, c.open)
		if len(found) == 0 || !strings.Contains(strings.Join(found, "\n"), c.says) {
			t.Errorf("a decoder that %s: %.300q; want %q", c.name, found, c.says)
		}
	}
}

// TestSealIsWhatEncodeDoes seals a sound file whose checksums are wiped out.
func TestSealIsWhatEncodeDoes(t *testing.T) {
	file := oddFile(t)
	b := bytes.Clone(file)
	for _, field := range [][2]int{{28, 4}, {48, 8}, {56, 8}, {64 + 24, 4}} {
		copy(b[field[0]:][:field[1]], "\xff\xff\xff\xff\xff\xff\xff\xff")
	}
	if Seal(b); !bytes.Equal(b, file) {
		t.Errorf("got\n% x, want\n% x", b, file)
	}
	b[28]++
	if SealHeader(b); !bytes.Equal(b, file) {
		t.Errorf("SealHeader: got\n% x, want\n% x", b, file)
	}
}

// TestSealOfAnything must not panic, whatever a table says.
func TestSealOfAnything(t *testing.T) {
	for n := range 200 {
		for _, fill := range []byte{0, 1, 255} {
			b := bytes.Repeat([]byte{fill}, n)
			if n >= 16 {
				b[14], b[15] = 1, 0
			}
			Seal(b)
			SealHeader(b)
		}
	}
}

func TestOthers(t *testing.T) {
	for was := range 256 {
		seen := map[byte]bool{}
		for _, b := range others(byte(was)) {
			if seen[b] || b == byte(was) {
				t.Errorf("%#x is changed to %#x again", was, b)
			}
			seen[b] = true
		}
		if !seen[0] != (was == 0) || !seen[255] != (was == 255) || len(seen) < 8 {
			t.Errorf("%#x is changed to %v", was, seen)
		}
	}
}

func TestAlignmentsAreAll(t *testing.T) {
	file, n := []byte("some bytes"), 0
	for b := range Alignments(file) {
		if n++; !bytes.Equal(b, file) || cap(b) != len(file) {
			t.Errorf("start %d: %q", n, b)
		}
	}
	for range Alignments(file) {
		n++
		break
	}
	if n != 65 {
		t.Errorf("%d starts", n)
	}
}

func FuzzOdd(f *testing.F) { Fuzz(f, openOdd, oddFile(f)) }
