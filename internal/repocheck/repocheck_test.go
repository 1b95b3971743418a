package repocheck

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// rules are the checks, each with trees that break it: their files, and the number of
// findings.
var rules = []struct {
	name   string
	check  func(*tree) []string
	breaks []broken
}{
	{"top", checkTop, []broken{
		{1, fstest.MapFS{"Makefile": file("all:")}},
		{2, fstest.MapFS{"go.sum": file(""), "pkg/a.go": file("package a")}},
		{0, fstest.MapFS{"go.mod": file(""), "csr/a.go": file("package csr"), ".git/x": file("")}},
	}},
	{"length", checkLength, []broken{
		{1, fstest.MapFS{"csr/a.go": file("package csr" + strings.Repeat("\n", 501))}},
		{1, fstest.MapFS{"README.md": file(strings.Repeat("\n", 111))}},
		{0, fstest.MapFS{"README.md": file(strings.Repeat("\n", 110)), "csr/a.go": file("package csr" + strings.Repeat("\n", 500))}},
	}},
	{"requirements", checkRequirements, []broken{
		{1, fstest.MapFS{"go.mod": file("module x\nrequire y v1.0.0\n")}},
		{0, fstest.MapFS{"go.mod": file("module x\n")}},
	}},
	{"sample", checkSample, []broken{
		{1, fstest.MapFS{"README.md": file("```go\na()\n```\n"), "examples/quickstart/main.go": file("package main\n\nfunc main() {\n\tb()\n}\n")}},
		{0, fstest.MapFS{"README.md": file("text\n```go\na()\n\nb()\n```\n"), "examples/quickstart/main.go": file("package main\n\nfunc main() {\n\ta()\n\n\tb()\n}\n")}},
	}},
	{"marks", checkMarks, []broken{
		{1, fstest.MapFS{"csr/a.go": file("package csr // TO" + "DO: later")}},
		{1, fstest.MapFS{"csr/a_test.go": file("package csr\nfunc f() { t.Skip" + "() }")}},
	}},
	{"imports", checkImports, []broken{
		{1, imports("csr/a.go", "golang.org/x/exp/slices")},
		{1, imports("csr/a.go", "C")},
		{1, imports("csr/a_test.go", "github.com/stretchr/testify")},
		{1, imports("internal/x/a.go", module+"/csr")},
		{1, imports("csr/a.go", module+"/arena")},
		{1, imports("csr/a.go", module+"/csr/dimacs")},
		{1, imports("csr/dimacs/a.go", module+"/csr/geojson")},
		{1, imports("csr/dimacs/a.go", module+"/dijkstra")},
		{1, imports("dijkstra/a.go", module+"/dijkstra/cch")},
		{1, imports("dijkstra/cch/a.go", module+"/dijkstra/hublabel")},
		{1, imports("dijkstra/a.go", module+"/examples/hunt")},
		{1, imports("examples/hunt/a.go", module+"/internal/queue")},
		{1, imports("examples/hunt/a_test.go", module+"/internal/queue")},
		{1, imports("examples/hunt/a.go", module+"/examples/render")},
		{1, imports("examples/hunt/a.go", module+"/examples/eventserver/hunts")},
		{1, imports("examples/eventserver/a.go", module+"/examples/eventserver/unlisted")},
		{1, imports("examples/eventserver/hunts/a.go", module+"/examples/eventserver/api")},
		{1, imports("examples/eventserver/hunts/a_test.go", module+"/examples/eventserver/api")},
		{1, imports("examples/eventserver/hunts/a.go", module+"/examples/eventserver")},
		{1, imports("testdata/a.go", module+"/internal/queue")},
		{1, imports("other/a.go", module+"/csr")},
		{0, imports("csr/a.go", module+"/internal/layout", "fmt", "math/rand/v2")},
		{0, imports("csr/dimacs/a.go", module+"/csr", module+"/internal/geo")},
		{0, imports("dijkstra/a.go", module+"/csr", module+"/arena", module+"/internal/queue")},
		{0, imports("dijkstra/a_test.go", module+"/csr/gridmap", module+"/dijkstra", module+"/testdata")},
		{0, imports("dijkstra/hublabel/a.go", module+"/dijkstra/cch", module+"/dijkstra", module+"/csr")},
		{0, imports("examples/hunt/a.go", module+"/csr/geojson", module+"/dijkstra", module+"/testdata")},
		{0, imports("examples/eventserver/a.go", module+"/examples/eventserver/api", module+"/csr")},
		{0, imports("examples/eventserver/api/a.go", module+"/examples/eventserver/hunts", module+"/dijkstra/service")},
		{0, imports("examples/eventserver/hunts/a_test.go", module+"/examples/eventserver/hunts", module+"/examples/eventserver/internal/fixture")},
		{0, imports("internal/x/a.go", module+"/internal/y")},
		{0, fstest.MapFS{"internal/bench/go.mod": file(""), "internal/bench/a.go": file("package b\nimport _ \"gonum.org/v1/gonum\"")}},
	}},
	{"assembly", checkAssembly, []broken{
		{1, fstest.MapFS{"csr/a_amd64.s": file("//go:build !purego\n")}},
		{1, fstest.MapFS{"internal/minplus/a_amd64.s": file("#include \"textflag.h\"\n")}},
		{2, fstest.MapFS{"internal/minplus/b/a_amd64.s": file("")}},
		{0, fstest.MapFS{"internal/minplus/a_amd64.s": file("//go:build !purego\n\nTEXT\n")}},
		{0, fstest.MapFS{"internal/bench/go.mod": file(""), "internal/bench/a.s": file("")}},
	}},
	{"examples", checkExamples, []broken{
		{1, fstest.MapFS{"examples/a/main.go": file("package main")}},
		{1, fstest.MapFS{"examples/a/main.go": file("package main"), "examples/a/README.md": file("")}},
		{1, fstest.MapFS{"examples/a/main.go": file("package main"), "examples/a/README.md": file(strings.Repeat("\n", 25))}},
		{1, fstest.MapFS{"examples/a/go.mod": file(""), "examples/a/README.md": file(strings.Repeat("\n", 61))}},
		{0, fstest.MapFS{"examples/a/go.mod": file(""), "examples/a/README.md": file(strings.Repeat("\n", 60))}},
		{1, fstest.MapFS{"examples/a/go.mod": file("")}},
		{1, fstest.MapFS{"examples/a/b/b.go": file("package b"), "examples/a/README.md": file("# a\n")}},
		{0, fstest.MapFS{"examples/a/main.go": file("package main"), "examples/a/README.md": file(strings.Repeat("\n", 24)), "csr/a.go": file("package csr")}},
		{0, fstest.MapFS{"examples/eventserver/hunts/a.go": file("package hunts"), "examples/eventserver/README.md": file("# a\n")}},
	}},
	{"prefixed", checkPrefixed, []broken{
		{1, returned("E = errors.New(`closed`)", "func F() error { return E }")},
		{1, returned("E = errors.New(\"csr: closed\")", "func F() error { return E }")},
		{1, returned("A, E = errors.New(\"a: closed\"), errors.New(\"closed\")", "func (t *T) F() (int, error) { if true { return 0, A }\nreturn 0, E }")},
		{0, returned("E = errors.New(\"a: closed\")", "func F() error { return E }")},
		{0, returned("E = errors.New(\"closed\")", "func f() error { return E }\nfunc (t t) F() error { return E }")},
		{0, returned("E = errors.New(\"closed\")", "func F() error { return fmt.Errorf(\"a: %w\", E) }")},
	}},
	{"documented", checkDocumented, []broken{
		{1, documented("", "")},
		{1, documented("// Package a.\n", "func F() {}")},
		{1, documented("// Package a.\n", "// It does.\nfunc F() {}")},
		{1, documented("// Package a.\n", "// Fast does.\nfunc F() {}")},
		{1, documented("// Package a.\n", "type T int")},
		{1, documented("// Package a.\n", "// T is.\ntype T int\nfunc (t *T) M() {}")},
		{1, documented("// Package a.\n", "// T is.\ntype T[E any] []E\nfunc (t T[E]) M() {}")},
		{1, documented("// Package a.\n", "const C = 1")},
		{1, documented("// Package a.\n", "// T is.\ntype T struct {\n\tA int // is\n\n\tB int\n}")},
		{0, documented("// Package a.\n", "// F does.\nfunc F() {}\nfunc g() {}\ntype t int\nfunc (t) M() {}")},
		{0, documented("// Package a.\n", "// Reasons.\nvar (\n\tA = 1\n\tB = 2\n)\n// A T is.\ntype T struct {\n\tA int // is\n\tB int\n\tc int\n}")},
	}},
}

