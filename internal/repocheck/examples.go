package repocheck

import (
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

// maxExampleReadme is the largest number of lines in the README of an example.
const maxExampleReadme = 24

// checkExamples finds examples without a short README, and Go files below an example:
// users copy one folder.
func checkExamples(t *tree) (found []string) {
	dirs := map[string]bool{}
	for _, f := range t.gos {
		if rest, ok := strings.CutPrefix(f.dir(), "examples/"); ok {
			name, below, _ := strings.Cut(rest, "/")
			if dirs[name] = true; below != "" {
				found = append(found, fmt.Sprintf("%s: an example is one folder, without packages below", f.name))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(dirs)) {
		readme := path.Join("examples", name, "README.md")
		text, err := fs.ReadFile(t.files, readme)
		switch lines := strings.Count(string(text), "\n"); {
		case err != nil:
			found = append(found, err.Error())
		case lines == 0 || lines > maxExampleReadme:
			found = append(found, fmt.Sprintf("%s: %d lines; from 1 to %d", readme, lines, maxExampleReadme))
		}
	}
	return found
}

// copyOut copies an example into an empty folder, makes that a module which uses this one
// from root, and builds and vets it with the go command; vet compiles its tests as well.
// The error is that of the go command.
func copyOut(example fs.FS, dir, root string) error {
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
	return errors.Join(goCommand(dir, "build", "-o", os.DevNull, "./..."), goCommand(dir, "vet", "./..."))
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
