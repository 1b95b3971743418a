package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The test binary can be a peer, like the program itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == serveFlag {
		main()
	}
	os.Exit(m.Run())
}

func TestBadFlags(t *testing.T) {
	for _, args := range []string{
		"-peers someone", "-workloads moon", "-budget 0s", "-budget -1s", "-budget long", "-pairs 0", "-pairs 16777217",
		"-colour", "grid", "-serve", "-serve cairn",
	} {
		var out, said bytes.Buffer
		status := run(strings.Fields(args), nil, &out, &said)
		if status != 2 || strings.Count(said.String(), "\n") != 1 || out.Len() > 0 {
			t.Errorf("%s: status %d, %q, %q; want 2 and one line", args, status, said.String(), out.String())
		}
	}
}

func TestWorkloadsThatAreNotThere(t *testing.T) {
	for _, c := range []struct{ data, want string }{{"", "CAIRN_DATA"}, {"nowhere", "den001d.map"}} {
		t.Setenv("CAIRN_DATA", c.data)
		var said bytes.Buffer
		if status := run([]string{"-workloads", "den001d"}, nil, nil, &said); status != 2 || !strings.Contains(said.String(), c.want) {
			t.Errorf("CAIRN_DATA=%s: status %d, %q; want 2 and %q", c.data, status, said.String(), c.want)
		}
	}
}

func TestHelpNamesFlags(t *testing.T) {
	var out bytes.Buffer
	if status := run([]string{"-h"}, nil, &out, nil); status != 0 || !strings.Contains(out.String(), "-budget") {
		t.Errorf("status %d, %q", status, out.String())
	}
}

// The whole program runs, with little time for each measurement.
func TestOneCommand(t *testing.T) {
	var out, said bytes.Buffer
	args := "-workloads goteborg,random -peers textbook,cairn,cairn-cch,dominikbraun -budget 1ms -pairs 8"
	if status := run(strings.Fields(args), nil, &out, &said); status != 0 {
		t.Fatalf("status %d: %s", status, said.String())
	}
	for _, want := range []string{"goteborg: 8000 nodes, 19316 arcs", "random: 8000 nodes, 64000 arcs", "\ntextbook ", " 0 of ", "\n- cairn",
		"refuses: an index would take "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, out.String())
		}
	}
}

func TestServeRefuses(t *testing.T) {
	dir := exported(t, small(t), 4)
	for _, c := range []struct{ name, dir, lines, want string }{
		{"boost", dir, "", "not a peer written in Go"},
		{"cairn", t.TempDir(), "", mapFile},
		{"textbook", t.TempDir(), "", arcsFile},
		{"cairn", dir, "pair one 1\n", "not a question"},
		{"cairn", dir, "pair 3 2\n", "there are 4 queries"},
		{"cairn", dir, "pair -1 2\n", "there are 4 queries"},
		{"cairn", dir, "colour 0 1\n", "does not answer that"},
		{"dominikbraun", dir, "tree 0 1\n", "does not answer that"},
	} {
		var out bytes.Buffer
		err := serve(c.name, c.dir, strings.NewReader(c.lines), &out)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %q: %v; want %q", c.name, c.lines, err, c.want)
		}
	}
}

func TestModel(t *testing.T) {
	if got := model("processor\t: 0\nmodel name\t: A chip @ 2 GHz\nmodel name\t: B\n"); got != "A chip @ 2 GHz" {
		t.Errorf("%q", got)
	}
	if got := model(""); got != "unknown processor" {
		t.Errorf("%q", got)
	}
	if !strings.Contains(machine(), " cores, ") {
		t.Errorf("%q", machine())
	}
}
