// Package scrape reads pages of metrics strictly, for tests of what is written there.
//
//	page, err := scrape.Read(text)
//	n := page.Values[`questions_total{engine="labels"}`]
package scrape

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Page is what there is on a page. A series is a name and the labels as they are written.
type Page struct {
	Kinds  map[string]string  // counter, gauge or histogram, by family
	Values map[string]float64 // by series
}

var (
	metricName = `[a-zA-Z_:][a-zA-Z0-9_:]*`
	label      = `[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`
	helpLine   = regexp.MustCompile(`^# HELP (` + metricName + `) (?:[^\\]|\\[\\n])+$`)
	typeLine   = regexp.MustCompile(`^# TYPE (` + metricName + `) (counter|gauge|histogram)$`)
	sampleLine = regexp.MustCompile(`^((` + metricName + `)(?:\{(` + label + `(?:,` + label + `)*)\})?) (\S+)$`)
)

// Read reads a page: families one after another, each with one HELP, one
// TYPE and at least one sample, no series twice, no line that is anything else.
func Read(page string) (s Page, err error) {
	s = Page{map[string]string{}, map[string]float64{}}
	family, samples := "", 1
	lines, ok := strings.CutSuffix(page, "\n")
	if !ok {
		return s, fmt.Errorf("the last line does not end")
	}
	text := strings.Split(lines, "\n")
	for i := 0; i < len(text); i++ {
		if help := helpLine.FindStringSubmatch(text[i]); help != nil {
			if i++; i == len(text) || samples == 0 || s.Kinds[help[1]] != "" {
				return s, fmt.Errorf("line %d: family %s is empty, or there again", i, family)
			}
			kind := typeLine.FindStringSubmatch(text[i])
			if kind == nil || kind[1] != help[1] {
				return s, fmt.Errorf("%q: not the type of %s", text[i], help[1])
			}
			family, samples = help[1], 0
			s.Kinds[family] = kind[2]
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
func (s Page) sample(family, line string) error {
	m := sampleLine.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("%q is no sample", line)
	}
	series, name, text := m[1], m[2], m[4]
	suffix, ok := strings.CutPrefix(name, family)
	if family == "" || !ok || suffix != "" && (s.Kinds[family] != "histogram" || !slices.Contains([]string{"_bucket", "_sum", "_count"}, suffix)) {
		return fmt.Errorf("%q is not of the family %q", line, family)
	}
	value, err := strconv.ParseFloat(text, 64)
	if _, twice := s.Values[series]; err != nil || twice {
		return fmt.Errorf("%q is there twice, or no number", line)
	}
	if s.Kinds[family] != "gauge" && !(value >= 0) {
		return fmt.Errorf("%q: a count is not below 0", line)
	}
	s.Values[series] = value
	return nil
}

// IsGauge tells whether a series may go down.
func (s Page) IsGauge(series string) bool {
	name, _, _ := strings.Cut(series, "{")
	return s.Kinds[name] == "gauge"
}

var le = regexp.MustCompile(`_bucket\{(.*?),?le="([^"]*)"\}$`)

// checkHistograms expects buckets that are cumulative, and the last to be all.
func (s Page) checkHistograms() error {
	buckets := map[string]map[float64]float64{} // by the name of the count
	for series, value := range s.Values {
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
		if total, there := s.Values[count]; !ok || !there || total != all {
			return fmt.Errorf("%s: %v, but %v in the last bucket", count, total, all)
		}
	}
	return nil
}
