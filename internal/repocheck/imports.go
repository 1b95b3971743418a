package repocheck

import (
	"path"
	"slices"
	"strings"
)

// layers is the direction of imports: a package may import those of lower
// layers. Packages of one layer do not import each other, but that those of
// internal may, and those of one example as parts says.
var layers = []struct {
	prefix string
	layer  int
}{ // the longest prefix counts, so it stands first
	{"internal", 0},
	{"testdata", 0},
	{"csr/profile", 1},
	{"csr/", 2},
	{"csr", 1},
	{"arena", 1},
	{"dijkstra/hublabel", 7},
	{"dijkstra/cch", 6},
	{"dijkstra/service", 7},     // whose tests have an index
	{"dijkstra/mapmatch", 7},    // likewise
	{"dijkstra/trip", 7},        // likewise
	{"dijkstra/alternative", 8}, // whose tests have both
	{"dijkstra/places", 8},      // likewise
	{"dijkstra/roundtrip", 8},   // likewise
	{"dijkstra/internal/routers", 8},
	{"dijkstra/internal/indextest", 6},
	{"dijkstra/internal/differential", 8},
	{"dijkstra/internal/workload", 3},
	{"dijkstra/internal/search", 3},
	{"dijkstra/internal", 5},
	{"dijkstra", 4},
	{"examples", 9},
}

// parts are the packages of an example that has more than main. Each may import
// those before it in the list, and main all of them.
var parts = map[string][]string{
	"examples/eventserver": {
		"internal/fixture", "internal/scrape", "internal/wire", "page", "refusal", "eventlog", "exposition", "proxies", "limits",
		"journal", "clues", "ways", "world", "engines", "hunts", "bots", "api",
	},
}

// partOf returns the example that a folder belongs to, and the place of its package
// in the order of parts; main is the last, and the place of one not listed is -1.
func partOf(dir string) (example string, place int) {
	rest, ok := strings.CutPrefix(dir, "examples/")
	if !ok {
		return "", -1
	}
	name, part, below := strings.Cut(rest, "/")
	example = "examples/" + name
	if !below {
		return example, len(parts[example])
	}
	return example, slices.Index(parts[example], part)
}

// layerOf returns the layer of a folder, or -1 if the design names none.
func layerOf(dir string) int {
	for _, l := range layers {
		if dir == l.prefix || strings.HasPrefix(dir, strings.TrimSuffix(l.prefix, "/")+"/") {
			return l.layer
		}
	}
	return -1
}

// checkImports finds imports from outside the standard library, and against the
// direction. Tests may look at any layer up to their own, and readers too.
func checkImports(t *tree) (found []string) {
	for _, f := range t.gos {
		for i, p := range f.imports() {
			if why := forbidden(f, p); why != "" {
				found = append(found, t.at(f.syntax.Imports[i].Pos(), "imports %s: %s", p, why))
			}
		}
	}
	return found
}

// forbidden returns why a file may not import a package, or nothing.
func forbidden(f *goFile, p string) string {
	dir, ours := strings.CutPrefix(p, module+"/")
	switch {
	case p == "C":
		return "no cgo"
	case !ours && strings.Contains(strings.Split(p, "/")[0], "."):
		return "only the standard library, outside nested modules"
	case !ours:
		return ""
	case strings.HasPrefix(f.name, "examples/") && strings.HasPrefix(dir, "internal/"):
		return "examples are copied by users, who cannot import it"
	case layerOf(dir) < 0 || layerOf(f.dir()) < 0:
		return "the design gives no layer to one of the two"
	}
	return against(f, dir)
}

// against compares the layers of a file and of what it imports.
func against(f *goFile, dir string) string {
	from, to := layerOf(f.dir()), layerOf(dir)
	example, place := partOf(f.dir())
	other, lower := partOf(dir)
	switch {
	case example != "" && example == other && lower >= 0 && (lower < place || f.isTest() && lower == place):
		return ""
	case example != "" && other != "":
		return "an example imports its own packages alone, in the order of parts"
	case to < from:
		return ""
	case f.isTest() && (to == from || f.dir() == dir || path.Dir(dir) == "csr"):
		return ""
	case to == 0 && from == 0 && f.dir() != "testdata":
		return ""
	}
	return "imports run the other way: internal, csr and arena, readers, search, dijkstra, indexkit, mapmatch and service, cch, hublabel, examples"
}
