package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

var header = []string{
	"peer", "one-to-all µs", "ratio", "asked", "pair µs", "ratio", "asked", "allocs/pair", "B/pair", "peak MB", "wrong",
}

// writeTable prints the results of a workload, aligned or as Markdown.
func writeTable(w io.Writer, results []result, markdown bool) {
	rows := [][]string{header}
	for _, r := range results {
		rows = append(rows, r.row())
	}
	if markdown {
		writeMarkdown(w, rows)
	} else {
		writeAligned(w, rows)
	}
}

// row returns a result in the columns of header, or the name and the reason why there is
// nothing else.
func (r result) row() []string {
	if r.err != nil {
		what := r.err.Error()
		if !excused(r.err) {
			what = "failed: " + what
		}
		return []string{r.peer, what}
	}
	row := []string{strings.TrimSpace(r.peer + " " + r.variant)}
	row = append(row, r.timed(r.tree)...)
	row = append(row, r.timed(r.pair)...)
	row = append(row, each(r.pair.mallocs, r.pair.asked), each(r.pair.bytes, r.pair.asked), megabytes(r.peak))
	return append(row, fmt.Sprintf("%d of %d", r.wrong, r.checked))
}

// none replaces a missing figure.
const none = "-"

// timed returns the columns of one question. Wrong answers have no times.
func (r result) timed(c cell) []string {
	switch {
	case r.wrong > 0:
		return []string{"wrong", none, none}
	case c.asked == 0:
		return []string{none, none, none}
	}
	mean := float64(c.took) / float64(c.asked) / float64(time.Microsecond)
	return []string{decimals(mean), decimals(float64(c.took) / float64(max(c.ours, 1))), strconv.Itoa(c.asked)}
}

// decimals prints a number with two or three significant digits.
func decimals(x float64) string {
	switch {
	case x <= 0: // no clock or allocator says so
		return strconv.FormatFloat(x, 'f', 2, 64)
	case x < 10:
		return strconv.FormatFloat(x, 'f', 2+zeros(x), 64)
	case x < 100:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// zeros returns the number of zeros between the point of a positive number and its first
// digit.
func zeros(x float64) (n int) {
	for ; x < 0.1; x *= 10 {
		n++
	}
	return n
}

// each returns the allocation of one of some queries.
func each(sum int64, asked int) string {
	if sum == unknown || asked == 0 {
		return none
	}
	return strconv.FormatInt((sum+int64(asked)/2)/int64(asked), 10)
}

func megabytes(bytes int64) string {
	if bytes <= 0 {
		return none
	}
	return decimals(float64(bytes) / (1 << 20))
}

// writeAligned prints names to the left and figures to the right. Incomplete rows do not
// count for the widths.
func writeAligned(w io.Writer, rows [][]string) {
	widths := make([]int, len(header))
	for _, row := range rows {
		for i, text := range row {
			if i == 0 || len(row) == len(header) {
				widths[i] = max(widths[i], len([]rune(text)))
			}
		}
	}
	for _, row := range rows {
		fmt.Fprintf(w, "%-*s", widths[0], row[0])
		for i, text := range row[1:] {
			if len(row) < len(header) {
				fmt.Fprint(w, "  ", text)
			} else {
				fmt.Fprintf(w, "  %*s", widths[i+1], text)
			}
		}
		fmt.Fprintln(w)
	}
}

func writeMarkdown(w io.Writer, rows [][]string) {
	for i, row := range rows {
		for len(row) < len(header) {
			row = append(row, "")
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Fprintf(w, "|---%s|\n", strings.Repeat("|---:", len(header)-1))
		}
	}
}

// writeLegend prints how each peer was asked, with its version.
func writeLegend(w io.Writer, peers []peer, versions map[string]string) {
	for _, p := range peers {
		name := strings.TrimSpace(p.name + " " + versions[p.name])
		fmt.Fprintf(w, "- %s: %s\n", name, p.how)
	}
}