// broken is a tree and the number of its faults.
type broken struct {
	want  int
	files fstest.MapFS
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func imports(name string, paths ...string) fstest.MapFS {
	text := "package a\n"
	for _, p := range paths {
		text += "import _ \"" + p + "\"\n"
	}
	return fstest.MapFS{name: file(text)}
}

func documented(comment, declarations string) fstest.MapFS {
	return fstest.MapFS{"csr/a.go": file(comment + "package a\n" + declarations + "\n"), "csr/a_test.go": file("package a\nfunc F2() {}\n")}
}

func returned(variables, functions string) fstest.MapFS {
	return fstest.MapFS{
		"csr/errors.go": file("package a\nvar " + variables), "csr/a.go": file("package a\n" + functions),
		"internal/b/b.go": file("package b\nvar E = errors.New(``)\nfunc F() error { return E }"),
	}
}

func mustLoad(t *testing.T, files fstest.MapFS) *tree {
	t.Helper()
	tree, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// Each rule finds the faults of trees made for it.
func TestRulesFindWhatBreaksThem(t *testing.T) {
	for _, r := range rules {
		for i, b := range r.breaks {
			if found := r.check(mustLoad(t, b.files)); len(found) != b.want {
				t.Errorf("%s, tree %d: found %q, want %d", r.name, i, found, b.want)
			}
		}
	}
}

// The rule about unsafe is tested apart, since its list names files of the real tree.
func TestUnsafeRule(t *testing.T) {
	listed := "internal/unsafecast/unsafecast.go"
	good := "package a\n// Why unsafe: x.\n// What makes it sound: y.\n\nimport \"unsafe\"\n"
	other := file("package csr\nimport \"unsafe\"\n")
	for i, b := range []broken{
		{0, fstest.MapFS{listed: file(good), "csr/overlay_test.go": other}},
		{1, fstest.MapFS{listed: file("package a\nimport \"unsafe\"\n"), "csr/overlay_test.go": other}},
		{1, fstest.MapFS{listed: file("package a\n"), "csr/overlay_test.go": other}},
		{2, fstest.MapFS{listed: file(good), "csr/overlay_test.go": other, "csr/a.go": file("package csr\nimport \"unsafe\"\n")}},
		{1, fstest.MapFS{listed: file(good), "csr/overlay_test.go": other, "csr/a.go": file("package csr\n//go:" + "linkname x y\n")}},
	} {
		if found := checkUnsafe(mustLoad(t, b.files)); len(found) != b.want {
			t.Errorf("tree %d: found %q, want %d", i, found, b.want)
		}
	}
}

// The repository follows its rules.
func TestTheHouse(t *testing.T) {
	tree, err := load(os.DirFS(repository(t)))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.gos) < 50 {
		t.Errorf("only %d Go files: is this the repository?", len(tree.gos))
	}
	for _, r := range rules {
		for _, finding := range r.check(tree) {
			t.Errorf("%s: %s", r.name, finding)
		}
	}
	for _, finding := range checkUnsafe(tree) {
		t.Errorf("unsafe: %s", finding)
	}
}
