package main

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// scrape is what a strict reader of the exposition format finds: values by series,
// which is the name and the labels as they are written.
type scrape struct {
	kinds  map[string]string
	values map[string]float64
}

var (
	metricName = `[a-zA-Z_:][a-zA-Z0-9_:]*`
	label      = `[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`
	helpLine   = regexp.MustCompile(`^# HELP (` + metricName + `) (?:[^\\]|\\[\\n])+$`)
	typeLine   = regexp.MustCompile(`^# TYPE (` + metricName + `) (counter|gauge|histogram)$`)
	sampleLine = regexp.MustCompile(`^((` + metricName + `)(?:\{(` + label + `(?:,` + label + `)*)\})?) (\S+)$`)
)

// readExposition reads a page: families one after another, each with one HELP, one
// TYPE and at least one sample, no series twice, no line that is anything else.
func readExposition(page string) (s scrape, err error) {
	s = scrape{map[string]string{}, map[string]float64{}}
	family, samples := "", 1
	lines, ok := strings.CutSuffix(page, "\n")
	if !ok {
		return s, fmt.Errorf("the last line does not end")
	}
	text := strings.Split(lines, "\n")
	for i := 0; i < len(text); i++ {
		if help := helpLine.FindStringSubmatch(text[i]); help != nil {
			if i++; i == len(text) || samples == 0 || s.kinds[help[1]] != "" {
				return s, fmt.Errorf("line %d: family %s is empty, or there again", i, family)
			}
			kind := typeLine.FindStringSubmatch(text[i])
			if kind == nil || kind[1] != help[1] {
				return s, fmt.Errorf("%q: not the type of %s", text[i], help[1])
			}
			family, samples = help[1], 0
			s.kinds[family] = kind[2]
			continue
		}
		if err := s.sample(family, text[i]); err != nil {
			return s, err
		}
		samples++
	}
	if samples == 0 {
		return s, fmt.Errorf("family %s is empty", family)
	}
	return s, s.checkHistograms()
}

// sample reads the line of a sample.
func (s scrape) sample(family, line string) error {
	m := sampleLine.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("%q is no sample", line)
	}
	series, name, text := m[1], m[2], m[4]
	suffix, ok := strings.CutPrefix(name, family)
	if family == "" || !ok || suffix != "" && (s.kinds[family] != "histogram" || !slices.Contains([]string{"_bucket", "_sum", "_count"}, suffix)) {
		return fmt.Errorf("%q is not of the family %q", line, family)
	}
	value, err := strconv.ParseFloat(text, 64)
	if _, twice := s.values[series]; err != nil || twice {
		return fmt.Errorf("%q is there twice, or no number", line)
	}
	if s.kinds[family] != "gauge" && !(value >= 0) {
		return fmt.Errorf("%q: a count is not below 0", line)
	}
	s.values[series] = value
	return nil
}

// isGauge tells whether a series may go down.
func (s scrape) isGauge(series string) bool {
	name, _, _ := strings.Cut(series, "{")
	return s.kinds[name] == "gauge"
}

var le = regexp.MustCompile(`_bucket\{(.*?),?le="([^"]*)"\}$`)

// checkHistograms expects buckets that are cumulative, and the last to be all.
func (s scrape) checkHistograms() error {
	buckets := map[string]map[float64]float64{} // by the name of the count
	for series, value := range s.values {
		m := le.FindStringSubmatch(series)
		if m == nil {
			continue
		}
		count := series[:len(series)-len(m[0])] + "_count"
		if m[1] != "" {
			count += "{" + m[1] + "}"
		}
		bound, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return fmt.Errorf("%s: %w", series, err)
		}
		if buckets[count] == nil {
			buckets[count] = map[float64]float64{}
		}
		buckets[count][bound] = value
	}
	for count, of := range buckets {
		before := 0.0
		for _, bound := range slices.Sorted(maps.Keys(of)) {
			if of[bound] < before {
				return fmt.Errorf("%s: fewer up to %v than before", count, bound)
			}
			before = of[bound]
		}
		all, ok := of[math.Inf(1)]
		if total, there := s.values[count]; !ok || !there || total != all {
			return fmt.Errorf("%s: %v, but %v in the last bucket", count, total, all)
		}
	}
	return nil
}

