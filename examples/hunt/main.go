// Hunt makes treasure hunts on a city map and solves them. Each hunt has a start, clues
// at walking distance from each other, and closed streets of its own. A solution is the
// order of the clues with the shortest walk, and its paths.
//
//	go run ./examples/hunt -n 5000 -svg hunt.svg
//
// It prints a table of hunts, how fast they were solved, and the walk of the first one by the
// names of streets. Hunts depend only on the seed and the map. The exit status is 2 for bad
// flags and files, and 1 for a solution that does not add up.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// config holds the flags.
type config struct {
	hunts, clues, closed, rows, steps, workers int
	seed                                       uint64
	mapFile, svgFile                           string
}

// run is main with its surroundings as arguments; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		err = csr.CheckOutput(c.svgFile, c.mapFile)
	}
	var g *csr.CSRGraph
	if err == nil {
		g, err = openMap(c.mapFile)
	}
	if err == nil && c.svgFile != "" && !g.HasPoints() {
		err = errors.New("the map has no points to draw")
	}
	if err != nil {
		fmt.Fprintf(stderr, "hunt: %v\n", err)
		return 2
	}
	if err := solveAndReport(g, c, stdout); err != nil {
		fmt.Fprintf(stderr, "hunt: %v\n", err)
		return 1
	}
	return 0
}

func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("hunt", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&c.hunts, "n", 1000, "number of hunts")
	flags.IntVar(&c.clues, "clues", 8, fmt.Sprintf("clues a hunt, 1 to %d", maxClues))
	flags.IntVar(&c.closed, "closed", 12, "closed streets a hunt")
	flags.IntVar(&c.rows, "rows", 20, "rows of the table to print")
	flags.IntVar(&c.steps, "steps", 10, "steps of the first hunt to print, by the names of streets")
	flags.IntVar(&c.workers, "workers", runtime.GOMAXPROCS(0), "solvers at work")
	flags.Uint64Var(&c.seed, "seed", 1, "what the hunts are drawn from")
	flags.StringVar(&c.mapFile, "map", "", "map `file` to use in place of Göteborg")
	flags.StringVar(&c.svgFile, "svg", "", "`file` to draw the first hunt to")
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	return c, c.check(flags.Args())
}

func (c config) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: this program takes flags only", rest[0])
	case c.hunts < 1 || c.workers < 1:
		return errors.New("-n and -workers must be at least 1")
	case c.clues < 1 || c.clues > maxClues:
		return fmt.Errorf("-clues %d: the best order of 1 to %d clues can be found", c.clues, maxClues)
	case c.closed < 0 || c.rows < 0 || c.steps < 0:
		return errors.New("-closed, -rows and -steps must not be negative")
	}
	return nil
}

// openMap opens a map file, or the map of Göteborg if the name is empty.
func openMap(name string) (*csr.CSRGraph, error) {
	if name == "" {
		return csr.FromBytes(testdata.GoteborgStreets())
	}
	g, err := csr.ReadFile(name)
	if err == nil && g.NumNodes() == 0 {
		err = fmt.Errorf("%s: the map has no nodes", name)
	}
	return g, err
}
