package osmfile

import "fmt"

// supported are the features that a file may require.
var supported = map[string]bool{"OsmSchema-V0.6": true, "DenseNodes": true}

// checkHeader refuses a header that requires what is not supported.
func checkHeader(message []byte) error {
	f := fields{rest: message}
	for f.next() {
		if f.is(4) && !supported[string(f.bytes)] {
			return fmt.Errorf("%w: %.100q", ErrFeature, f.bytes)
		}
	}
	return f.err
}
