package repocheck

import (
	"fmt"
	"slices"
	"strings"
)

// unsafeFiles are the files that may import unsafe, each with the reason.
var unsafeFiles = map[string]string{
	"internal/unsafecast/unsafecast.go": "typed views over bytes: the one place where bytes become arrays",
	"csr/overlay_test.go":               "the size of a patch, checked when the test is compiled",
}

// checkUnsafe finds files that import unsafe but are not listed, that are listed but do
// not import it, or that give no reason; and linkname anywhere.
func checkUnsafe(t *tree) (found []string) {
	importers := map[string]bool{}
	for _, f := range t.gos {
		importers[f.name] = slices.Contains(f.imports(), "unsafe")
		if importers[f.name] && unsafeFiles[f.name] == "" {
			found = append(found, fmt.Sprintf("%s: imports unsafe, and no list gives the reason", f.name))
		}
		if importers[f.name] && !f.isTest() && !saysWhy(f) {
			found = append(found, fmt.Sprintf("%s: does not open with why it needs unsafe and what makes it sound", f.name))
		}
		if strings.Contains(f.source, "//go:"+"linkname") {
			found = append(found, fmt.Sprintf("%s: linkname", f.name))
		}
	}
	for name := range unsafeFiles {
		if !importers[name] {
			found = append(found, fmt.Sprintf("%s: listed for unsafe, but does not import it", name))
		}
	}
	return found
}

// saysWhy tells whether a comment before the first declaration, other than imports, gives
// the reason.
func saysWhy(f *goFile) bool {
	for _, c := range f.syntax.Comments {
		text := strings.ToLower(c.Text())
		if c.Pos() < f.syntax.Decls[0].Pos() && strings.Contains(text, "why unsafe") && strings.Contains(text, "sound") {
			return true
		}
	}
	return false
}
