package repocheck

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// repository returns the root's path.
func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// Each example builds in a module of its own.
func TestExamplesCopyOut(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command for each example")
	}
	root := repository(t)
	folders, err := os.ReadDir(filepath.Join(root, "examples"))
	if err != nil || len(folders) < 5 {
		t.Fatal(folders, err)
	}
	for _, f := range folders {
		if exists(os.DirFS(root), path.Join("examples", f.Name(), "go.mod")) {
			continue // it is one, and cannot be built without a network
		}
		t.Run(f.Name(), func(t *testing.T) {
			t.Parallel()
			if err := copyOut(os.DirFS(filepath.Join(root, "examples", f.Name())), f.Name(), t.TempDir(), root); err != nil {
				t.Error(err)
			}
		})
	}
}

// Examples that cannot be used elsewhere are reported.
func TestCopyOutFindsWhatDoesNotBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	const program = "package main\n\nfunc main() {}\n"
	for name, c := range map[string]struct {
		files fs.FS
		says  string
	}{
		"good":      {fstest.MapFS{"a.go": file("package main\n\nimport _ \"" + module + "/csr\"\n\nfunc main() {}\n"), "a_test.go": file("package main\n")}, ""},
		"internal":  {fstest.MapFS{"a.go": file("package main\n\nimport _ \"" + module + "/internal/queue\"\n\nfunc main() {}\n")}, "use of internal package"},
		"neighbour": {fstest.MapFS{"a.go": file(program), "b.go": file("package main\n\nvar _ = elsewhere\n")}, "undefined: elsewhere"},
		"test":      {fstest.MapFS{"a.go": file(program), "a_test.go": file("package main\n\nvar _ = elsewhere\n")}, "undefined: elsewhere"},
		"download":  {fstest.MapFS{"a.go": file("package main\n\nimport _ \"golang.org/x/exp/slices\"\n\nfunc main() {}\n")}, "GOPROXY=off"},
		"parts": {fstest.MapFS{ // which only the copy has
			"a.go":   file("package main\n\nimport _ \"" + module + "/examples/copied/b\"\n\nfunc main() {}\n"),
			"b/b.go": file("package b\n\nimport _ \"" + module + "/examples/copied/b/c\"\n"), "b/c/c.go": file("package c\n"),
		}, ""},
		"others":  {fstest.MapFS{"a.go": file("package main\n\nimport _ \"" + module + "/examples/another/b\"\n\nfunc main() {}\n")}, "examples/another/b"},
		"nothing": {fstest.MapFS{"README.md": file("text")}, "no packages"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := copyOut(c.files, "copied", t.TempDir(), repository(t))
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v; want %q", err, c.says)
			}
		})
	}
}
