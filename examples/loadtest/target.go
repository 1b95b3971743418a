package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// targetRate is the events a second that the targets are for.
const targetRate = 20000

// target is a figure of a run and what it should be at most, or at least.
type target struct {
	Name  string
	Is    float64
	Least float64 `json:",omitempty"`
	Most  float64
	Met   bool
}

// targets compares the run with what it should be. Latencies are multiples of a plain
// search's mean.
func (r *result) targets() []target {
	targets := []target{
		{Name: "solving p99, in plain searches", Is: r.inPlain(r.Solving.P99), Most: 0.6},
		{Name: "total p99, in plain searches", Is: r.inPlain(r.Total.P99), Most: 1},
		{Name: "total p999, in plain searches", Is: r.inPlain(r.Total.P999), Most: 2},
		{Name: "scheduled within 3 µs, %", Is: 100 * r.Prompt, Least: 95, Most: 100},
		{Name: "errors", Is: float64(r.Errors)},
		{Name: "RSS growth once warm, %", Is: 100 * r.Growth, Most: 1},
		{Name: "regions got once warm", Is: float64(r.Late)},
	}
	for i := range targets {
		t := &targets[i]
		t.Met = t.Least <= t.Is && t.Is <= t.Most
	}
	return targets
}

// printTargets prints which targets are met.
func (r *result) printTargets(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\ntargets at %d events/s\n", targetRate)
	for _, x := range r.Targets {
		limit, verdict := fmt.Sprintf("at most %v", x.Most), "missed"
		if x.Least > 0 {
			limit = fmt.Sprintf("at least %v", x.Least)
		}
		if x.Met {
			verdict = "met"
		}
		fmt.Fprintf(t, "%s\t%v\t%s\t%s\n", x.Name, math.Round(1000*x.Is)/1000, limit, verdict)
	}
	return t.Flush()
}
