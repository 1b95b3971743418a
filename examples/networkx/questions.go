package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/veltrix/cairn/dijkstra"
)

// read returns questions, the numbers of a line each.
func read(in io.Reader) (questions [][]uint32, err error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26) // a question may hold a weight for each node
	for lines.Scan() {
		var q []uint32
		for _, field := range strings.Fields(lines.Text()) {
			x, err := strconv.ParseUint(field, 10, 32)
			if err != nil {
				return nil, fmt.Errorf("question %d: %w", len(questions), err)
			}
			q = append(q, uint32(x))
		}
		questions = append(questions, q)
	}
	return questions, lines.Err()
}

// answers asks every question once.
func (a *answerer) answers(c command, questions [][]uint32) ([][]uint32, error) {
	answers := make([][]uint32, len(questions))
	for i, q := range questions {
		if len(q) < c.least {
			return nil, fmt.Errorf("question %d: has %d numbers, needs %d", i, len(q), c.least)
		}
		answer, err := c.call(a, nil, q)
		if err != nil {
			return nil, fmt.Errorf("question %d: %w", i, err)
		}
		answers[i] = answer
	}
	return answers, nil
}

// mean asks all questions in turn, at least once and for at least so long, and returns
// the mean time of one.
func (a *answerer) mean(c command, questions [][]uint32, long time.Duration) (mean time.Duration, err error) {
	began, asked := time.Now(), 0
	var dst []uint32
	for asked == 0 || time.Since(began) < long {
		for _, q := range questions {
			if dst, err = c.call(a, dst[:0], q); err != nil {
				return 0, err
			}
		}
		asked += max(1, len(questions))
	}
	return time.Since(began) / time.Duration(asked), nil
}

// write prints the answers, and then the seconds a question takes.
func write(out io.Writer, answers [][]uint32, mean time.Duration) error {
	w := bufio.NewWriter(out)
	for _, a := range answers {
		fmt.Fprintln(w, line(a))
	}
	fmt.Fprintf(w, "%.9f\n", mean.Seconds())
	return w.Flush()
}

// line formats an answer.
func line(answer []uint32) string {
	if len(answer) == 0 {
		return "-"
	}
	words := make([]string, len(answer))
	for i, x := range answer {
		words[i] = "-"
		if x != dijkstra.Unreachable {
			words[i] = strconv.FormatUint(uint64(x), 10)
		}
	}
	return strings.Join(words, " ")
}
