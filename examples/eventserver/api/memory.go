package api

import (
	"bytes"
	"os"
	"strconv"
)

// residentBytes returns how much memory the process has, as Linux tells; 0 where
// the system does not.
func residentBytes() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	return kilobytes(status, "VmRSS:")
}

// kilobytes returns the bytes behind a name in a table of lines such as
// "VmRSS:     1234 kB", 0 if it is not there.
func kilobytes(table []byte, name string) int64 {
	_, rest, _ := bytes.Cut(table, []byte(name))
	line, _, _ := bytes.Cut(rest, []byte(" kB\n"))
	n, _ := strconv.ParseInt(string(bytes.TrimSpace(line)), 10, 64)
	return n << 10
}
