package gridmap

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/veltrix/cairn/csr"
)

// TestFormsOfMaps reads one map in every form that is accepted, a byte a read as
// well.
func TestFormsOfMaps(t *testing.T) {
	m, err := FromPassable(2, []bool{true, true, false, true}, nil)
	want := mustGraph(t, m, err)
	for _, text := range []string{
		"type octile\nheight 2\nwidth 2\nmap\n..\n@.\n",
		"type octile\nheight 2\nwidth 2\nmap\n..\n@.",
		"type octile\r\nheight 2\r\nwidth 2\r\nmap\r\nG.\r\nT.\r\n\r\n",
		"width 2 \n type  octile\nheight 2\nmap\n.G  \nO.\n\n \n",
		"\ufefftype octile\nheight 2\nwidth 2\nmap\nS.\n@.\n",
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			m, err := Read(r, nil)
			if got := mustGraph(t, m, err); got.Hash() != want.Hash() {
				t.Errorf("%q: arcs %s, want %s", text, arcs(got), arcs(want))
			}
		}
	}
}

// TestFormsOfMatrices does so for numbers.
func TestFormsOfMatrices(t *testing.T) {
	m, err := FromWeights(3, []uint32{1, 20, 300, 0, 4294967295, 6}, nil)
	want := mustGraph(t, m, err)
	for _, text := range []string{
		"1,20,300\n0,4294967295,6\n",
		"1,20,300\r\n0,4294967295,6\r\n\r\n\n",
		"  1 ,20,  300\n0, 4294967295 ,6",
		"1;20;300\n0;4294967295;6",
		"1 20\t300\n 000  4294967295 6 \n",
		"1,20,300,\n0,4294967295,6,\n",
		"1, 20, 300 , \r\n0,4294967295,6\r\n",
		"1;20;300;\n0;4294967295;6;",
		"\ufeff1,20,300\n0,4294967295,6\n",
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			m, err := ReadMatrix(r, nil)
			if got := mustGraph(t, m, err); got.Hash() != want.Hash() {
				t.Errorf("%q: other graph", text)
			}
		}
	}
}

// TestLongLines reads rows that do not fit in the reader's buffer.
func TestLongLines(t *testing.T) {
	const width = 10_000
	m, err := Read(strings.NewReader(game(strings.Repeat(".", width), strings.Repeat("G", width))), nil)
	if g := mustGraph(t, m, err); g.NumNodes() != 2*width {
		t.Errorf("%d nodes", g.NumNodes())
	}
	m, err = ReadMatrix(strings.NewReader(strings.Repeat("12,", width-1)+"12"), nil)
	if g := mustGraph(t, m, err); g.NumNodes() != width {
		t.Errorf("%d nodes", g.NumNodes())
	}
}

// TestMapErrors looks for reason and place.
func TestMapErrors(t *testing.T) {
	const head = "type octile\nheight 2\nwidth 3\nmap\n"
	for _, c := range []struct {
		text         string
		line, column int
		want         error
	}{
		{"", 1, 0, ErrHeader},
		{"type octile\n", 2, 0, ErrHeader},
		{"type tile\n", 1, 0, ErrHeader},
		{"type octile\ntype octile\n", 2, 0, ErrHeader},
		{"type octile\nheight two\n", 2, 0, ErrHeader},
		{"type octile\nheight 0\n", 2, 0, ErrHeader},
		{"type octile\nheight -2\n", 2, 0, ErrHeader},
		{"type octile\nheight 2\nheight 2\n", 3, 0, ErrHeader},
		{"type octile\nheight\n", 2, 0, ErrHeader},
		{"type octile\ndepth 2\n", 2, 0, ErrHeader},
		{"\n" + head, 1, 0, ErrHeader},
		{"height 2\nwidth 3\nmap\n", 3, 0, ErrHeader},
		{"type octile\nwidth 3\nmap\n", 3, 0, ErrHeader},
		{"type octile\nheight 3\nmap\n", 3, 0, ErrHeader},
		{head + "...\n", 6, 0, ErrSize},
		{head + "...\n..\n", 6, 3, ErrSize},
		{head + "...\n....\n", 6, 4, ErrSize},
		{head + "...\n...\n...\n", 7, 0, ErrSize},
		{head + "...\n.x.\n", 6, 2, ErrCell},
		{head + "...\n\x00..\n", 6, 1, ErrCell},
		{"type octile\nheight 99999999999999999999\n", 2, 0, ErrLimit},
		{"type octile\nheight 1000000\nwidth 1000000\nmap\n", 4, 0, ErrLimit},
	} {
		m, err := Read(strings.NewReader(c.text), nil)
		checkError(t, c.text, m, err, c.line, c.column, c.want)
	}
}

