// Package repocheck tests the rules of this repository: where files may lie, which
// packages may import which, where unsafe and assembly may be used, that every exported
// name is documented, and that examples build wherever they are copied. A rule is a
// function from a tree of files to its findings, so that the rules themselves can be
// tested on trees that break them.
package repocheck
