package flatfiletest

import (
	"bytes"
	"testing"
)

// Fuzz gives open what the fuzzer makes of sound files, as it is and with all
// checksums made right. A file that open cannot ask everything about in a
// millisecond or so, it should take and not ask about.
func Fuzz(f *testing.F, open Open, files ...[]byte) {
	for _, file := range files {
		f.Add(file)
		f.Add(file[:min(len(file), headerSize)])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if verify, err := open(t, b); err != nil {
			checkError(t, "fuzzed", err, len(b))
		} else {
			_ = verify() // whatever it says: the fuzzer may have found a sound file
		}
		b = bytes.Clone(b)
		Seal(b)
		try(t, "fuzzed and sealed", b, open, sound)
	})
}
