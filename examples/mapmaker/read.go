package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/dimacs"
	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/gridmap"
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

// input is a file, and a reader of its plain text.
type input struct {
	file *os.File
	text *bufio.Reader
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
	var b *csr.Builder
	if err == nil {
		b, err = readers[c.format](*c, input{f, text}, log)
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
	"geojson": readGeoJSON, "dimacs": readDIMACS, "map": readMap, "matrix": readMatrix,
}

func readGeoJSON(c config, in input, log io.Writer) (*csr.Builder, error) {
	b, stats, err := geojson.Read(in.text, &geojson.Options{Profile: profiles[c.profile], MetresPerUnit: metres[c.unit], SecondsPerUnit: seconds[c.unit], Plane: c.plane,
		Levels: c.levels, Tolerance: c.tolerance, MaxFeatureBytes: c.featureBytes, Meta: c.meta})
	if err == nil {
		logStats(c, stats, log)
	}
	return b, err
}

// logStats logs how the features of GeoJSON were used.
func logStats(c config, stats geojson.Stats, log io.Writer) {
	fmt.Fprintf(log, "-profile %s: %s\n", c.profile, stats)
	for _, said := range []struct {
		n    int
		text string
	}{
		{stats.Repeated, "%d steps on the spot left out\n"},
		{stats.Barriers, "%d positions where a barrier lets nobody of the profile through\n"},
		{stats.Joined, "%d ends joined that nearly met\n"},
		{stats.Crossings, "%d crossings without a common position, where no street turns into the other\n"},
	} {
		if said.n > 0 {
			fmt.Fprintf(log, said.text, said.n)
		}
	}
	if stats.Floors > 0 && !c.levels {
		fmt.Fprintf(log, "%d streets have levels or heights, which were ignored: -levels heeds them\n", stats.Floors)
	}
	if len(stats.Unread) > 0 {
		fmt.Fprintf(log, "tags not understood: %s\n", geojson.Listed(stats.Unread))
	}
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
