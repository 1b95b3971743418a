// Mapmaker makes a .csr file of a map in another format: OpenStreetMap data, GeoJSON of
// streets, DIMACS .gr and .co files, game maps, or matrices of numbers. It tells the
// format by what the file holds. It can keep the nodes nearest to a point, and the largest
// part in which every node reaches every other. It prints what it left out.
//
//	go run ./examples/mapmaker -profile walking -largest -o city.csr city.osm.pbf
//
// Bad flags and bad input end it with one line and status 2; output that cannot be
// written, with status 1.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/veltrix/cairn/csr"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// config is the flags and the input.
type config struct {
	input, points, output string
	format                string // "" until the file has told it
	profile, unit         string
	meta                  csr.Meta // name and attribution
	near                  string
	x, y                  float64 // the point of near
	nodes                 int
	largest               bool
	component             int
	plane, levels         bool
	squares, turns        bool
	noStreets             bool
	tolerance             float64
	featureBytes          int64
	zeroBased, noProblem  bool
	grid                  gridFlags
	given                 []string // names of the flags that were given
}

// run is main with arguments and streams passed in; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		err = csr.CheckOutput(c.output, c.input, c.points)
	}
	var g *csr.CSRGraph
	if err == nil {
		g, err = makeMap(c, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintf(stderr, "mapmaker: %s\n", oneLine(err))
		return 2
	}
	if err := csr.WriteFile(c.output, g); err != nil {
		fmt.Fprintf(stderr, "mapmaker: %s\n", oneLine(err))
		return 1
	}
	report(stdout, c.output, g)
	return 0
}

// oneLine is an error's message without its line ends: a graph can have many
// mistakes.
func oneLine(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

func parse(args []string, help io.Writer) (c config, err error) {
	flags := flag.NewFlagSet("mapmaker", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.output, "o", "", "`file` to write")
	flags.StringVar(&c.format, "format", "", "osm, geojson, dimacs, map or matrix; by default what the file holds")
	flags.StringVar(&c.points, "co", "", "`file` with the points of a DIMACS graph")
	flags.BoolVar(&c.zeroBased, "zero-based", false, "nodes of a DIMACS graph are numbered from 0")
	flags.BoolVar(&c.noProblem, "no-problem-line", false, "a DIMACS graph may lack the p line; its nodes are those that arcs name")
	c.grid.register(flags)
	flags.StringVar(&c.profile, "profile", "all", "who uses the streets of OpenStreetMap data and GeoJSON: walking, cycling, driving or all")
	flags.StringVar(&c.unit, "unit", "dm", "unit of weight of streets: m, dm, cm or mm of length, or s, ds, cs or ms of the profile's time")
	flags.BoolVar(&c.plane, "plane", false, "coordinates of GeoJSON are of a plane, not longitude and latitude; its unit counts as a metre")
	flags.BoolVar(&c.levels, "levels", false, "join streets of GeoJSON only where their levels and heights meet")
	flags.BoolVar(&c.squares, "cross-squares", false, "lead straight across squares of OpenStreetMap data too, not only around")
	flags.BoolVar(&c.noStreets, "no-streets", false, "leave out the names, kinds and ways of streets")
	flags.BoolVar(&c.turns, "turns", false, "make a node of each direction of a street segment of OpenStreetMap data, and an arc of each turn that is allowed")
	flags.Float64Var(&c.tolerance, "tolerance", 0, "join ends of streets that are at most so many `metres` apart")
	flags.Int64Var(&c.featureBytes, "max-feature-bytes", 16<<20, "limit on the text of one feature of GeoJSON")
	flags.StringVar(&c.near, "near", "", "`x,y` to cut around, longitude and latitude on a street map")
	flags.IntVar(&c.nodes, "nodes", 0, "keep so many nodes nearest to -near, before -largest")
	flags.BoolVar(&c.largest, "largest", false, "keep the largest strongly connected part only")
	flags.IntVar(&c.component, "min-component", 0, "keep parts of at least so many nodes only; no street joins them to each other")
	flags.StringVar(&c.meta.Name, "name", "", "name of the map, to store in the file")
	flags.StringVar(&c.meta.Attribution, "attribution", "", "whom the data's licence asks to name, to store in the file")
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(help, "usage: mapmaker [flags] -o file.csr input")
		flags.SetOutput(help)
		flags.PrintDefaults()
	}
	if err != nil {
		return c, err
	}
	flags.Visit(func(f *flag.Flag) { c.given = append(c.given, f.Name) })
	return c.check(flags.Args())
}

// check adds the input to the configuration, and checks all of it.
func (c config) check(rest []string) (config, error) {
	if len(rest) != 1 || c.output == "" {
		return c, errors.New("usage: mapmaker [flags] -o file.csr input; -h lists the flags")
	}
	c.input = rest[0]
	_, known := profiles[c.profile]
	switch {
	case c.format != "" && readers[c.format] == nil:
		return c, fmt.Errorf("-format %s: want osm, geojson, dimacs, map or matrix", c.format)
	case !known:
		return c, fmt.Errorf("-profile %s: want walking, cycling, driving or all", c.profile)
	case metres[c.unit] == 0 && seconds[c.unit] == 0:
		return c, fmt.Errorf("-unit %s: want m, dm, cm, mm, s, ds, cs or ms", c.unit)
	case c.component < 0:
		return c, fmt.Errorf("-min-component %d: want 0 or more", c.component)
	case !(c.tolerance >= 0):
		return c, fmt.Errorf("-tolerance %v: want 0 or more", c.tolerance)
	case c.featureBytes <= 0:
		return c, fmt.Errorf("-max-feature-bytes %d: want more than 0", c.featureBytes)
	}
	err := c.grid.check()
	if err == nil {
		err = c.checkNear()
	}
	return c, err
}

// checkNear reads the point of -near.
func (c *config) checkNear() error {
	if c.nodes < 0 || (c.nodes > 0) != (c.near != "") {
		return errors.New("-near and -nodes go together, and -nodes is positive")
	}
	if c.near == "" {
		return nil
	}
	if n, err := fmt.Sscanf(c.near+";", "%g,%g;", &c.x, &c.y); n != 2 || err != nil {
		return fmt.Errorf("-near %s: want x,y", c.near)
	}
	return nil
}

// report says what was written.
func report(w io.Writer, name string, g *csr.CSRGraph) {
	width := 16
	if g.NumNodes() > 1<<16 {
		width = 32
	}
	fmt.Fprintf(w, "wrote %s: %d nodes, %d arcs, %d-bit node numbers, %d bytes, hash %016x\n",
		name, g.NumNodes(), g.NumArcs(), width, len(g.Bytes()), g.Hash())
}
