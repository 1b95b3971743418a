// Networkx answers questions for check.py and calls.py. It reads questions, a line of
// numbers each, and prints a line of numbers for each, or - for no answer. The last line
// is the mean time of a question in seconds.
//
//	networkx map.csr pairs < questions
package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/veltrix/cairn/csr"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, 500*time.Millisecond); err != nil {
		fmt.Fprintln(os.Stderr, "networkx:", err)
		os.Exit(2)
	}
}

// run answers all questions of in, and then repeats them for so long to measure their
// cost. With a flag for help alone it prints the usage.
func run(args []string, in io.Reader, out io.Writer, long time.Duration) error {
	usage := "usage: networkx map.csr " + strings.Join(slices.Sorted(maps.Keys(commands)), "|") + " < questions"
	if len(args) == 1 && slices.Contains([]string{"-h", "-help", "--help"}, args[0]) {
		_, err := fmt.Fprintln(out, usage)
		return err
	}
	if len(args) != 2 || commands[args[1]].call == nil {
		return errors.New(usage)
	}
	g, err := csr.ReadFile(args[0])
	if err != nil {
		return err
	}
	if err := g.Verify(); err != nil {
		return err
	}
	questions, err := read(in)
	if err != nil {
		return err
	}
	a, c := newAnswerer(g), commands[args[1]]
	answers, err := a.answers(c, questions)
	if err != nil {
		return err
	}
	mean, err := a.mean(c, questions, long)
	if err != nil {
		return err
	}
	return write(out, answers, mean)
}
