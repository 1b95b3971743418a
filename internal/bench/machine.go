package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine describes the machine of the measurements.
func machine() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // other systems have none
	return fmt.Sprintf("%s, %d cores, %s/%s, %s", model(string(info)), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// model returns the processor's name in Linux's cpuinfo.
func model(cpuinfo string) string {
	for line := range strings.Lines(cpuinfo) {
		key, value, _ := strings.Cut(line, ":")
		if strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}
