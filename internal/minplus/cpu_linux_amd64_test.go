//go:build !purego

package minplus

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The detection agrees with Linux's own, made at its start; an emulator may show the
// flags of its host instead.
func TestDetectionAgreesWithTheKernel(t *testing.T) {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		t.Skip("no list of the processor's features:", err)
	}
	for line := range strings.Lines(string(text)) {
		if name, flags, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "flags" {
			if want := slices.Contains(strings.Fields(flags), "avx2"); hasAVX2() != want {
				t.Errorf("AVX2 detected: %v; by the system: %v", hasAVX2(), want)
			}
			return
		}
	}
	t.Skip("no flags in /proc/cpuinfo")
}
