package repocheck

import (
	"fmt"
	"go/ast"
	"strings"
)

// checkDocumented finds packages without a comment, and exported names without one, or
// with one that does not begin with the name.
func checkDocumented(t *tree) (found []string) {
	commented := map[string]bool{}
	for _, f := range t.gos {
		if f.isTest() {
			continue
		}
		commented[f.dir()] = commented[f.dir()] || f.syntax.Doc != nil
		for _, d := range f.syntax.Decls {
			found = append(found, t.undocumented(d)...)
		}
	}
	for dir, ok := range commented {
		if !ok {
			found = append(found, fmt.Sprintf("%s: no package comment", dir))
		}
	}
	return found
}

func (t *tree) undocumented(d ast.Decl) (found []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && exportedReceiver(d) && !begins(d.Doc, d.Name.Name) {
			found = append(found, t.at(d.Pos(), "%s: no comment that begins with its name", d.Name.Name))
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			found = append(found, t.undocumentedSpec(d, spec)...)
		}
	}
	return found
}

// exportedReceiver tells whether a function is not a method, or one of an exported type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	name := ""
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return ast.IsExported(name)
}

// undocumentedSpec checks a type, constant or variable. The comment of a group covers all
// of it.
func (t *tree) undocumentedSpec(d *ast.GenDecl, spec ast.Spec) (found []string) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && !begins(s.Doc, s.Name.Name) && !begins(d.Doc, s.Name.Name) {
			found = append(found, t.at(s.Pos(), "%s: no comment that begins with its name", s.Name.Name))
		}
		if st, ok := s.Type.(*ast.StructType); ok && s.Name.IsExported() {
			found = append(found, t.undocumentedFields(s.Name.Name, st)...)
		}
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if name.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
				found = append(found, t.at(s.Pos(), "%s: no comment", name.Name))
			}
		}
	}
	return found
}

// undocumentedFields checks the exported fields of a struct. One comment may cover a run
// of fields without blank lines.
func (t *tree) undocumentedFields(owner string, st *ast.StructType) (found []string) {
	covered := 0 // the line after the last field with a comment
	for _, field := range st.Fields.List {
		line := t.set.Position(field.Pos()).Line
		if field.Doc != nil || field.Comment != nil || covered == line {
			covered = line + 1
			continue
		}
		for _, name := range field.Names {
			if name.IsExported() && !single(st) {
				found = append(found, t.at(field.Pos(), "%s.%s: no comment", owner, name.Name))
			}
		}
	}
	return found
}

// single tells whether a struct has one line of fields, which the comment of the type
// describes.
func single(st *ast.StructType) bool { return len(st.Fields.List) == 1 }

// begins tells whether a comment begins with a name, after an article if there is one.
func begins(c *ast.CommentGroup, name string) bool {
	if c == nil {
		return false
	}
	text := c.Text()
	for _, article := range []string{"A ", "An ", "The "} {
		text = strings.TrimPrefix(text, article)
	}
	rest, ok := strings.CutPrefix(text, name)
	return ok && (rest == "" || !isWord(rest[0]))
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
