// Package repocheck holds the house rules of this repository, as tests: what may
// lie where, who may import whom, where unsafe and assembly may stand, that
// everything exported says what it does, and that examples build wherever they are
// copied. A rule is a function from a tree of files to what it finds wrong, so that
// the rules themselves can be tested on trees that break them.
package repocheck
