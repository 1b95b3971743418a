package api

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
)

// TestBuckets expects all durations in the buckets of a reply, few for each doubling.
func TestBuckets(t *testing.T) {
	var h service.Histogram
	if r := replyOf(&h); r.Count != 0 || r.Buckets == nil || len(r.Buckets) != 0 {
		t.Errorf("of nothing: %+v", r)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		h.Record(time.Duration(r.ExpFloat64() * 1e5))
	}
	reply := replyOf(&h)
	sum, last := 0.0, -1.0
	for _, b := range reply.Buckets {
		if b[0] <= last || b[1] <= 0 {
			t.Errorf("bucket %v after one up to %v", b, last)
		}
		sum, last = sum+b[1], b[0]
	}
	if sum != 10000 || reply.Count != 10000 || last != reply.Max || reply.P50 > reply.P99 || reply.P99 > reply.P999 || reply.P999 > reply.Max {
		t.Errorf("%v in buckets up to %v of %+v", sum, last, reply)
	}
	for low := 1.0; low < reply.Max; low *= 2 {
		n := 0
		for _, b := range reply.Buckets {
			if b[0] >= low && b[0] < 2*low {
				n++
			}
		}
		if n > 7 { // six, and one that begins before
			t.Errorf("%d buckets between %v and %v µs", n, low, 2*low)
		}
	}
}

// TestStats counts questions of both engines, and names the map.
func TestStats(t *testing.T) {
	c := newGoteborg(t, func(c *settings) { c.canary = 1 })
	p, _ := c.join(`,"clues":4`)
	p.show()
	var stats statsReply
	c.expectAdmin(200, &stats, "GET", "/stats", "")
	// To create and to show it each asks for four ways, the first from both ends of the street,
	// and the canary for that again.
	if stats.Map != c.game.World().Hash || stats.Hunts != 1 || stats.Engine != "labels" || stats.Canary != 1 || stats.Checked != 4 || stats.Solving.Count != 14 {
		t.Errorf("%+v", stats)
	}
}
