package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// street writes a map of three nodes in a row and a separate one.
func street(t *testing.T) (name string) {
	t.Helper()
	b := csr.NewBuilder(4)
	b.AddArc(0, 1, 5)
	b.AddArc(1, 2, 7)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), "street.csr")
	if err := csr.WriteFile(name, g); err != nil {
		t.Fatal(err)
	}
	return name
}

// ask asks a command questions, and returns the lines of its answers.
func ask(name, command, questions string) (answers string, err error) {
	var out bytes.Buffer
	err = run([]string{name, command}, strings.NewReader(questions), &out, 0)
	lines := strings.SplitAfter(out.String(), "\n")
	return strings.Join(lines[:max(0, len(lines)-2)], ""), err // without the seconds
}

func TestCommands(t *testing.T) {
	name, tests := street(t), map[string]struct{ questions, want string }{
		"pairs":   {"0 2\n2 0\n3 3\n1 2\n", "12\n-\n0\n7\n"},
		"path":    {"0 2\n2 0\n3 3\n", "12 0 1 2\n-\n0 3\n"},
		"labels":  {"0 2\n2 0\n3 3\n", "12 0 1 2\n-\n0 3\n"},
		"tree":    {"0\n1 3\n", "0 5 12 -\n- 0 7 0\n"},
		"within":  {"0 5\n0 4\n", "0 0 1 5\n0 0\n"},
		"matrix":  {"0 2\n", "0 12 - 0\n"},
		"closed":  {"0 2 1\n0 2\n0 2 3\n", "-\n12\n12\n"},
		"weights": {"0 2 9 1 2 9\n0 2 0 0 0 0\n", "15\n12\n"},
		"nearest": {"0 3 2 1\n3 0 1\n", "1 5\n-\n"},
	}
	for command := range commands {
		test, known := tests[command]
		if got, err := ask(name, command, test.questions); err != nil || got != test.want || !known {
			t.Errorf("%s: %q, %v, want %q", command, got, err, test.want)
		}
	}
}

func TestSeconds(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{street(t), "pairs"}, strings.NewReader(""), &out, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := strconv.ParseFloat(strings.TrimSpace(out.String()), 64); err != nil {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	name := street(t)
	for _, test := range []struct{ name, command, questions, want string }{
		{name, "pairs", "0 x", "question 0"},
		{name, "pairs", "0 1\n0", "question 1: has 1 numbers"},
		{name, "pairs", "0 1\n0 4", "question 1: "},
		{name, "closed", "0 1 4", "node 4"},
		{name, "weights", "0 1 2", "question 0: "},
		{name, "fly", "", "usage"},
		{"main.go", "pairs", "", "main.go"},
		{".", "pairs", "", "not a regular file"},
		{os.DevNull, "pairs", "", "not a regular file"},
	} {
		if _, err := ask(test.name, test.command, test.questions); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %q: %v, want %s", test.command, test.questions, err, test.want)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, flag := range []string{"-h", "-help", "--help"} {
		var out bytes.Buffer
		if err := run([]string{flag}, strings.NewReader(""), &out, 0); err != nil || !strings.HasPrefix(out.String(), "usage: networkx ") {
			t.Errorf("%s: %v, %q", flag, err, out.String())
		}
	}
}

// Python runs its own tests and writes a map, if it has NetworkX; .ci/run always has it.
func TestExport(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import networkx").Run(); err != nil {
		t.Log("no Python with NetworkX: the export is not tested")
		return
	}
	if out, err := exec.Command(python, "-B", "-m", "unittest", "export_test").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	name := filepath.Join(t.TempDir(), "town.csr")
	if out, err := exec.Command(python, "export.py", name, "500").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, err := csr.FromBytes(b)
	if err != nil || g.Verify() != nil || g.NumNodes() != 500 || !g.HasPoints() || g.Meta().Unit != "dm" {
		t.Errorf("%d nodes, %+v, %v", g.NumNodes(), g.Meta(), err)
	}
}
