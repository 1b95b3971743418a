package flatfiletest

import (
	"bytes"
	"testing"
)

// Fuzz gives open the fuzzer's changes to sound files, as they are and with all
// checksums made right. open should accept, but not ask about, a file that would take
// more than a millisecond or so.
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
