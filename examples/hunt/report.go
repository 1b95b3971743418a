package main

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/veltrix/cairn/csr"
)

// solveAndReport makes and solves all hunts and prints the results.
func solveAndReport(g *csr.CSRGraph, c config, w io.Writer) error {
	hunts, err := all(g, c, make([]*hunt, c.hunts), func(h *hunter, _ *hunt, i int) (*hunt, error) { return h.make(c, i) })
	if err != nil {
		return err
	}
	began := time.Now()
	hunts, err = all(g, c, hunts, func(h *hunter, x *hunt, _ int) (*hunt, error) { return x, h.solve(x) })
	took := time.Since(began)
	if err != nil {
		return err
	}
	if err := printTable(w, g, hunts, c.rows); err != nil {
		return err
	}
	printSpeed(w, hunts, took, c.workers)
	if err := printSteps(w, g, hunts[0], c.steps); err != nil {
		return err
	}
	if c.svgFile == "" {
		return nil
	}
	if err := csr.ReplaceFile(c.svgFile, drawing(g, hunts[0])); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "hunt 0 is drawn in %s\n", c.svgFile)
	return err
}

// all calls do for every hunt, on several workers with a hunter each. It returns the
// error of the first hunt that has one.
func all(g *csr.CSRGraph, c config, hunts []*hunt, do func(*hunter, *hunt, int) (*hunt, error)) ([]*hunt, error) {
	var next atomic.Int64
	var wait sync.WaitGroup
	errs := make([]error, len(hunts))
	for range c.workers {
		wait.Go(func() {
			h := newHunter(g)
			for i := int(next.Add(1)) - 1; i < len(hunts); i = int(next.Add(1)) - 1 {
				hunts[i], errs[i] = do(h, hunts[i], i)
			}
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("hunt %d: %w", i, err)
		}
	}
	return hunts, nil
}

// printTable prints the first hunts, one a row, and a summary of all.
func printTable(w io.Writer, g *csr.CSRGraph, hunts []*hunt, rows int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	unit, measure := metres(g)
	fmt.Fprintf(t, "hunt\tstart\tclues\tclosed\tcorners\t%s\t\n", measure)
	var length float64
	for i, x := range hunts {
		length += float64(x.length) * unit
		if i < rows {
			fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%d\t%.1f\t\n", i, x.start, len(x.clues), len(x.closed), len(x.path), float64(x.length)*unit)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if more := len(hunts) - rows; more > 0 {
		fmt.Fprintf(w, "and %d more (-rows %d prints them all)\n", more, len(hunts))
	}
	_, err := fmt.Fprintf(w, "%d hunts on %q (%d nodes, %d arcs), %.1f %s on average\n",
		len(hunts), g.Meta().Name, g.NumNodes(), g.NumArcs(), length/float64(len(hunts)), measure)
	return err
}

// printSpeed prints how fast hunts were solved, and the latency of their path queries.
// Each hunt also takes a matrix, for the order of its clues.
func printSpeed(w io.Writer, hunts []*hunt, took time.Duration, workers int) {
	var paths []time.Duration
	for _, x := range hunts {
		paths = append(paths, x.took...)
	}
	slices.Sort(paths)
	seconds := took.Seconds()
	fmt.Fprintf(w, "solved %.0f hunts/s with %d workers, %.0f path queries/s beside a matrix a hunt\n",
		float64(len(hunts))/seconds, workers, float64(len(paths))/seconds)
	fmt.Fprintf(w, "path latency p50 %v, p99 %v, max %v\n", quantile(paths, 0.50), quantile(paths, 0.99), paths[len(paths)-1])
}

// quantile returns the smallest of sorted durations that a share q does not exceed.
func quantile(sorted []time.Duration, q float64) time.Duration {
	i := int(q*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(i, 0), len(sorted)-1)].Round(100 * time.Nanosecond)
}
