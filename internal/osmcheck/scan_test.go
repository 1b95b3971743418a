package osmcheck

import (
	"runtime"
	"testing"

	"github.com/paulmach/osm"
	"github.com/veltrix/cairn/csr/profile"
)

// BenchmarkScan takes Delaware through the other reader once, and makes a map of it with
// csr/osm, with the same processors.
func BenchmarkScan(b *testing.B) {
	name := extractFile(b, delaware)
	b.Run("other", func(b *testing.B) {
		for b.Loop() {
			scan(b, name, runtime.GOMAXPROCS(0), func(osm.Object) {})
		}
	})
	b.Run("cairn", func(b *testing.B) {
		for b.Loop() {
			cairn(b, name, profile.Walking)
		}
	})
}
