package repocheck

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// module is the import path of the root.
const module = "github.com/veltrix/cairn"

// tree holds the repository's files, with the Go files parsed.
type tree struct {
	files    fs.FS
	set      *token.FileSet
	gos      []*goFile // in lexical order
	assembly []asmFile // likewise
}

// asmFile is an assembly file of the root module.
type asmFile struct{ name, source string }

// goFile is a Go file of the root module.
type goFile struct {
	name   string // path from the root, with slashes
	source string
	syntax *ast.File
}

// dir returns the folder of the file, "." for the root.
func (f *goFile) dir() string { return path.Dir(f.name) }

func (f *goFile) isTest() bool { return strings.HasSuffix(f.name, "_test.go") }

// imports returns the import paths of the file.
func (f *goFile) imports() (paths []string) {
	for _, spec := range f.syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

// load reads a tree, without nested modules and hidden folders: the rules are for what
// users build.
func load(files fs.FS) (*tree, error) {
	t := &tree{files: files, set: token.NewFileSet()}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(d.Name(), ".") || exists(files, path.Join(name, "go.mod"))) {
				return fs.SkipDir
			}
			return nil
		}
		switch path.Ext(name) {
		case ".go":
			return t.parse(name)
		case ".s":
			return t.read(name)
		}
		return nil
	})
	return t, err
}

func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

func (t *tree) parse(name string) error {
	source, err := fs.ReadFile(t.files, name)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(t.set, name, source, parser.ParseComments)
	if err != nil {
		return err
	}
	t.gos = append(t.gos, &goFile{name, string(source), syntax})
	return nil
}

// read adds an assembly file.
func (t *tree) read(name string) error {
	source, err := fs.ReadFile(t.files, name)
	t.assembly = append(t.assembly, asmFile{name, string(source)})
	return err
}

// at formats a finding with its position.
func (t *tree) at(pos token.Pos, format string, args ...any) string {
	p := t.set.Position(pos)
	return fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, fmt.Sprintf(format, args...))
}