func TestMatrixErrors(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		want         error
	}{
		{"", 1, 0, ErrSize},
		{"\n\n", 3, 0, ErrSize},
		{"1,2\n3\n", 2, 2, ErrSize},
		{"1,2\n3,4,5\n", 2, 5, ErrSize},
		{"1,2\n\n3,4\n", 3, 0, ErrSize},
		{"1,x\n", 1, 3, ErrCell},
		{"1,,\n", 1, 3, ErrCell},
		{",\n", 1, 1, ErrCell},
		{"1,2,\n3,\n", 2, 3, ErrSize},
		{"1,2\n3,4,,\n", 2, 5, ErrCell},
		{",1\n", 1, 1, ErrCell},
		{"1,,2\n", 1, 3, ErrCell},
		{"1.5,2\n", 1, 2, ErrCell},
		{"-1\n", 1, 1, ErrMinusOne},
		{"1,2\n3, -1\n", 2, 4, ErrMinusOne},
		{"-1,2\n", 1, 1, ErrCell},
		{"-2\n", 1, 1, ErrCell},
		{"-10,2\n", 1, 1, ErrCell},
		{"-1.5\n", 1, 1, ErrCell},
		{"1-1\n", 1, 2, ErrCell},
		{"1,2;3\n", 1, 4, ErrCell},
		{"1 2\n3,4\n", 2, 2, ErrCell},
		{"4294967296\n", 1, 1, ErrCell},
		{"99999999999999999999999999\n", 1, 1, ErrCell},
	} {
		m, err := ReadMatrix(strings.NewReader(c.text), nil)
		checkError(t, c.text, m, err, c.line, c.column, c.want)
	}
}

func checkError(t *testing.T, text string, m *Map, err error, line, column int, want error) {
	t.Helper()
	var e *Error
	if m != nil || !errors.Is(err, want) || !errors.As(err, &e) || e.Line != line || e.Column != column {
		t.Errorf("%q: %v; want %v in line %d, column %d", text, err, want, line, column)
	}
}

// TestSlicesOfWrongLength refuses what makes no rectangle.
func TestSlicesOfWrongLength(t *testing.T) {
	for _, c := range []struct{ width, cells int }{{0, 0}, {0, 4}, {-1, 4}, {3, 4}, {2, 0}, {5, 4}} {
		if m, err := FromPassable(c.width, make([]bool, c.cells), nil); m != nil || !errors.Is(err, ErrSize) {
			t.Errorf("%d cells in rows of %d: %v", c.cells, c.width, err)
		}
		if m, err := FromWeights(c.width, make([]uint32, c.cells), nil); m != nil || !errors.Is(err, ErrSize) {
			t.Errorf("%d weights in rows of %d: %v", c.cells, c.width, err)
		}
	}
}

// TestReaderErrors passes on what the reader failed with.
func TestReaderErrors(t *testing.T) {
	broken := errors.New("cable cut")
	for _, text := range []string{"", "type oct", "type octile\nheight 2\nwidth 2\nmap\n..\n."} {
		if _, err := Read(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), nil); !errors.Is(err, broken) {
			t.Errorf("after %q: %v", text, err)
		}
	}
	if _, err := ReadMatrix(io.MultiReader(strings.NewReader("1,2\n3"), iotest.ErrReader(broken)), nil); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// endless gives out one byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	copy(p, bytes.Repeat([]byte{byte(e)}, len(p)))
	return len(p), nil
}

