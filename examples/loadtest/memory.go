package main

import (
	"bytes"
	"os"
	"strconv"
)

// memory is what the operating system says the process has of it, or 0 where it
// does not say.
type memory struct{ now, peak size }

// readMemory reads what Linux tells of a process.
func readMemory() memory {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return memory{}
	}
	return memory{kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:")}
}

// kilobytes returns the number behind a name in a table of lines such as
// "VmRSS:     1234 kB".
func kilobytes(table []byte, name string) size {
	_, rest, _ := bytes.Cut(table, []byte(name))
	line, _, _ := bytes.Cut(rest, []byte(" kB\n"))
	n, _ := strconv.ParseInt(string(bytes.TrimSpace(line)), 10, 64) // 0 if it is not there
	return size(n) << 10
}
