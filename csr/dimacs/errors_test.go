package dimacs

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestGrErrors has every way in which a .gr file can be wrong.
func TestGrErrors(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	for _, c := range []struct {
		name, gr string
		line     int
		want     error
	}{
		{"empty", "", 1, ErrProblem},
		{"only comments", "c one\nc two\n", 3, ErrProblem},
		{"arc before p", "c\na 1 2 3\np sp 2 1\n", 2, ErrNoProblemLine},
		{"second p", "p sp 2 1\na 1 2 3\np sp 2 1\n", 3, ErrProblem},
		{"unknown line", "p sp 2 1\nx 1 2 3\n", 2, ErrSyntax},
		{"point line", "p sp 2 1\nv 1 2 3\n", 2, ErrSyntax},
		{"long letter", "p sp 2 1\narc 1 2 3\n", 2, ErrSyntax},
		{"capital", "P sp 2 1\n", 1, ErrSyntax},
		{"not sp", "p max 2 1\n", 1, ErrSyntax},
		{"aux in a graph", "p aux sp co 3\n", 1, ErrSyntax},
		{"p alone", "p\n", 1, ErrSyntax},
		{"p without arcs", "p sp 2\n", 1, ErrSyntax},
		{"p with more", "p sp 2 1 0\n", 1, ErrSyntax},
		{"p with a fraction", "p sp 2.0 1\n", 1, ErrSyntax},
		{"negative nodes", "p sp -2 1\n", 1, ErrCount},
		{"negative arcs", "p sp 2 -1\n", 1, ErrCount},
		{"too many nodes", "p sp 1048577 0\n", 1, ErrLimit},
		{"too many nodes for an arc", "p sp 1048579 1\n", 1, ErrLimit},
		{"absurd nodes", "p sp 4294967295 3\n", 1, ErrLimit},
		{"more nodes than numbers", "p sp 4294967296 4294967295\n", 1, ErrLimit},
		{"endless nodes", "p sp 99999999999999999999999999 3\n", 1, ErrLimit},
		{"absurd arcs", "p sp 3 4294967296\n", 1, ErrLimit},
		{"endless arcs", "p sp 3 99999999999999999999999999\n", 1, ErrLimit},
		{"arc without weight", "p sp 2 1\na 1 2\n", 2, ErrSyntax},
		{"arc with more", "p sp 2 1\na 1 2 3 4\n", 2, ErrSyntax},
		{"arc with text", "p sp 2 1\na 1 two 3\n", 2, ErrSyntax},
		{"weight with a fraction", "p sp 2 1\na 1 2 3.5\n", 2, ErrSyntax},
		{"arc from node 0", "p sp 2 1\na 0 2 3\n", 2, ErrZeroBased},
		{"arc to node 0", "p sp 2 1\na 1 0 3\n", 2, ErrZeroBased},
		{"arc to node 0 and more", "p sp 2 1\na 1 0 3\n", 2, ErrNode},
		{"arc before p and more", "a 1 2 3\n", 1, ErrProblem},
		{"arc from a node too many", "p sp 2 1\na 3 2 3\n", 2, ErrNode},
		{"arc to a node too many", "p sp 2 1\na 1 3 3\n", 2, ErrNode},
		{"arc to a negative node", "p sp 2 1\na 1 -1 3\n", 2, ErrNode},
		{"arc to a node beyond 32 bits", "p sp 2 1\na 1 4294967298 3\n", 2, ErrNode},
		{"arc to a node beyond 64 bits", "p sp 2 1\na 1 18446744073709551618 3\n", 2, ErrNode},
		{"negative weight", "p sp 2 1\na 1 2 -1\n", 2, ErrWeight},
		{"weight beyond 32 bits", "p sp 2 1\na 1 2 4294967296\n", 2, ErrWeight},
		{"weight beyond 64 bits", "p sp 2 1\na 1 2 18446744073709551617\n", 2, ErrWeight},
		{"arc too few", "p sp 2 2\na 1 2 3\nc end\n", 4, ErrCount},
		{"arc too few without newline", "p sp 2 2\na 1 2 3", 3, ErrCount},
		{"arc too many", "p sp 2 1\na 1 2 3\n\na 2 1 3\na 2 1 3\n", 4, ErrCount},
		{"long comment", "p sp 2 1\nc" + long + "\na 1 2 3\n", 2, ErrLimit},
		{"long line without end", "p sp 2 1\na 1 2 3" + long + long, 2, ErrLimit},
	} {
		_, err := Read(strings.NewReader(c.gr), nil, nil)
		checkError(t, c.name, err, "gr", c.line, c.want)
	}
}

