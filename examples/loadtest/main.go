// Loadtest is an event server under load: tens of thousands of treasure hunts on
// one map, each with weights, a position and clues of its own, and events that
// arrive when they arrive, whether or not the last one is answered.
//
//	go run ./examples/loadtest -duration 60s -svg load.svg
//
// It prints a line a second to standard error and in the end a table of
// latencies and of what the process took, beside a search without an index and
// the targets. It solves a sample of all questions once more in a plain way. Bad
// flags and maps end it with status 2, a wrong answer or a ceiling that was
// exceeded with status 1.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

func main() {
	leaveOne()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// leaveOne leaves a processor to the system, unless GOMAXPROCS says otherwise: what
// the system has to do there does not keep an event waiting for some milliseconds.
func leaveOne() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0)-1, 1))
	}
}

// config is what the flags say.
type config struct {
	hunts, changes, checks, workers int
	rate                            float64 // events a second
	duration                        time.Duration
	full, findRate                  bool
	lowered                         float64 // share of hunts
	seed                            uint64
	maxRSS                          size
	json                            bool
	mapFile, svgFile, cpuFile       string
}

// run is main with its surroundings as arguments; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		err = cmp.Or(csr.CheckOutput(c.svgFile, c.mapFile), csr.CheckOutput(c.cpuFile, c.mapFile))
	}
	var g *csr.CSRGraph
	if err == nil {
		g, err = openMap(c.mapFile)
	}
	if err == nil {
		err = c.suits(g)
	}
	if err != nil {
		fmt.Fprintf(stderr, "loadtest: %v\n", err)
		return 2
	}
	if err := loadAndReport(g, c, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "loadtest: %v\n", err)
		return 1
	}
	return 0
}

func parse(args []string, help io.Writer) (c config, err error) {
	var weights string
	flags := flag.NewFlagSet("loadtest", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&c.hunts, "hunts", 95000, "hunts at one time")
	flags.Float64Var(&c.rate, "rate", 20000, "events a second")
	flags.DurationVar(&c.duration, "duration", time.Minute, "how long events arrive")
	flags.StringVar(&weights, "weights", "patch", "of a hunt: its changes (`patch`), or another weight for every node (full)")
	flags.IntVar(&c.changes, "changes", 16, "places a hunt that are closed or cost more, or less (-lowered)")
	flags.Float64Var(&c.lowered, "lowered", 0.25, "share of hunts in which half of the changes are lowered weights")
	flags.IntVar(&c.workers, "workers", max(runtime.GOMAXPROCS(0)-1, 1), "solvers at work; another processor makes the events")
	flags.IntVar(&c.checks, "checks", 1000, "answers to check, evenly spread")
	flags.BoolVar(&c.findRate, "find-rate", false, "find the highest rate at which total p99 is below 3 plain searches")
	flags.Uint64Var(&c.seed, "seed", 1, "what hunts and events are drawn from")
	flags.Var(&c.maxRSS, "max-rss", "more memory than this `size` at any time is an error, such as 300MB")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to use in place of Göteborg")
	flags.BoolVar(&c.json, "json", false, "print JSON in place of the table")
	flags.StringVar(&c.svgFile, "svg", "", "`file` to draw latency and memory to")
	flags.StringVar(&c.cpuFile, "cpuprofile", "", "`file` to write a CPU profile of the run to")
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	c.full = weights == "full"
	return c, c.check(weights, flags.Args())
}

func (c config) check(weights string, rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case weights != "patch" && weights != "full":
		return fmt.Errorf("-weights %q: there are patch and full", weights)
	case c.hunts < 1 || c.workers < 1:
		return errors.New("-hunts and -workers must be at least 1")
	case !(c.lowered >= 0 && c.lowered <= 1):
		return errors.New("-lowered must be from 0 to 1")
	case !(c.rate > 0 && c.rate <= mostRate):
		return errors.New("-rate must be above 0, and at most ten million")
	case c.duration <= 0:
		return errors.New("-duration must be above 0")
	case c.changes < 0 || c.checks < 0:
		return errors.New("-changes and -checks must not be negative")
	}
	return nil
}

// suits returns why a map cannot be used for the load.
func (c config) suits(g *csr.CSRGraph) error {
	switch {
	case g.NumNodes() == 0:
		return errors.New("the map has no nodes")
	case int64(g.NumNodes())+int64(g.NumArcs()) > math.MaxUint32:
		return errors.New("the map has too many nodes and arcs")
	case c.changes > g.NumNodes():
		return fmt.Errorf("-changes %d: the map has %d nodes", c.changes, g.NumNodes())
	case c.maxRSS > 0 && readMemory().now == 0:
		return errors.New("-max-rss: this system does not tell how much memory a process takes")
	}
	return nil
}

// openMap opens a map file, or the map of Göteborg if there is no name.
func openMap(name string) (*csr.CSRGraph, error) {
	if name == "" {
		return csr.FromBytes(testdata.Goteborg())
	}
	return csr.ReadFile(name)
}

// loadAndReport runs the load and prints what came of it. The error is what goes
// wrong on the way, and that of the result.
func loadAndReport(g *csr.CSRGraph, c config, stdout, stderr io.Writer) error {
	l, err := newLoad(g, c, stderr)
	if err != nil {
		return err
	}
	defer l.service.Close()
	if err := profiled(c.cpuFile, l.run); err != nil {
		return err
	}
	r := l.result()
	r.Busy, r.Capacity = l.flood()
	if c.findRate {
		rate := l.findRate()
		r.Highest = &rate
	}
	r.check(l)
	if err := r.print(stdout, c.json); err != nil {
		return err
	}
	if c.svgFile != "" {
		if err := csr.ReplaceFile(c.svgFile, drawing(l, &r)); err != nil {
			return err
		}
	}
	return r.verdict(c)
}

// profiled does something, with a CPU profile of it if there is a name for one.
func profiled(name string, do func()) error {
	if name == "" {
		do()
		return nil
	}
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		return err
	}
	do()
	pprof.StopCPUProfile()
	return csr.ReplaceFile(name, profile.Bytes())
}
