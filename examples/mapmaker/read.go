package main

import (
	"fmt"
	"io"
	"os"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/dimacs"
	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/csr/gridmap"
)

var profiles = map[string]func(map[string]any) geojson.Access{
	"walking": geojson.Walking, "cycling": geojson.Cycling, "driving": geojson.Driving, "all": nil,
}

// units are how many metres each is.
var units = map[string]float64{"m": 1, "dm": 0.1, "cm": 0.01, "mm": 0.001}

// read reads the input in its format, and says what the format left out. The
// meta data are what the format knows.
func read(c config, log, progress io.Writer) (*csr.Builder, csr.Meta, error) {
	f, err := open(c.input)
	if err != nil {
		return nil, csr.Meta{}, err
	}
	defer f.Close()
	watched, done := watch(f, progress)
	defer done()
	b, meta, err := readers[c.format](c, watched, log)
	if err != nil {
		return nil, meta, fmt.Errorf("%s: %w", c.input, err)
	}
	return b, meta, nil
}

// open opens a file. A pipe is refused, which may have nobody who writes to it, as are
// folders and devices.
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

var readers = map[string]func(config, io.Reader, io.Writer) (*csr.Builder, csr.Meta, error){
	"geojson": readGeoJSON, "dimacs": readDIMACS, "map": readMap, "matrix": readMatrix,
}

func readGeoJSON(c config, r io.Reader, log io.Writer) (*csr.Builder, csr.Meta, error) {
	b, stats, err := geojson.Read(r, &geojson.Options{Access: profiles[c.profile], MetresPerUnit: units[c.unit]})
	if err == nil {
		fmt.Fprintf(log, "%d features: %d streets used, %d closed (-profile %s), %d of other geometry; %d steps on the spot left out\n",
			stats.Features, stats.Streets, stats.Closed, c.profile, stats.OtherGeometry, stats.Repeated)
	}
	return b, csr.Meta{Unit: c.unit, LonLat: true}, err
}

func readDIMACS(c config, r io.Reader, log io.Writer) (*csr.Builder, csr.Meta, error) {
	if c.points == "" {
		b, err := dimacs.Read(r, nil)
		return b, csr.Meta{}, err
	}
	points, err := open(c.points)
	if err != nil {
		return nil, csr.Meta{}, err
	}
	defer points.Close()
	b, err := dimacs.Read(r, points)
	return b, csr.Meta{LonLat: true}, err
}

func readMap(c config, r io.Reader, log io.Writer) (*csr.Builder, csr.Meta, error) {
	m, err := gridmap.Read(r)
	if err != nil {
		return nil, csr.Meta{}, err
	}
	fmt.Fprintf(log, "%d by %d cells, a step weighs %d\n", m.Width(), m.Height(), gridmap.Straight)
	return m.Builder(), csr.Meta{}, nil
}

func readMatrix(c config, r io.Reader, log io.Writer) (*csr.Builder, csr.Meta, error) {
	m, err := gridmap.ReadMatrix(r, &gridmap.Options{Points: true})
	if err != nil {
		return nil, csr.Meta{}, err
	}
	fmt.Fprintf(log, "%d by %d cells\n", m.Width(), m.Height())
	return m.Builder(), csr.Meta{}, nil
}
