package main

import (
	"fmt"
	"io"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
)

// printSteps tells the walk of a hunt in sentences, at most so many of them.
func printSteps(w io.Writer, g *csr.CSRGraph, x *hunt, most int) error {
	if most == 0 || !g.HasPoints() {
		return nil
	}
	steps, err := route.AppendSteps(nil, g, x.path, nil)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "the walk of hunt 0:")
	for _, step := range steps[:min(most, len(steps))] {
		fmt.Fprintf(w, "  %v\n", step)
	}
	if more := len(steps) - most; more > 0 {
		fmt.Fprintf(w, "  and %d more (-steps %d prints them all)\n", more, len(steps))
	}
	return nil
}
