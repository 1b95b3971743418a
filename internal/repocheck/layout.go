package repocheck

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// top lists all that may lie in the root. Version control's own folder is not checked.
var top = []string{
	".ci", ".github", ".gitignore", "LICENSE", "README.md", "arena", "csr", "dijkstra", "examples", "go.mod", "internal", "testdata",
}

// toolOutput are the extensions of files that tools leave where they run; .gitignore excludes them.
var toolOutput = []string{".test", ".prof"}

// checkTop finds entries of the root that top does not list.
func checkTop(t *tree) (found []string) {
	entries, err := fs.ReadDir(t.files, ".")
	if err != nil {
		return []string{err.Error()}
	}
	for _, e := range entries {
		if e.Name() != ".git" && !slices.Contains(top, e.Name()) && !slices.Contains(toolOutput, path.Ext(e.Name())) {
			found = append(found, fmt.Sprintf("%s: no such entry belongs in the root", e.Name()))
		}
	}
	return found
}

// limits on length, in lines.
const (
	maxFile   = 500
	maxReadme = 110
)

// checkLength finds files that are too long for one subject.
func checkLength(t *tree) (found []string) {
	for _, f := range t.gos {
		if n := strings.Count(f.source, "\n"); n > maxFile {
			found = append(found, fmt.Sprintf("%s: %d lines; at most %d", f.name, n, maxFile))
		}
	}
	if readme, err := fs.ReadFile(t.files, "README.md"); err == nil {
		if n := strings.Count(string(readme), "\n"); n > maxReadme {
			found = append(found, fmt.Sprintf("README.md: %d lines; at most %d", n, maxReadme))
		}
	}
	return found
}

// checkRequirements finds anything that go.mod would make users download.
func checkRequirements(t *tree) []string {
	mod, err := fs.ReadFile(t.files, "go.mod")
	if err != nil {
		return []string{err.Error()}
	}
	if strings.Contains(string(mod), "require") {
		return []string{"go.mod: the product requires nothing but the standard library; comparisons go into a nested module"}
	}
	return nil
}

// checkSample finds a README whose program differs from the body of main in the
// quickstart example, which is built and run.
func checkSample(t *tree) []string {
	readme, err := fs.ReadFile(t.files, "README.md")
	if err != nil {
		return []string{err.Error()}
	}
	program, err := fs.ReadFile(t.files, "examples/quickstart/main.go")
	if err != nil {
		return []string{err.Error()}
	}
	_, body, _ := strings.Cut(string(program), "func main() {\n")
	body, _, _ = strings.Cut(body, "\n}\n")
	body = strings.ReplaceAll("\n"+body, "\n\t", "\n")
	if body == "\n" || !strings.Contains(string(readme), "```go"+body+"\n```\n") {
		return []string{"README.md: its program is not main in examples/quickstart/main.go"}
	}
	return nil
}

// checkMarks finds notes of unfinished work, and tests that skip without a reason.
func checkMarks(t *tree) (found []string) {
	marks := []string{"TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "t.Skip" + "()", "b.Skip" + "()"}
	for _, f := range t.gos {
		for i, line := range strings.Split(f.source, "\n") {
			for _, mark := range marks {
				if strings.Contains(line, mark) {
					found = append(found, fmt.Sprintf("%s:%d: %s", f.name, i+1, mark))
				}
			}
		}
	}
	return found
}
