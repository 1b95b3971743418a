package profile_test

import (
	"fmt"

	"github.com/veltrix/cairn/csr/profile"
)

// A one-way street that bicycles may use both ways.
func Example() {
	t := profile.Tags{"highway": "residential", "oneway": "yes", "cycleway:left": "opposite_lane", "maxspeed": "20 mph"}
	for _, p := range []profile.Profile{profile.Walking, profile.Cycling, profile.Driving} {
		along, _ := p.Speed(t)
		fmt.Printf("%+v at %.0f km/h\n", p.Street(t), along)
	}
	// Output:
	// {Forward:true Backward:true} at 5 km/h
	// {Forward:true Backward:true} at 15 km/h
	// {Forward:true Backward:false} at 32 km/h
}

// Bicycles that shun main streets, as if these were twice as long.
func ExampleProfile_WithFactor() {
	quiet := profile.Cycling.WithFactor(func(t profile.Tags, forward, backward float64) (float64, float64) {
		if t["highway"] == "primary" {
			return 2 * forward, 2 * backward
		}
		return forward, backward
	})
	t := profile.Tags{"highway": "primary", "surface": "sett"}
	before, _ := profile.Cycling.Seconds(t, 1000)
	after, _ := quiet.Seconds(t, 1000)
	fmt.Printf("%.0f s, %.0f s\n", before, after)
	// Output: 408 s, 816 s
}
