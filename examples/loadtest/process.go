package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
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

// processor is the time that the threads of the process were on a processor, and
// the time that they could have been but others were.
type processor struct{ on, kept time.Duration }

// readProcessor reads what Linux tells of threads.
func readProcessor() (p processor) {
	names, _ := filepath.Glob("/proc/self/task/*/schedstat") // the pattern is well-formed
	for _, name := range names {
		text, _ := os.ReadFile(name) // a thread that has ended since is not missed
		var on, kept time.Duration
		_, _ = fmt.Sscan(string(text), &on, &kept)
		p.on, p.kept = p.on+on, p.kept+kept
	}
	return p
}

// since returns what has happened since an earlier reading.
func (p processor) since(before processor) processor {
	return processor{p.on - before.on, p.kept - before.kept}
}
