package graphtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// variable is the name of the environment variable for the folder of published answers.
const variable = "CAIRN_DATA"

// Data returns the folder with graphs and answers that other projects published: the
// value of the environment variable CAIRN_DATA. A relative path starts at the root of the
// module. Data skips the test, and says so, if the variable is not set, and fails it if
// the folder does not exist.
func Data(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		tb.Skipf("%s is not set: it names the folder with published graphs and answers", variable)
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(Root(tb), dir)
	}
	if _, err := os.Stat(dir); err != nil {
		tb.Fatalf("%s: %v", variable, err)
	}
	return dir
}

// Root returns the nearest folder at or above the test's that has a go.mod.
func Root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			err = os.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
	tb.Fatalf("no go.mod above the test: %v", err)
	return ""
}

// lines returns the lines of a file under Data, without blank ones.
func lines(tb testing.TB, elements ...string) (lines []string) {
	tb.Helper()
	name := filepath.Join(append([]string{Data(tb)}, elements...)...)
	b, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// scan parses a line or fails the test.
func scan(tb testing.TB, line, format string, into ...any) {
	tb.Helper()
	if _, err := fmt.Sscanf(line, format, into...); err != nil {
		tb.Fatalf("%q is not %q: %v", line, format, err)
	}
}

// Matrix returns the numbers of a file in the folder euler, row by row.
func Matrix(tb testing.TB, name string) (rows [][]uint32) {
	tb.Helper()
	for _, line := range lines(tb, "euler", name) {
		var row []uint32
		for field := range strings.SplitSeq(line, ",") {
			var w uint32
			scan(tb, field, "%d", &w)
			row = append(row, w)
		}
		rows = append(rows, row)
	}
	return rows
}

// MapPath returns the path of a published game map, such as "den001d".
func MapPath(tb testing.TB, name string) string {
	tb.Helper()
	return filepath.Join(Data(tb), "movingai", name+".map")
}

// Scenario is a pair of cells of a game map, by column and row, and their distance.
type Scenario struct {
	StartX, StartY, GoalX, GoalY int     // cells
	Length                       float64 // a step is 1, a diagonal one √2; six digits
}

// Scenarios returns the published scenarios of a game map.
func Scenarios(tb testing.TB, name string) (scenarios []Scenario) {
	tb.Helper()
	for _, line := range lines(tb, "movingai", name+".map.scen")[1:] { // after the version
		var s Scenario
		var bucket, width, height int
		var file string
		scan(tb, line, "%d %s %d %d %d %d %d %d %g", &bucket, &file, &width, &height, &s.StartX, &s.StartY, &s.GoalX, &s.GoalY, &s.Length)
		scenarios = append(scenarios, s)
	}
	return scenarios
}

// SeattleQuery is a pair of nodes of the Seattle graph with their distance.
type SeattleQuery struct {
	From, To uint32 // nodes
	Distance uint64 // or Inf
}

// Seattle returns the graph of Seattle's streets, without its loops and arcs of weight 0,
// as its publishers read it, and their 100,000 queries.
func Seattle(tb testing.TB) (*Graph, []SeattleQuery) {
	tb.Helper()
	g := &Graph{Name: "graph_23rd"}
	for _, line := range lines(tb, "graph_23rd", "graph_23rd.gr") {
		var a Arc
		scan(tb, line, "a %d %d %d", &a.From, &a.To, &a.Weight)
		g.N = max(g.N, int(a.From)+1, int(a.To)+1)
		if a.From != a.To && a.Weight > 0 {
			g.Arcs = append(g.Arcs, a)
		}
	}
	var queries []SeattleQuery
	for _, line := range lines(tb, "graph_23rd", "graph_23rd.queries.tsv")[1:] { // after the names of the columns
		var q SeattleQuery
		var d int64
		scan(tb, line, "%d\t%d\t%d", &q.From, &q.To, &d)
		if q.Distance = uint64(d); d < 0 {
			q.Distance = Inf
		}
		queries = append(queries, q)
	}
	return g, queries
}
