package repocheck

import (
	"fmt"
	"go/ast"
	"strings"
)

// checkPrefixed finds errors that an exported function returns unwrapped, and whose text
// does not begin with the name of their package: in a log nobody would know where they
// come from. Errors that are only wrapped need no such prefix.
func checkPrefixed(t *tree) (found []string) {
	bare := map[string]bool{} // variables with such a text, by folder and name
	for _, f := range t.gos {
		for _, name := range f.bareErrors() {
			bare[f.dir()+" "+name] = true
		}
	}
	for _, f := range t.gos {
		if f.isTest() || strings.HasPrefix(f.name, "internal/") || strings.HasPrefix(f.name, "examples/") {
			continue
		}
		for _, name := range f.returned() {
			if bare[f.dir()+" "+name.Name] {
				found = append(found, t.at(name.Pos(), "%s: returned, and does not begin with %q", name.Name, f.syntax.Name.Name+": "))
			}
		}
	}
	return found
}

// bareErrors returns the names of variables that are errors.New of a text without the
// package's name in front.
func (f *goFile) bareErrors() (names []string) {
	prefix := fmt.Sprintf(`"%s: `, f.syntax.Name.Name)
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != len(spec.Values) {
			return true
		}
		for i, v := range spec.Values {
			if text, ok := newError(v); ok && !strings.HasPrefix(text, prefix) {
				names = append(names, spec.Names[i].Name)
			}
		}
		return true
	})
	return names
}

// newError returns the text, in quotes, of a call of errors.New.
func newError(e ast.Expr) (text string, ok bool) {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return "", false
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "New" {
		return "", false
	}
	if lit, ok := call.Args[0].(*ast.BasicLit); ok {
		text = lit.Value
	}
	from, isName := fun.X.(*ast.Ident)
	return text, isName && from.Name == "errors"
}

// returned returns the names that exported functions return unwrapped.
func (f *goFile) returned() (names []*ast.Ident) {
	for _, d := range f.syntax.Decls {
		fun, ok := d.(*ast.FuncDecl)
		if !ok || !fun.Name.IsExported() || fun.Name.Name == "Unwrap" || !exportedReceiver(fun) {
			continue
		}
		ast.Inspect(fun, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok {
				for _, e := range r.Results {
					if name, ok := e.(*ast.Ident); ok {
						names = append(names, name)
					}
				}
			}
			return true
		})
	}
	return names
}
