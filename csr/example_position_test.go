package csr_test

import (
	"fmt"
	"log"

	"github.com/veltrix/cairn/csr"
)

// A player stands 3 m from a street. The place on it is where paths begin.
func ExampleStreetLocator() {
	g := square()
	streets, err := csr.StreetLocatorOf(g, csr.LargestComponent(g))
	if err != nil {
		log.Fatal(err)
	}
	p, err := streets.Nearest(103, 25)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%v m away, at %v of the street from %d to %d, at %v, %v\n",
		p.Distance, p.Position.Fraction, p.Position.From, p.Position.To, p.X, p.Y)
	// Output: 3 m away, at 0.25 of the street from 1 to 2, at 100, 25
}

// Streets within 40 m, without the diagonal, which is steps, and without what is closed.
func ExampleStreetLocator_AppendNear() {
	g := square()
	streets, err := csr.NewStreetLocator(g)
	if err != nil {
		log.Fatal(err)
	}
	closed := csr.NewOverlay(g)
	_ = closed.SetArc(0, 1, csr.Blocked) // both ways
	_ = closed.SetArc(1, 0, csr.Blocked)
	steps := func(arc uint32) bool {
		from, to, _ := g.ArcEnds(arc)
		return from == 0 && to == 2
	}
	places, err := streets.AppendNear(nil, 80, 30, csr.NearStreets{Radius: 40, Overlay: closed, Skip: steps})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range places {
		fmt.Println(p.Position.From, p.Position.To, p.Distance)
	}
	// Output: 1 2 20
}

func ExampleCSRGraph_PointAt() {
	x, y, _ := square().PointAt(csr.Position{From: 1, To: 2, Fraction: 0.25})
	fmt.Println(x, y)
	// Output: 100 25
}
