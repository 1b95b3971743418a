package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
)

// result is what came of a run, as -json prints it. Durations are in ns, sizes in
// bytes, shares between 0 and 1.
type result struct {
	Map      string
	Nodes    int
	Hunts    int
	Weights  string // patch or full
	Changes  int
	Lowered  float64 // share of hunts with lowered weights
	Rate     float64
	Duration time.Duration
	Workers  int
	Seed     uint64

	Took    time.Duration // until the last answer
	Events  uint64
	Altered int    // events that changed weights
	Held    int    // events that waited for an earlier one of the same hunt
	NoWay   int    // answers that there is no path
	Ended   int    // hunts
	Walked  uint64 // sum of all distances
	Checked int    // answers
	Errors  int
	First   string `json:",omitempty"` // of the errors

	Waiting service.Latency
	Solving service.Latency
	Total   service.Latency
	Plain   time.Duration       // mean of a search without an index
	Ways    dijkstra.QueryStats // to answers of the run

	Prompt   float64       // share of goroutines that ran within 3 µs of when they could
	Pauses   uint64        // for garbage collection
	Longest  time.Duration // of the pauses, at most
	CPU      time.Duration // of all threads together, as is
	Kept     time.Duration // when they could have run, but others did
	Busy     float64       // share of the workers' time that Solvers take at full load
	Capacity float64       // events a second at full load
	Highest  *float64      `json:",omitempty"` // events a second at which total p99 is below 3 plain searches; 0: none is

	RSS     size
	Peak    size
	PerHunt size
	Growth  float64 // once warm
	Arena   arena.Stats
	Late    int64 // regions got once warm

	Targets []target
}

// result returns what the run was, before anything follows it.
func (l *load) result() result {
	m, stats := readMemory(), l.pool.Stats()
	r := result{
		Map: l.g.Meta().Name, Nodes: l.g.NumNodes(), Hunts: l.config.hunts, Weights: "patch", Changes: l.changes, Lowered: l.lowered,
		Rate: l.rate, Duration: l.duration, Workers: l.workers, Seed: l.seed,
		Took:   l.watch.times[len(l.watch.times)-1],
		Events: l.total.Count(), Altered: l.altered, Held: l.held, NoWay: l.noWay, Ended: l.ended, Walked: l.walked,
		Waiting: l.waiting.Latency(), Solving: l.solving.Latency(), Total: l.total.Latency(), Plain: l.plain.mean(), Ways: l.ways,
		Prompt: within(l.watch.sched.latencies, prompt),
		CPU:    l.watch.cpu.on, Kept: l.watch.cpu.kept,
		RSS: m.now, Peak: m.peak, PerHunt: m.now / size(l.config.hunts), Growth: l.watch.growth(),
		Arena: stats, Late: stats.Regions - l.watch.regions,
	}
	if l.full {
		r.Weights = "full"
	}
	r.Pauses, r.Longest = longest(l.watch.sched.pauses)
	return r
}

// check checks the sample of answers, counts all errors there were, and compares the run
// with its targets.
func (r *result) check(l *load) {
	for _, err := range l.journal.check(l.world) {
		l.fail(err)
	}
	r.Checked, r.Errors = len(l.journal.samples), l.errors
	if l.first != nil {
		r.First = l.first.Error()
	}
	r.Targets = r.targets()
}

// print prints a table, or JSON.
func (r *result) print(w io.Writer, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	fmt.Fprintf(w, "%d hunts (%s weights, %d changes each, lowered ones in %.0f %%) on %q (%d nodes), %.0f events/s for %v, %d solving\n\n",
		r.Hunts, r.Weights, r.Changes, 100*r.Lowered, r.Map, r.Nodes, r.Rate, r.Duration, r.Workers)
	if err := r.printLatencies(w); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t)
	for _, row := range r.rows() {
		fmt.Fprintf(t, "%s\t%s\n", row[0], row[1])
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return r.printTargets(w)
}

func (r *result) printLatencies(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "latency\tmean\tp50\tp99\tp999\tmax\t")
	for _, row := range []struct {
		name string
		service.Latency
	}{{"waiting", r.Waiting}, {"solving", r.Solving}, {"total", r.Total}} {
		fmt.Fprintf(t, "%s\t%v\t%v\t%v\t%v\t%v\t\n", row.name,
			brief(row.Mean), brief(row.P50), brief(row.P99), brief(row.P999), brief(row.Max))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nplain search: %v; solving %s; total %s\n", brief(r.Plain), r.multiples(r.Solving), r.multiples(r.Total))
	return err
}

// multiples says a latency in plain searches.
func (r *result) multiples(l service.Latency) string {
	return fmt.Sprintf("p50 %.2f of it, p99 %.2f, p999 %.2f", r.inPlain(l.P50), r.inPlain(l.P99), r.inPlain(l.P999))
}

// inPlain returns a duration as a multiple of a plain search's mean.
func (r *result) inPlain(d time.Duration) float64 { return float64(d) / float64(max(r.Plain, 1)) }

// rows returns what is in the table beside the latencies.
func (r *result) rows() [][2]string {
	rows := [][2]string{
		{"events", fmt.Sprintf("%d, of which %d changed weights, %d waited for an earlier event of the same hunt, %d found no way", r.Events, r.Altered, r.Held, r.NoWay)},
		{"all answered after", brief(r.Took).String()},
		{"hunts that ended", fmt.Sprint(r.Ended)},
		{"answers checked", fmt.Sprint(r.Checked)},
		{"errors", fmt.Sprint(r.Errors)},
		{"ways to answers", waysText(r.Ways)},
		{"scheduled within 3 µs", fmt.Sprintf("%.1f %% of goroutines that could run", 100*r.Prompt)},
		{"GC pauses", fmt.Sprintf("%d, none above %v", r.Pauses, brief(r.Longest))},
		{"processors", fmt.Sprintf("%.2f used, %.2f more wanted but kept by others", float64(r.CPU)/float64(r.Took), float64(r.Kept)/float64(r.Took))},
		{"solver's share", fmt.Sprintf("%.1f %% of the workers' time at full load, which is %.0f events/s", 100*r.Busy, r.Capacity)},
		{"RSS", fmt.Sprintf("%v now, %v at most", r.RSS, r.Peak)},
		{"RSS a hunt", fmt.Sprint(r.PerHunt)},
		{"RSS growth once warm", fmt.Sprintf("%.2f %%", 100*r.Growth)},
		{"arenas", fmt.Sprintf("%d, which hold %v; %v reserved in %d regions", r.Arena.Active, size(r.Arena.InUse), size(r.Arena.Reserved), r.Arena.Regions)},
		{"regions got once warm", fmt.Sprint(r.Late)},
	}
	if r.Highest != nil {
		rows = append(rows, [2]string{"highest rate", highestText(*r.Highest)})
	}
	return rows
}

// highestText says what -find-rate has found.
func highestText(rate float64) string {
	found := "none"
	if rate > 0 {
		found = fmt.Sprintf("%.0f events/s", rate)
	}
	return fmt.Sprintf("%s at which total p99 is below %d plain searches", found, mostPlain)
}

// verdict is the error of a run: wrong answers, or too much memory.
func (r *result) verdict(c config) error {
	switch {
	case r.Errors > 0:
		return fmt.Errorf("%d errors, the first: %s", r.Errors, r.First)
	case c.maxRSS > 0 && r.Peak > c.maxRSS:
		return fmt.Errorf("%v of memory, above -max-rss %v", r.Peak, c.maxRSS)
	}
	return nil
}