// TestCoErrors has every way in which a .co file can be wrong beside a sound
// .gr file.
func TestCoErrors(t *testing.T) {
	for _, c := range []struct {
		name, co string
		line     int
		want     error
	}{
		{"only comments", "c\n", 2, ErrProblem},
		{"point before p", "v 1 2 3\n", 1, ErrNoProblemLine},
		{"second p", "p aux sp co 3\nv 1 2 3\np aux sp co 3\n", 3, ErrProblem},
		{"arc line", "p aux sp co 3\na 1 2 3\n", 2, ErrSyntax},
		{"not aux", "p sp 3 3\n", 1, ErrSyntax},
		{"not sp", "p aux max co 3\n", 1, ErrSyntax},
		{"not co", "p aux sp p2p 3\n", 1, ErrSyntax},
		{"p without count", "p aux sp co\n", 1, ErrSyntax},
		{"p with more", "p aux sp co 3 3\n", 1, ErrSyntax},
		{"fewer points than nodes", "p aux sp co 2\n", 1, ErrCount},
		{"more points than nodes", "p aux sp co 4\n", 1, ErrCount},
		{"absurd count", "c\np aux sp co 4000000000\n", 2, ErrCount},
		{"point without y", "p aux sp co 3\nv 1 2\n", 2, ErrSyntax},
		{"point with height", "p aux sp co 3\nv 1 2 3 4\n", 2, ErrSyntax},
		{"point with a fraction", "p aux sp co 3\nv 1 11.9 57.7\n", 2, ErrSyntax},
		{"node 0", "p aux sp co 3\nv 0 2 3\n", 2, ErrZeroBased},
		{"unknown node", "p aux sp co 3\nv 1 2 3\nv 4 2 3\n", 3, ErrNode},
		{"node again", "p aux sp co 3\nv 2 2 3\nv 1 2 3\n\nv 2 2 3\n", 5, ErrNode},
		{"more than once round", "p aux sp co 3\nv 1 360000001 3\n", 2, ErrPoint},
		{"more than once back", "p aux sp co 3\nv 1 -360000001 3\n", 2, ErrPoint},
		{"beyond the pole", "p aux sp co 3\nv 1 2 -90000001\n", 2, ErrPoint},
		{"endless coordinate", "p aux sp co 3\nv 1 2 -99999999999999999999\n", 2, ErrPoint},
		{"point too few", "p aux sp co 3\nv 1 2 3\nv 3 2 3\n", 4, ErrCount},
		{"point too many", triangleCo + "v 1 2 3\n", 5, ErrCount},
		{"long line", "p aux sp co 3\nv " + strings.Repeat(" ", maxLine), 2, ErrLimit},
	} {
		_, err := Read(strings.NewReader(triangleGr), strings.NewReader(c.co), nil)
		checkError(t, c.name, err, "co", c.line, c.want)
	}
}

func TestPlaneErrors(t *testing.T) {
	for _, line := range []string{"v 1 9007199254740993 0", "v 1 0 -9007199254740993"} {
		_, err := Read(strings.NewReader(triangleGr), strings.NewReader("p aux sp co 3\n"+line), &Options{Plane: true})
		checkError(t, line, err, "co", 2, ErrPoint)
	}
}

func TestMaxNodes(t *testing.T) {
	for _, c := range []struct {
		max int
		gr  string
		ok  bool
	}{
		{2, triangleGr, false},
		{3, triangleGr, true},
		{0, "p sp 1048576 0", true},
		{0, "p sp 1048577 0", false},
		{1048577, "p sp 1048577 0", true},
		{0, "p sp 1048578 1\na 1 2 3", true},
	} {
		_, err := Read(strings.NewReader(c.gr), nil, &Options{MaxNodes: c.max})
		if c.ok && err != nil {
			t.Errorf("%.20q with MaxNodes %d: %v", c.gr, c.max, err)
		}
		if !c.ok {
			checkError(t, c.gr, err, "gr", 1, ErrLimit)
		}
	}
}

// TestReaderErrors checks that an error of the reader is reported as it is, at its line,
// and not as a fault of the line that it cut short.
func TestReaderErrors(t *testing.T) {
	broken := errors.New("cable cut")
	cut := func(s string) io.Reader {
		return io.MultiReader(strings.NewReader(s), iotest.ErrReader(broken))
	}
	_, err := Read(cut("p sp 3 3\na 1"), nil, nil)
	checkError(t, "gr", err, "gr", 2, broken)
	_, err = Read(cut(triangleGr), nil, nil)
	checkError(t, "gr", err, "gr", 5, broken)
	_, err = Read(strings.NewReader(triangleGr), cut("p aux sp co 3\nv 1 2 3\nv 2 5"), nil)
	checkError(t, "co", err, "co", 3, broken)
	_, err = Read(iotest.DataErrReader(iotest.OneByteReader(strings.NewReader(triangleGr))), nil, nil)
	if err != nil {
		t.Errorf("byte by byte: %v", err)
	}
}

func checkError(t *testing.T, name string, err error, file string, line int, want error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%.40s: error is %v, not an *Error", name, err)
		return
	}
	if e.File != file || e.Line != line || !errors.Is(err, want) {
		t.Errorf("%.40s: %v\nwant .%s line %d: %v", name, err, file, line, want)
	}
}

func TestErrorMessage(t *testing.T) {
	_, err := Read(strings.NewReader("p sp 2 1\na 1 7 3\n"), nil, nil)
	const want = "dimacs: .gr line 2: wrong node: 7 is not from 1 to 2"
	if err == nil || err.Error() != want {
		t.Errorf("message is %q, want %q", err, want)
	}
}
