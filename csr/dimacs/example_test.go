package dimacs_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/dimacs"
)

func Example() {
	gr := "c two squares and the street between them\np sp 2 2\na 1 2 850\na 2 1 850\n"
	co := "p aux sp co 2\nv 1 11966590 57707233\nv 2 11979439 57700724\n"
	b, err := dimacs.Read(strings.NewReader(gr), strings.NewReader(co), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	x, y, _ := g.Point(1)
	fmt.Printf("%d nodes, %d arcs; node 1 lies at %v, %v\n", g.NumNodes(), g.NumArcs(), x, y)
	// Output: 2 nodes, 2 arcs; node 1 lies at 11.979439, 57.700724
}

func ExampleError() {
	_, err := dimacs.Read(strings.NewReader("p sp 2 1\na 1 2 -850\n"), nil, nil)
	fmt.Println(err)
	var e *dimacs.Error
	if errors.As(err, &e) {
		fmt.Println(e.File, e.Line, errors.Is(err, dimacs.ErrWeight))
	}
	// Output:
	// dimacs: .gr line 2: weight out of range: -850 is not from 0 to 4294967295
	// gr 2 true
}

func ExampleOptions() {
	opts := &dimacs.Options{
		MaxNodes: 100_000,
		Plane:    true,
		Meta:     csr.Meta{Name: "castle", Unit: "m"},
	}
	b, err := dimacs.Read(strings.NewReader("p sp 1 0"), strings.NewReader("p aux sp co 1\nv 1 30 -40"), opts)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	x, y, _ := g.Point(0)
	fmt.Println(g.Meta().Name, x, y)
	// Output: castle 30 -40
}

func ExampleWrite() {
	b := csr.NewBuilder(2)
	b.AddEdge(0, 1, 850)
	g, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := dimacs.Write(os.Stdout, nil, g); err != nil {
		fmt.Println(err)
	}
	// Output:
	// p sp 2 2
	// a 1 2 850
	// a 2 1 850
}
