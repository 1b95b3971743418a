package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/dimacs"
	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/csr/osm"
	"github.com/veltrix/cairn/csr/profile"
)

var profiles = map[string]profile.Profile{
	"walking": profile.Walking, "cycling": profile.Cycling, "driving": profile.Driving, "all": {},
}

// metres and seconds are how long each unit of weight is.
var (
	metres  = map[string]float64{"m": 1, "dm": 0.1, "cm": 0.01, "mm": 0.001}
	seconds = map[string]float64{"s": 1, "ds": 0.1, "cs": 0.01, "ms": 0.001}
)

// input is a file, a reader of its plain text, and how much has been read.
type input struct {
	file *os.File
	text *bufio.Reader
	read *counter
}

// read reads the input, notes its format, and logs what was left out.
func read(c *config, log, progress io.Writer) (*csr.Builder, error) {
	f, err := open(c.input)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	watched, done := watch(f, progress)
	defer done()
	text, err := unpacked(watched)
	if err == nil && c.format == "" {
		c.format, err = formatOf(text)
	}
	if err == nil {
		err = c.checkFlags()
	}
	var b *csr.Builder
	if err == nil {
		b, err = readers[c.format](*c, input{f, text, watched}, log)
	}
	if err != nil {
		return nil, explain(*c, err)
	}
	return b, nil
}

// open opens a regular file. It refuses folders, devices, and pipes, which may have no
// writer.
func open(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	return os.Open(name)
}

var readers = map[string]func(config, input, io.Writer) (*csr.Builder, error){
	"osm": readOSM, "geojson": readGeoJSON, "dimacs": readDIMACS, "map": readMap, "matrix": readMatrix,
}

// roundabout is the flag of the streets that go round, for route.StepOptions.
const roundabout = 1

// streetFlags returns what flags streets; nil for walkers, who do not go round.
func (c *config) streetFlags() func(profile.Tags) uint16 {
	if c.profile == "walking" {
		return nil
	}
	return func(t profile.Tags) uint16 {
		if t["junction"] == "roundabout" || t["junction"] == "circular" {
			return roundabout
		}
		return 0
	}
}

func readGeoJSON(c config, in input, log io.Writer) (*csr.Builder, error) {
	b, stats, err := geojson.Read(in.text, &geojson.Options{Profile: profiles[c.profile], MetresPerUnit: metres[c.unit], SecondsPerUnit: seconds[c.unit], Plane: c.plane,
		Levels: c.levels, NoStreets: c.noStreets, Flags: c.streetFlags(), Tolerance: c.tolerance, MaxFeatureBytes: c.featureBytes, Meta: c.meta})
	if err == nil {
		logGeoJSON(c, stats, log)
	}
	return b, err
}

func readOSM(c config, in input, log io.Writer) (*csr.Builder, error) {
	info, err := in.file.Stat()
	if err != nil {
		return nil, err
	}
	progress := func(_ string, done, _ int64) { in.read.n.Store(done) }
	opts := &osm.Options{Profile: profiles[c.profile], MetresPerUnit: metres[c.unit], SecondsPerUnit: seconds[c.unit],
		CrossSquares: c.squares, NoStreets: c.noStreets, Flags: c.streetFlags(), Tolerance: c.tolerance, Progress: progress, Meta: c.meta}
	if c.turns {
		opts.Turns = &osm.Turns{}
	}
	b, stats, err := osm.Read(context.Background(), in.file, info.Size(), opts)
	if err == nil {
		logOSM(c, stats, log)
	}
	return b, err
}

func readDIMACS(c config, in input, log io.Writer) (*csr.Builder, error) {
	opts := &dimacs.Options{ZeroBased: c.zeroBased, NoProblemLine: c.noProblem, Meta: c.meta}
	if c.points == "" {
		return dimacs.Read(in.text, nil, opts)
	}
	points, err := open(c.points)
	if err != nil {
		return nil, err
	}
	defer points.Close()
	text, err := unpacked(points)
	if err != nil {
		return nil, err
	}
	return dimacs.Read(in.text, text, opts)
}

func readMap(c config, in input, log io.Writer) (*csr.Builder, error) {
	m, err := gridmap.Read(in.text, c.gridOptions())
	if err != nil {
		return nil, err
	}
	step := c.grid.options.Straight
	if step == 0 {
		step = gridmap.Straight
	}
	fmt.Fprintf(log, "%d by %d cells, a step weighs %d\n", m.Width(), m.Height(), step)
	return m.Builder(), nil
}

func readMatrix(c config, in input, log io.Writer) (*csr.Builder, error) {
	m, err := gridmap.ReadMatrix(in.text, c.gridOptions())
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(log, "%d by %d cells\n", m.Width(), m.Height())
	return m.Builder(), nil
}

// gridOptions returns the options of game maps and matrices.
func (c *config) gridOptions() *gridmap.Options {
	opts := c.grid.options
	opts.Meta = c.meta
	return &opts
}
