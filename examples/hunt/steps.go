package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
)

// printSteps tells the walk of a hunt in sentences, at most so many of them.
func printSteps(w io.Writer, g *csr.CSRGraph, x *hunt, most int) error {
	if most == 0 || !g.HasPoints() {
		return nil
	}
	told, err := tell(g, x)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "the walk of hunt 0:")
	for _, sentence := range told[:min(most, len(told))] {
		fmt.Fprintf(w, "  %s\n", sentence)
	}
	if more := len(told) - most; more > 0 {
		fmt.Fprintf(w, "  and %d more (-steps %d prints them all)\n", more, len(told))
	}
	return nil
}

// tell returns the walk from clue to clue in sentences.
func tell(g *csr.CSRGraph, x *hunt) (told []string, err error) {
	rest := x.path
	for i, clue := range x.clues {
		n := slices.Index(rest, clue)
		steps, err := route.AppendSteps(nil, g, rest[:n+1], nil)
		if err != nil {
			return nil, err
		}
		for _, step := range steps[:len(steps)-1] { // the last is that one arrives
			told = append(told, step.String())
		}
		told = append(told, fmt.Sprintf("Arrive at clue %d", i+1))
		rest = rest[n:]
	}
	return told, nil
}