func TestExposition(t *testing.T) {
	var e exposition
	e.gauge("a", "of\nlines and \\", 0.5, "first", "with \"quotes\"\nand \\", "second", "å")
	e.counter("b_total", "many", 1e15)
	e.family("gauge", "c", "two")
	e.sample("c", -1, "x", "1")
	e.sample("c", 2, "x", "2")
	want := `# HELP a of\nlines and \\
# TYPE a gauge
a{first="with \"quotes\"\nand \\",second="å"} 0.5
# HELP b_total many
# TYPE b_total counter
b_total 1e+15
# HELP c two
# TYPE c gauge
c{x="1"} -1
c{x="2"} 2
`
	if got := string(e.text); got != want {
		t.Errorf("got\n%s", got)
	}
	if _, err := readExposition(want); err != nil {
		t.Error(err)
	}
}

// TestExposedHistogram compares with the durations that were recorded.
func TestExposedHistogram(t *testing.T) {
	var h, none service.Histogram
	for _, d := range []time.Duration{0, 900, 1100, 60e3, 60e3, 900e6, 3e9, math.MaxInt64 / 4} {
		h.Record(d)
	}
	var e exposition
	e.family("histogram", "t_seconds", "of something")
	e.histogram("t_seconds", &h, "engine", "a,b")
	e.histogram("t_seconds", &none, "engine", "none")
	e.family("histogram", "u_seconds", "of nothing")
	e.histogram("u_seconds", &none)
	s, err := readExposition(string(e.text))
	if err != nil {
		t.Fatal(err)
	}
	for bound, want := range map[string]float64{"1e-06": 2, "2e-06": 3, "5e-05": 3, "0.0001": 5, "0.5": 5, "1": 6, "+Inf": 8} {
		if got, ok := s.values[`t_seconds_bucket{engine="a,b",le="`+bound+`"}`]; !ok || got != want {
			t.Errorf("up to %s: %v, want %v", bound, got, want)
		}
	}
	if got := s.values[`t_seconds_sum{engine="a,b"}`]; got != h.Sum().Seconds() {
		t.Errorf("the sum is %v, want %v", got, h.Sum().Seconds())
	}
	if n := strings.Count(string(e.text), "u_seconds_bucket"); n != len(bounds)+1 || s.values["u_seconds_count"] != 0 {
		t.Errorf("of nothing: %d buckets", n)
	}
}

// TestReadExpositionIsStrict plants mistakes, so that its silence means something.
func TestReadExpositionIsStrict(t *testing.T) {
	const head, histogram = "# HELP a b\n# TYPE a gauge\n", "# HELP h b\n# TYPE h histogram\n"
	for _, page := range []string{
		"", head, head + "a 1", "a 1\n", "# HELP a b\na 1\n", "# TYPE a gauge\na 1\n", head + "b 1\n", head + "a_sum 1\n", head + "a x\n", head + "a 1\na 2\n",
		head + "a{} 1\n", head + "a{x=1} 1\n", head + "a{x=\"\\t\"} 1\n", head + "a{x=\"\"\"} 1\n", head + "a{x=\"1\",} 1\n", head + "a  1\n", head + "\na 1\n",
		head + "a 1\n" + head + "a 1\n", "# HELP a b\n# TYPE c gauge\na 1\n", "# HELP a b\n# TYPE a untold\na 1\n", "# HELP a b\n# TYPE a counter\na -1\n",
		histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_count 1\n", histogram + "h_bucket{le=\"+Inf\"} 1\nh_count 2\n",
		histogram + "h_bucket{le=\"1\"} 1\nh_count 1\n", histogram + "h_bucket{le=\"+Inf\"} 1\n", histogram + "h_bucket{x=\"1\",le=\"+Inf\"} 1\nh_count 1\n",
	} {
		if _, err := readExposition(page); err == nil {
			t.Errorf("takes %q", page)
		}
	}
}
