package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed external/peers.py
var peersPy []byte

//go:embed external/bgl.cpp
var bglCpp []byte

// errMissing names the Debian packages of a peer that is not installed.
type errMissing struct{ packages string }

// Error returns the text for the table.
func (e errMissing) Error() string { return "not installed: apt-get install " + e.packages }

// python returns the command that answers with a Python library. Debian's own interpreter
// comes first, since its packages are for no other.
func python(name, packages string) func(tools string) ([]string, error) {
	return func(tools string) ([]string, error) {
		for _, interpreter := range []string{"/usr/bin/python3", "python3"} {
			if exec.Command(interpreter, "-c", "import "+name).Run() != nil {
				continue
			}
			script := filepath.Join(tools, "peers.py")
			return []string{interpreter, script, name}, os.WriteFile(script, peersPy, 0o644)
		}
		return nil, errMissing{packages}
	}
}

// boost compiles bgl.cpp and returns the command that runs it. It distinguishes missing
// headers from a program that does not compile.
func boost(tools string) ([]string, error) {
	headers := exec.Command("g++", "-E", "-x", "c++", "-include", "boost/graph/graph_traits.hpp", os.DevNull)
	if headers.Run() != nil {
		return nil, errMissing{"g++ libboost-graph-dev"}
	}
	source, program := filepath.Join(tools, "bgl.cpp"), filepath.Join(tools, "bgl")
	if _, err := os.Stat(program); err == nil {
		return []string{program}, nil // from the workload before
	}
	if err := os.WriteFile(source, bglCpp, 0o644); err != nil {
		return nil, err
	}
	compile := exec.Command("g++", "-std=c++17", "-O3", "-march=native", "-DNDEBUG", "-o", program, source)
	if out, err := compile.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("bgl.cpp does not compile: %w: %s", err, firstLine(string(out)))
	}
	return []string{program}, nil
}

// firstLine returns the first line of a program's output.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// missing tells whether an error says that packages are missing.
func missing(err error) bool {
	var e errMissing
	return errors.As(err, &e)
}
