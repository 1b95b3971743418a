package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// street writes a map of three nodes in a row, and one that is apart.
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

func TestAnswers(t *testing.T) {
	var out bytes.Buffer
	if err := run(street(t), strings.NewReader("0 2\n2 0\n3 3\n1 2"), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(out.String())
	if got := strings.Join(lines[:len(lines)-1], " "); got != "12 - 0 7" {
		t.Errorf("answers %s", got)
	}
}

func TestRefusals(t *testing.T) {
	name := street(t)
	for in, want := range map[string]string{"0 x": "pair 0", "0 1\n0 4": "node 4", "0": "pair 0"} {
		if err := run(name, strings.NewReader(in), &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
	if err := run("main.go", strings.NewReader(""), &bytes.Buffer{}); err == nil {
		t.Error("a program is a map")
	}
}

// TestExport has Python write a map, where there is one with NetworkX; .ci/run always
// has it.
func TestExport(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import networkx").Run(); err != nil {
		t.Log("no Python with NetworkX: the export is not tested")
		return
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
