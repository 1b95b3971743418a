package latency

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A benchmark reports with growing iterations, as a loop to b.N does, and then once more,
// as under -count.
func TestRunsOfOneNameAreKept(t *testing.T) {
	s := &session{results: newResults()}
	first, second := new(testing.B), new(testing.B)
	s.keep(first, "A", filled(1).run)
	s.keep(first, "A", filled(1, 2).run)
	s.keep(first, "B", filled(7).run)
	s.keep(second, "B", filled(8, 9).run)
	e := s.keep(second, "B", filled(8, 9, 10).run)
	if len(e.Runs) != 2 || len(e.Runs[0].Took) != 1 || len(e.Runs[1].Took) != 3 {
		t.Errorf("of B there is %v", e.Runs)
	}
	if e.Summary.Mean != 8.5 {
		t.Errorf("B has the mean %v", e.Summary.Mean)
	}
	if a := s.results.find("A"); len(a.Runs) != 1 || len(a.Runs[0].Took) != 2 {
		t.Errorf("of A there is %v", a.Runs)
	}
}

// The recorder is reused.
func TestKeptSamplesAreACopy(t *testing.T) {
	s := &session{results: newResults()}
	r := filled(1, 2, 3)
	e := s.keep(new(testing.B), "A", r.run)
	r.run.Took[0] = 99
	if e.Runs[0].Took[0] != 1 {
		t.Error("what was kept has changed")
	}
}

func TestNothingIsKeptWithoutFlags(t *testing.T) {
	s := &session{results: newResults()}
	line, err := s.take(new(testing.B), "A", filled(1).run)
	if line != "" || err != nil || len(s.results.Benchmarks) != 0 {
		t.Errorf("%q, %v, %v", line, err, s.results.Benchmarks)
	}
	s.save = filepath.Join(t.TempDir(), "a.json")
	if _, err := s.take(new(testing.B), "A", NewRecorder().run); err != nil || len(s.results.Benchmarks) != 0 {
		t.Errorf("a benchmark without samples: %v, %v", err, s.results.Benchmarks)
	}
}

// The run replaces the file it is compared with.
func TestLinesOfTheComparison(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "run.json")
	if err := sample().save(name); err != nil {
		t.Fatal(err)
	}
	s := &session{save: name, against: name, svg: filepath.Join(dir, "plots", "new"), results: newResults()}
	slow := newMachine(5, 80).run(2)
	for _, c := range []struct{ name, want string }{
		{"BenchmarkDistance/grid-2", "in the median of 64 blocks of 80 samples; mean 30.3 µs -> 61.2 µs, +101.9 %"},
		{"BenchmarkDistance/\"odd\" <name>\u2028-2", "not comparable: its samples are of another number of queries each"},
		{"BenchmarkTree/grid-2", "BenchmarkTree/grid-2: not in the baseline"},
	} {
		line, err := s.take(new(testing.B), c.name, slow)
		if err != nil || !strings.HasPrefix(line, c.name+": ") || !strings.HasSuffix(line, c.want) {
			t.Errorf("%q, %v; want %s", line, err, c.want)
		}
		if _, err := os.Stat(filepath.Join(s.svg, fileName(c.name))); err != nil {
			t.Error(err)
		}
	}
	if now, err := load(name); err != nil || len(now.Benchmarks) != 3 || len(now.Benchmarks[0].Runs) != 1 {
		t.Errorf("after three benchmarks the file has %+v, %v", now, err)
	}
	s.baseline.Machine = "go1.0 plan9/arm"
	if line, _ := s.take(new(testing.B), "BenchmarkDistance/grid-2", slow); !strings.HasSuffix(line, "; the baseline is of go1.0 plan9/arm") {
		t.Errorf("%q does not name the other machine", line)
	}
}

