package main

import (
	"os/exec"
	"strings"
	"testing"
)

func TestMissingPeersNameTheirPackages(t *testing.T) {
	if _, err := python("no_such_module", "python3-something")(t.TempDir()); !missing(err) || !strings.Contains(err.Error(), "python3-something") {
		t.Errorf("%v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := boost(t.TempDir()); !missing(err) || !strings.Contains(err.Error(), "libboost-graph-dev") {
		t.Errorf("%v", err)
	}
}

// The failure is distinguished from a missing library, and the compiler is quoted.
func TestProgramThatDoesNotCompile(t *testing.T) {
	if _, err := exec.LookPath("g++"); err != nil {
		t.Skip("g++ is not installed")
	}
	right := bglCpp
	defer func() { bglCpp = right }()
	bglCpp = []byte("int main() { return nothing; }\n")
	if _, err := boost(t.TempDir()); err == nil || !missing(err) && !strings.Contains(err.Error(), "bgl.cpp") {
		t.Errorf("%v", err)
	}
}
