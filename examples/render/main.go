// Render draws a map with routes, distances and closed streets, or a histogram of
// latencies, as SVG or PNG with the standard library alone.
//
//	go run ./examples/render -from 11.9733,57.7089 -to 11.967,57.6998 -tree 11.967,57.7072 -o map.svg
//
// The same flags make the same bytes. The exit status is 2 for bad flags and files, and 1
// if there is no route or a file cannot be written.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// errNoWay is why there is no route to draw.
var errNoWay = errors.New("no way leads through these places")

// run is main with its surroundings as arguments; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		err = csr.CheckOutput(c.output, c.mapFile, c.latencies)
	}
	var picture []byte
	if err == nil {
		picture, err = render(c)
	}
	status := 2
	if errors.Is(err, errNoWay) {
		status = 1
	}
	if err == nil {
		err, status = csr.ReplaceFile(c.output, picture), 1
	}
	if err != nil {
		fmt.Fprintf(stderr, "render: %v\n", err)
		return status
	}
	fmt.Fprintf(stdout, "wrote %s: %d bytes\n", c.output, len(picture))
	return 0
}

// render returns the picture that the flags ask for.
func render(c config) ([]byte, error) {
	draw, width, height, err := plan(c)
	if err != nil {
		return nil, err
	}
	canvas := newCanvas(c.output, width, height, themes[c.theme].paper)
	draw(canvas)
	var picture bytes.Buffer
	err = canvas.encode(&picture)
	return picture.Bytes(), err
}

// plan returns the drawing function for the flags, and the picture's size.
func plan(c config) (draw func(canvas), width, height int, err error) {
	if c.latencies != "" {
		l, err := readLatencies(c.latencies)
		if err != nil {
			return nil, 0, 0, err
		}
		chart := newChart(l, c)
		return chart.draw, chart.width, chart.height, nil
	}
	g, err := openMap(c.mapFile)
	if err != nil {
		return nil, 0, 0, err
	}
	s, err := newScene(g, c)
	if err != nil {
		return nil, 0, 0, err
	}
	return s.draw, s.frame.width, s.frame.height, nil
}

// openMap opens a map file, or the map of Göteborg if the name is empty.
func openMap(name string) (*csr.CSRGraph, error) {
	if name == "" {
		return csr.FromBytes(testdata.GoteborgStreets())
	}
	g, err := csr.ReadFile(name)
	switch {
	case err != nil:
		return nil, err
	case g.NumNodes() == 0:
		return nil, fmt.Errorf("%s: the map has no nodes", name)
	case !g.HasPoints():
		return nil, fmt.Errorf("%s: the map has no points to draw", name)
	}
	return g, nil
}