// Impossible files fail the first benchmark but not the second, and the other flags still
// work.
func TestOneErrorForEachFlag(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("not results"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		names string
		s     session
	}{
		{"-latency.save: ", session{save: filepath.Join(dir, "none", "a.json")}},
		{"-latency.against: ", session{against: file}},
		{"-latency.against: ", session{against: filepath.Join(dir, "none.json"), save: filepath.Join(dir, "saved.json")}},
		{"-latency.add: ", session{save: file, add: true}},
		{"-latency.add: ", session{add: true}},
		{"-latency.svg: ", session{svg: file}},
	} {
		c.s.results = newResults()
		if _, err := c.s.take(new(testing.B), "A", filled(1).run); err == nil || !strings.HasPrefix(err.Error(), c.names) {
			t.Errorf("the error is %v, want one about %s", err, c.names)
		}
		if line, err := c.s.take(new(testing.B), "B", filled(1).run); line != "" || err != nil {
			t.Errorf("%s the second benchmark has %q, %v", c.names, line, err)
		}
	}
	if r, err := load(filepath.Join(dir, "saved.json")); err != nil || len(r.Benchmarks) != 2 {
		t.Errorf("beside a bad baseline, saved %v, %v", r, err)
	}
}

// Three processes add to one file; a fourth must not.
func TestRunsAreAdded(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.json")
	for i := range 3 {
		s := &session{save: name, add: true, results: newResults()}
		if _, err := s.take(new(testing.B), "A", filled(time.Duration(i)).run); err != nil {
			t.Fatal(err)
		}
	}
	r, err := load(name)
	if err != nil || len(r.Benchmarks) != 1 || len(r.Benchmarks[0].Runs) != 3 || r.Benchmarks[0].Summary.Mean != 1 {
		t.Fatalf("after three runs the file has %+v, %v", r, err)
	}
	r.Machine = "go1.0 plan9/arm"
	if err := r.save(name); err != nil {
		t.Fatal(err)
	}
	s := &session{save: name, add: true, results: newResults()}
	for _, want := range []bool{true, false} { // an error once
		if _, err := s.take(new(testing.B), "A", filled(9).run); (err != nil) != want {
			t.Errorf("added to the runs of another machine: %v", err)
		}
	}
	if r, err := load(name); err != nil || len(r.Benchmarks[0].Runs) != 3 {
		t.Errorf("the file of another machine was overwritten: %+v, %v", r, err)
	}
	s = &session{save: name, results: newResults()}
	if _, err := s.take(new(testing.B), "A", filled(9).run); err != nil {
		t.Error(err)
	}
	if r, err := load(name); err != nil || len(r.Benchmarks[0].Runs) != 1 {
		t.Errorf("without -latency.add the file has %+v, %v", r, err)
	}
}

func TestFileNamesAreSafe(t *testing.T) {
	for name, want := range map[string]string{
		"BenchmarkDistance/grid-2": "BenchmarkDistance_grid-2.svg",
		"../a b\\c:*é\x00":         ".._a_b_c____.svg",
		"":                         ".svg",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q is drawn into %q, want %q", name, got, want)
		}
	}
}

func TestNamesAreThoseThatArePrinted(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := qualifiedName(new(testing.B)); got != "internal/latency." {
		t.Errorf("on one processor: %q", got)
	}
	runtime.GOMAXPROCS(3)
	if got := qualifiedName(new(testing.B)); got != "internal/latency.-3" {
		t.Errorf("on three processors: %q", got)
	}
}

func TestFilesStandWhereProfilesDo(t *testing.T) {
	was := flag.Lookup("test.outputdir").Value.String()
	defer flag.Set("test.outputdir", was)
	dir := t.TempDir()
	for _, c := range [][3]string{
		{"", "a.json", "a.json"}, {dir, "a.json", filepath.Join(dir, "a.json")},
		{dir, "", ""}, {"elsewhere", filepath.Join(dir, "a.json"), filepath.Join(dir, "a.json")},
	} {
		if err := flag.Set("test.outputdir", c[0]); err != nil {
			t.Fatal(err)
		}
		if got := placed(c[1]); got != c[2] {
			t.Errorf("%q from %q is %q, want %q", c[1], c[0], got, c[2])
		}
	}
}

