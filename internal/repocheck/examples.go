package repocheck

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The largest number of lines in the README of an example, and of one that is a module of its own.
const (
	maxExampleReadme = 24
	maxModuleReadme  = 60
)

// checkExamples finds examples without a short README, and packages below an example that
// parts does not list.
func checkExamples(t *tree) (found []string) {
	dirs := map[string]int{}                            // how many lines the README may have
	modules, _ := fs.Glob(t.files, "examples/*/go.mod") // the pattern is one
	for _, mod := range modules {
		dirs[path.Base(path.Dir(mod))] = maxModuleReadme
	}
	for _, f := range t.gos {
		if rest, ok := strings.CutPrefix(f.dir(), "examples/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			dirs[name] = maxExampleReadme
			if _, place := partOf(f.dir()); place < 0 {
				found = append(found, fmt.Sprintf("%s: parts does not list this package", f.name))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(dirs)) {
		readme := path.Join("examples", name, "README.md")
		text, err := fs.ReadFile(t.files, readme)
		switch lines := strings.Count(string(text), "\n"); {
		case err != nil:
			found = append(found, err.Error())
		case lines == 0 || lines > dirs[name]:
			found = append(found, fmt.Sprintf("%s: %d lines; from 1 to %d", readme, lines, dirs[name]))
		}
	}
	return found
}

// copyOut copies the example of a name into an empty folder, makes that a module which uses
// this one from root, and renames the example's own packages in its imports, as the READMEs
// of such examples say. Then the go command builds and vets it; vet compiles its tests as
// well. The error is that of the go command.
func copyOut(example fs.FS, name, dir, root string) error {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	_, version, ok := strings.Cut(string(mod), "\ngo ")
	if !ok {
		return errors.New("go.mod: no line says which Go it is for")
	}
	version, _, _ = strings.Cut(version, "\n")
	if err := os.CopyFS(dir, example); err != nil {
		return err
	}
	text := fmt.Sprintf("module example\n\ngo %s\n\nrequire %s v0.0.0\n\nreplace %s => %s\n", version, module, module, quoted(root))
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o600); err != nil {
		return err
	}
	if err := renameImports(dir, module+"/examples/"+name+"/", "example/"); err != nil {
		return err
	}
	return errors.Join(goCommand(dir, "build", "-o", os.DevNull, "./..."), goCommand(dir, "vet", "./..."))
}

// renameImports replaces the beginning of import paths in all Go files below a folder.
func renameImports(dir, from, to string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, bytes.ReplaceAll(source, []byte(`"`+from), []byte(`"`+to)), 0o600)
	})
}

// quoted quotes a path for go.mod.
func quoted(path string) string { return fmt.Sprintf("%q", filepath.ToSlash(path)) }

// goCommand runs the go command in a folder, without a network.
func goCommand(dir string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