// TestMemoryIsBounded reads claims without rows, and rows without end: what is
// allocated follows what was read, up to the limits.
func TestMemoryIsBounded(t *testing.T) {
	defer func(line int) { maxLine = line }(maxLine)
	maxLine = 1 << 14
	opts := &Options{MaxCells: 1 << 12}
	read := func(r io.Reader) (*Map, error) { return Read(r, opts) }
	matrix := func(r io.Reader) (*Map, error) { return ReadMatrix(r, opts) }
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, c := range []struct {
		r    io.Reader
		read func(io.Reader) (*Map, error)
	}{
		{strings.NewReader("type octile\nheight 64\nwidth 65\nmap\n"), read},
		{endless('.'), read},
		{io.MultiReader(strings.NewReader("type octile\nheight 1\nwidth 9\nmap\n"), endless('.')), read},
		{endless('1'), matrix},
		{strings.NewReader(strings.Repeat("1 1\n", 3000)), matrix},
	} {
		if m, err := c.read(c.r); m != nil || !errors.Is(err, ErrLimit) {
			t.Errorf("%v", err)
		}
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
}

// sound builds the graph of a map that was read, or checks the error.
func sound(t *testing.T, m *Map, err error) {
	t.Helper()
	if err != nil {
		var e *Error
		if m != nil || !errors.As(err, &e) || e.Line < 1 {
			t.Fatalf("%v, %v", m, err)
		}
		return
	}
	g := mustGraph(t, m, nil)
	if err := g.Verify(); err != nil || g.NumNodes() != m.NumNodes() {
		t.Fatalf("%d nodes of %d, %v", g.NumNodes(), m.NumNodes(), err)
	}
	for v := range csr.Node(g.NumNodes()) {
		x, y, ok := m.Cell(v)
		if back, backOK := m.Node(x, y); !ok || !backOK || back != v {
			t.Fatalf("node %d is cell %d,%d, which is node %d", v, x, y, back)
		}
	}
}

// FuzzRead takes any text for a game map.
func FuzzRead(f *testing.F) {
	f.Add(game("..@", "G.T"), uint8(0), uint8(0))
	f.Add("type octile\r\nwidth 1\r\nheight 1\r\nmap\r\n.\r\n\r\n", uint8(Right), uint8(OneOpen))
	f.Add("type octile\nheight 9\nwidth 9\nmap\n", uint8(0), uint8(0))
	f.Add(game("SWW", "W.W", "T@."), uint8(Eight), uint8(NoneOpen))
	f.Fuzz(func(t *testing.T, text string, moves, corners uint8) {
		opts := Options{Moves: Moves(moves), Corners: Corners(corners % 3)}
		m, err := Read(strings.NewReader(text), &opts)
		sound(t, m, err)
		opts.Costs = Costs{'.': 1, 'S': uint32(corners), 'W': csr.Blocked, 'x': 0}
		m, err = Read(strings.NewReader(text), &opts)
		sound(t, m, err)
	})
}

// FuzzReadMatrix takes any text for a matrix, with any moves.
func FuzzReadMatrix(f *testing.F) {
	f.Add("1,2\n3,4\n", uint8(0))
	f.Add("1 2 4294967295\n", uint8(Eight))
	f.Add("7;\n", uint8(Right))
	f.Add("7,-1,\n1,2,\n", uint8(DownRight))
	f.Fuzz(func(t *testing.T, text string, moves uint8) {
		opts := Options{Moves: Moves(moves), Points: moves&1 == 1, MinusOneWalls: moves&2 == 2}
		if moves&4 == 4 {
			opts.Straight, opts.Diagonal, opts.Corners = 5, 7, OneOpen
		}
		m, err := ReadMatrix(strings.NewReader(text), &opts)
		sound(t, m, err)
	})
}
