package api

import (
	"runtime"
	"testing"
)

func TestResidentBytes(t *testing.T) {
	if got := residentBytes(); (got > 0) != (runtime.GOOS == "linux") || got < 0 || got > 1<<40 {
		t.Errorf("%d bytes on %s", got, runtime.GOOS)
	}
	table := []byte("VmHWM:\t     500 kB\nVmRSS:\t     300 kB\n")
	for name, want := range map[string]int64{"VmRSS:": 300 << 10, "VmHWM:": 500 << 10, "VmSwap:": 0} {
		if got := kilobytes(table, name); got != want {
			t.Errorf("%s %d, want %d", name, got, want)
		}
	}
}