// bench runs BenchmarkClock in a process of its own, as go test does, and returns its
// output.
func bench(t *testing.T, flags ...string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Skip("no path to the test binary: ", err)
	}
	out, err := exec.Command(self, append([]string{"-test.run=^$", "-test.bench=Clock", "-test.benchtime=300x"}, flags...)...).CombinedOutput()
	if err != nil && strings.Contains(err.Error(), "exec format error") {
		t.Skip("the test binary runs in an emulator and cannot start itself: ", err)
	}
	if failed := strings.Contains(string(out), "FAIL"); failed != (err != nil) {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// Save, compare and draw, as a user does.
func TestFlagsEndToEnd(t *testing.T) {
	dir := t.TempDir()
	old, plots := filepath.Join(dir, "old.json"), filepath.Join(dir, "plots")
	out := bench(t, "-latency.save="+old)
	for _, unit := range []string{"mean-ns", "±95-%", "p50-ns", "p99-ns", "p999-ns", "B/op", "allocs/op"} {
		if n := len(regexp.MustCompile(`(?m)^Benchmark.*\d `+unit+`(\s|$)`).FindAllString(out, -1)); n != 2 {
			t.Errorf("%d benchmarks print %s: %s", n, unit, out)
		}
	}
	if strings.Contains(out, "--- BENCH") {
		t.Errorf("lines are logged that no flag asks for: %s", out)
	}
	if r, err := load(old); err != nil || len(r.Benchmarks) != 2 || len(r.Benchmarks[1].Runs[0].Took) != 300 {
		t.Errorf("saved %v, %v", r, err)
	}
	bench(t, "-latency.save="+old, "-latency.add")
	out = bench(t, "-latency.against="+old, "-latency.svg="+plots, "-test.count=2")
	verdict := regexp.MustCompile(`(?m)^    .*internal/latency\.BenchmarkClock/(one|of64)\S*: (faster|slower|no change): .* %.*, p . .* 64 blocks of (300|600) samples; mean .* -> .*, .* %$`)
	if n := len(verdict.FindAllString(out, -1)); n != 4 {
		t.Errorf("%d verdicts: %s", n, out)
	}
	if drawn, err := filepath.Glob(filepath.Join(plots, "*BenchmarkClock_*.svg")); err != nil || len(drawn) != 2 {
		t.Errorf("drawn %v, %v", drawn, err)
	}
}

// Of two benchmarks the first says why it fails.
func TestABadBaselineFailsOnce(t *testing.T) {
	out := bench(t, "-latency.against="+filepath.Join(t.TempDir(), "none.json"))
	if strings.Count(out, "-latency.against: open ") != 1 || !strings.Contains(out, "--- FAIL: BenchmarkClock/one") {
		t.Errorf("printed %s", out)
	}
}

// Saving keeps the benchmarks of other packages, even of the same name, and replaces
// those of its own.
func TestSaveKeepsOtherPackages(t *testing.T) {
	name := filepath.Join(t.TempDir(), "saved.json")
	r := run{Group: 1, Stride: 1, Took: []time.Duration{1, 2, 3}}
	for _, scope := range []string{"a.", "b.", "a."} {
		s := &session{save: name, scope: scope, results: newResults()}
		for _, benchmark := range []string{"BenchmarkX", "BenchmarkY"} {
			if _, err := s.take(&testing.B{}, scope+benchmark, r); err != nil {
				t.Fatal(err)
			}
		}
	}
	saved, err := load(name)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range saved.Benchmarks {
		names = append(names, e.Name)
		if len(e.Runs) != 1 {
			t.Errorf("%s has %d runs", e.Name, len(e.Runs))
		}
	}
	slices.Sort(names)
	if want := []string{"a.BenchmarkX", "a.BenchmarkY", "b.BenchmarkX", "b.BenchmarkY"}; !slices.Equal(names, want) {
		t.Errorf("saved %v, want %v", names, want)
	}
}
