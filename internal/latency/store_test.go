package latency

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// sample returns results of two benchmarks, one of which ran twice.
func sample() *results {
	m := newMachine(4, 100)
	r := newResults()
	grouped := m.run(2)
	grouped.Group, grouped.Stride = 64, 8
	for _, e := range []*entry{
		{Name: "BenchmarkDistance/grid-2", Runs: []run{m.run(1), m.run(1)}},
		{Name: "BenchmarkDistance/\"odd\" <name>\u2028-2", Runs: []run{grouped}},
	} {
		e.Summary = summarize(e.Runs)
		r.Benchmarks = append(r.Benchmarks, e)
	}
	return r
}

func TestWhatIsSavedIsLoaded(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.json")
	want := sample()
	for range 2 { // the second replaces the first
		if err := want.save(name); err != nil {
			t.Fatal(err)
		}
	}
	got, err := load(name)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("saved %+v, loaded %+v", want, got)
	}
	for _, e := range want.Benchmarks {
		if got.find(e.Name) == nil {
			t.Errorf("%s is not found", e.Name)
		}
	}
	if got.find("BenchmarkDistance") != nil {
		t.Error("a benchmark was found that is not there")
	}
}

// The summary in an edited file does not count.
func TestSummaryFollowsFromTheRuns(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.json")
	text := `{"format":"cairn latency 1","benchmarks":[{"name":"A","summary":{"mean_ns":1},"runs":[{"group":2,"stride":1,"took_ns":[10,30]}]}]}`
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := load(name); err != nil || r.Benchmarks[0].Summary.Mean != 10 {
		t.Errorf("loaded %+v, %v", r, err)
	}
}

// The error names the file and says what is wrong with it.
func TestBadFilesAreRefused(t *testing.T) {
	const head = `{"format":"cairn latency 1","benchmarks":[`
	for _, c := range []struct{ text, says string }{
		{"", "unexpected end"},
		{"BenchmarkDistance 1000 30 ns/op", "invalid character"},
		{"{}", `format is ""`},
		{"null", `format is ""`},
		{`{"format":"cairn latency 2"}`, "cairn latency 2"},
		{head + `null]}`, "benchmark 0 has no runs"},
		{head + `{"name":"A"}]}`, "benchmark 0 has no runs"},
		{head + `{"name":"A","runs":[{"group":0,"stride":1,"took_ns":[1]}]}]}`, "A: group"},
		{head + `{"name":"A","runs":[{"group":1,"stride":0,"took_ns":[1]}]}]}`, "A: stride"},
		{head + `{"name":"A","runs":[{"group":1,"stride":-4,"took_ns":[1]}]}]}`, "A: stride"},
		{head + `{"name":"A","runs":[{"group":1,"stride":6,"took_ns":[1]}]}]}`, "A: stride"},
		{head + `{"name":"A","runs":[{"group":1,"stride":2,"took_ns":[]}]}]}`, "A: a run without"},
		{head + `{"name":"A","runs":[{"group":1,"stride":2,"took_ns":[1,-1]}]}]}`, "A: a sample is negative"},
		{head + `{"name":"A","runs":[{"group":1,"stride":2,"took_ns":[1.5]}]}]}`, "1.5"},
		{head + `{"name":"A","runs":[{"group":1,"stride":2,"took_ns":[1,2`, "unexpected end"},
	} {
		name := filepath.Join(t.TempDir(), "bad.json")
		if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := load(name)
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v, want one about %s", c.text, err, c.says)
		}
	}
	if _, err := load(filepath.Join(t.TempDir(), "none.json")); !os.IsNotExist(err) {
		t.Errorf("no file: the error is %v", err)
	}
}
