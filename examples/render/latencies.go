package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// latencies is the content of a file: each latency, or summaries of several kinds.
type latencies struct {
	all  *service.Histogram // nil if there are only sums
	rows []row
}

// row is the summary of one kind.
type row struct {
	name string
	service.Latency
}

// readLatencies reads a file of either kind.
func readLatencies(name string) (latencies, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return latencies{}, err
	}
	parse := parseDurations
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		parse = parseReport
	}
	l, err := parse(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return l, err
}

// parseDurations reads a duration a line, as Go writes them: 12.5µs, 3ms. Empty lines and
// lines that begin with # are skipped.
func parseDurations(text []byte) (latencies, error) {
	h := &service.Histogram{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		d, err := time.ParseDuration(line)
		if err != nil || d < 0 {
			return latencies{}, fmt.Errorf("line %d: %.40q is no duration such as 12.5µs", n, line)
		}
		h.Record(d)
	}
	if err := lines.Err(); err != nil {
		return latencies{}, err
	}
	if h.Count() == 0 {
		return latencies{}, errors.New("there is no duration in it")
	}
	return latencies{h, []row{{"", h.Latency()}}}, nil
}

// parseReport reads the output of loadtest -json.
func parseReport(text []byte) (latencies, error) {
	var report struct{ Waiting, Solving, Total service.Latency }
	if err := json.Unmarshal(text, &report); err != nil {
		return latencies{}, err
	}
	l := latencies{rows: []row{{"waiting", report.Waiting}, {"solving", report.Solving}, {"total", report.Total}}}
	for _, r := range l.rows {
		if r.Count == 0 || min(r.Mean, r.P50) < 0 || r.P50 > r.P99 || r.P99 > r.P999 || r.P999 > r.Max {
			return latencies{}, fmt.Errorf("%q is not what loadtest -json prints: count %d, p50 %v, p99 %v, p999 %v, max %v",
				r.name, r.Count, r.P50, r.P99, r.P999, r.Max)
		}
	}
	return l, nil
}

// marks returns the marked quantiles with their names.
func (r row) marks() []mark {
	return []mark{{"p50", r.P50}, {"p99", r.P99}, {"p999", r.P999}}
}

// mark is a duration with a name.
type mark struct {
	name string
	time.Duration
}

// brief formats a duration in three digits.
func brief(d time.Duration) string {
	unit, name := time.Duration(1), "ns"
	for _, next := range []string{"µs", "ms", "s"} {
		if d < 1000*unit {
			break
		}
		unit, name = 1000*unit, next
	}
	return number(float64(d)/float64(unit)) + " " + name
}
