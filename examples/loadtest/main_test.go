package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// call runs the program with a small load.
func call(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	args = append([]string{"-hunts", "40", "-rate", "2000", "-duration", "200ms"}, args...)
	status = run(args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// TestTable looks for everything that the table is to tell.
func TestTable(t *testing.T) {
	for _, weights := range []string{"patch", "full"} {
		status, out, errs := call("-weights", weights)
		if status != 0 || errs != "" {
			t.Fatalf("%s: status %d, %s", weights, status, errs)
		}
		for _, row := range []string{
			"40 hunts (" + weights, "p50", "p99", "p999", "max", "waiting", "solving", "total", "events", "all answered after", "hunts that ended", "answers checked",
			"errors                 0\n", "scheduled within 3 µs", "GC pauses", "processors", "solver's share", "RSS a hunt", "RSS growth", "arenas", "regions got", ", which hold ",
			"lowered ones in 25 %", "plain search: ", "; solving p50 ", "; total p50 ", "ways to answers        IndexOnly ", "Settled ", "targets at 20000 events/s",
		} {
			if !strings.Contains(out, row) {
				t.Errorf("%s: no %q in\n%s", weights, row, out)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	status, out, errs := call("-json", "-changes", "3")
	var r result
	if err := json.Unmarshal([]byte(out), &r); status != 0 || err != nil {
		t.Fatalf("status %d, %s, %v: %s", status, errs, err, out)
	}
	if r.Hunts != 40 || r.Changes != 3 || r.Weights != "patch" || r.Events == 0 || r.Total.Max < r.Total.P50 || r.Checked == 0 || r.Lowered != 0.25 || r.Plain <= 0 || len(r.Targets) == 0 || r.Highest != nil {
		t.Errorf("%+v", r)
	}
}

// TestFindRate expects a line a step and a row. So short a run finds that no rate is high
// enough for a p99, or that one is.
func TestFindRate(t *testing.T) {
	status, out, errs := call("-find-rate")
	steps := regexp.MustCompile(`(?m)^ *\d+ events/s for 10ms: total p99 .*, plain search .*, [\d.]+ of it$`).FindAllString(errs, -1)
	if status != 0 || len(steps) == 0 || len(steps) != strings.Count(errs, "\n") {
		t.Errorf("status %d, printed %q", status, errs)
	}
	if !regexp.MustCompile(`(?m)^highest rate +(none|\d+ events/s) at which total p99 is below 3 plain searches$`).MatchString(out) {
		t.Errorf("no rate in\n%s", out)
	}
}

// TestProgress expects a line a second.
func TestProgress(t *testing.T) {
	if testing.Short() {
		t.Skip("takes two seconds")
	}
	_, _, errs := call("-duration", "2100ms")
	if lines := regexp.MustCompile(`(?m)^ +\d s +\d+ events .* p999 .* RSS .*$`).FindAllString(errs, -1); len(lines) == 0 || len(lines) != strings.Count(errs, "\n") {
		t.Errorf("printed %q", errs)
	}
}

// TestDrawing expects well-formed XML with both panels.
func TestDrawing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "load.svg")
	if status, _, errs := call("-svg", name); status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	svg, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) {
		t.Errorf("not XML: %v", err)
	}
	if bars := bytes.Count(svg, []byte("<rect")); bars < 5 || !bytes.Contains(svg, []byte("<polyline")) {
		t.Errorf("%d bars in\n%s", bars, svg)
	}
	if bad := regexp.MustCompile(`NaN|Inf|"-\d`).Find(svg); bad != nil {
		t.Errorf("%s in the drawing", bad)
	}
}

func TestProfile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cpu")
	status, _, errs := call("-cpuprofile", name)
	if f, err := os.Stat(name); status != 0 || err != nil || f.Size() == 0 {
		t.Errorf("status %d, %s, %v", status, errs, err)
	}
}

// TestCeiling has the program take more memory than it may.
func TestCeiling(t *testing.T) {
	if readMemory().now == 0 {
		if status, _, errs := call("-max-rss", "1GB"); status != 2 || !strings.Contains(errs, "-max-rss") {
			t.Errorf("status %d, %q", status, errs)
		}
		t.Skip("this system does not tell how much memory a process takes")
	}
	if status, _, errs := call("-max-rss", "1000GB"); status != 0 {
		t.Errorf("status %d, %q", status, errs)
	}
	if status, out, errs := call("-max-rss", "1MB"); status != 1 || !strings.Contains(out, "RSS") || !strings.Contains(errs, "above -max-rss 1 MB") {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}

func TestBadFlagsAndFiles(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.csr")
	if err := os.WriteFile(junk, []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-hunts", "0"}, {"-hunts", "many"}, {"-rate", "0"}, {"-rate", "-1"}, {"-rate", "NaN"}, {"-rate", "1e9"}, {"-duration", "0s"}, {"-duration", "5"},
		{"-weights", "light"}, {"-changes", "-1"}, {"-changes", "8001"}, {"-checks", "-1"}, {"-workers", "0"}, {"-lowered", "-0.1"}, {"-lowered", "1.1"}, {"-lowered", "NaN"}, {"-max-rss", "300"}, {"-max-rss", "-3MB"},
		{"-max-rss", "MB"}, {"-colour"}, {"extra"}, {"-map", junk}, {"-map", filepath.Join(dir, "none.csr")}, {"-map", ring(t, dir, 0), "-changes", "0"},
		{"-map", dir}, {"-map", os.DevNull}, {"-map", junk, "-svg", junk}, {"-map", junk, "-cpuprofile", junk}, {"-svg", dir},
	} {
		status, out, errs := call(args...)
		if status != 2 || out != "" || !strings.HasPrefix(errs, "loadtest: ") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: status %d, printed %q and %q", args, status, out, errs)
		}
	}
	if status, out, errs := call("-h"); status != 0 || errs != "" || !strings.Contains(out, "-hunts") {
		t.Errorf("-h: status %d, %q, %q", status, out, errs)
	}
	if status, _, errs := call("-svg", filepath.Join(dir, "none", "x.svg")); status != 1 || errs == "" {
		t.Errorf("a drawing that cannot be written: status %d, %q", status, errs)
	}
}

// ring writes a map of n nodes in a ring that leads one way only.
func ring(t *testing.T, dir string, n int) string {
	t.Helper()
	b := csr.NewBuilder(n)
	for v := range csr.Node(n) {
		b.AddArc(v, (v+1)%csr.Node(n), 5)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "ring.csr")
	if err := csr.WriteFile(name, g); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestOtherMaps loads maps where most clues cannot be reached, or all are one.
func TestOtherMaps(t *testing.T) {
	for _, nodes := range []int{1, 7} {
		for _, weights := range []string{"patch", "full"} {
			name := ring(t, t.TempDir(), nodes)
			if status, _, errs := call("-map", name, "-changes", "1", "-weights", weights, "-workers", "2"); status != 0 {
				t.Errorf("%d nodes, %s: status %d: %s", nodes, weights, status, errs)
			}
		}
	}
}
