package latency

import "testing"

// Report adds the summary to a benchmark's output, as metrics that benchstat reads beside
// ns/op, B/op and allocs/op, and does what the flags ask for. A file that cannot be read
// or written fails the benchmark; a baseline without this benchmark does not.
//
// Call it at the end of the benchmark, after b.Loop. With a loop to b.N the function is
// called several times and logs a comparison each time, of which the last counts.
func (r *Recorder) Report(b *testing.B) {
	b.Helper()
	s := r.Summarize()
	b.ReportMetric(s.Mean, "mean-ns")
	b.ReportMetric(s.halfWidth(), "±95-%")
	b.ReportMetric(s.P50, "p50-ns")
	b.ReportMetric(s.P99, "p99-ns")
	b.ReportMetric(s.P999, "p999-ns")
	line, err := current().take(b, qualifiedName(b), r.run)
	if err != nil {
		b.Fatal(err)
	}
	if line != "" {
		b.Log(line)
	}
}
