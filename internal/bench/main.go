package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// config holds the flags.
type config struct {
	workloads []workload
	peers     []peer
	pairs     int
	budget    time.Duration
	markdown  bool
}

// run is main with its surroundings as arguments; it returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 3 && args[0] == serveFlag {
		return status(stderr, serve(args[1], args[2], stdin, stdout), 1)
	}
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return status(stderr, err, 2)
	}
	maps, err := open(c.workloads)
	if err != nil {
		return status(stderr, err, 2)
	}
	return status(stderr, report(c, maps, stdout), 1)
}

// status prints an error, if there is one, and returns the exit status.
func status(stderr io.Writer, err error, failed int) int {
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "bench: %v\n", err)
	return failed
}

func workloadName(w workload) string { return w.name }
func peerName(p peer) string         { return p.name }

func parse(args []string, help io.Writer) (c config, err error) {
	var names, rivals string
	all := append([]peer{ours}, peers...)
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&names, "workloads", "goteborg,grid,random", "which of "+list(workloads, workloadName))
	flags.StringVar(&rivals, "peers", "", "which of "+list(all, peerName)+" (default all)")
	flags.DurationVar(&c.budget, "budget", 2*time.Second, "how long each peer may take for each question on each workload")
	flags.IntVar(&c.pairs, "pairs", 1<<14, "how many queries there are at most")
	flags.BoolVar(&c.markdown, "markdown", false, "print tables in Markdown")
	if err = flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	if c.workloads, err = choose(workloads, workloadName, "workloads", names); err != nil {
		return c, err
	}
	if c.peers, err = choose(all, peerName, "peers", rivals); err != nil {
		return c, err
	}
	return c, c.check(flags.Args())
}

func (c config) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.budget <= 0:
		return errors.New("-budget must be positive")
	case c.pairs < 1 || c.pairs > 1<<24:
		return errors.New("-pairs must be 1 to 16777216")
	}
	return nil
}

// report prints a table for each map. The error, after all of them, names the peers that
// failed or disagreed.
func report(c config, maps []namedMap, w io.Writer) error {
	tools, err := os.MkdirTemp("", "cairn-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tools)
	fmt.Fprintln(w, machine())
	b := &bench{config: c, tools: tools}
	versions := map[string]string{}
	bad := false
	for _, m := range maps {
		results, err := b.measure(m.g)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		fmt.Fprintf(w, "\n%s: %d nodes, %d arcs\n\n", m.name, m.g.NumNodes(), m.g.NumArcs())
		writeTable(w, results, b.markdown)
		bad = bad || slices.ContainsFunc(results, result.bad)
		for _, r := range results {
			versions[r.peer] = r.version
		}
	}
	fmt.Fprintln(w)
	writeLegend(w, c.peers, versions)
	if bad {
		return errors.New("a peer failed or gave answers other than Cairn's: see the tables")
	}
	return nil
}

// bad tells whether a peer takes part but does not answer correctly.
func (r result) bad() bool { return r.wrong > 0 || r.err != nil && !excused(r.err) }
