package repocheck

import (
	"fmt"
	"path"
	"strings"
)

// assemblyDir is the one package with assembly. Each kernel there has generic code, and
// is fuzzed against it.
const assemblyDir = "internal/minplus"

// checkAssembly finds assembly elsewhere, and assembly that a purego build would use.
func checkAssembly(t *tree) (found []string) {
	for _, f := range t.assembly {
		if path.Dir(f.name) != assemblyDir {
			found = append(found, fmt.Sprintf("%s: assembly is for %s alone", f.name, assemblyDir))
		}
		if !strings.HasPrefix(f.source, "//go:build !purego\n") {
			found = append(found, fmt.Sprintf("%s: does not begin by leaving purego builds out", f.name))
		}
	}
	return found
}
