package api

import (
	"math"
	"net/http"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// statsReply is the statistics of the server, as the page of organisers shows them.
type statsReply struct {
	Map        string       `json:"map"`
	Engine     string       `json:"engine"`
	Canary     float64      `json:"canary"`
	Hunts      int          `json:"hunts"`
	Bots       int          `json:"bots"`
	Shed       uint64       `json:"shed"`
	Mismatches uint64       `json:"mismatches"`
	Checked    uint64       `json:"checked"`
	Waiting    latencyReply `json:"waiting"`
	Solving    latencyReply `json:"solving"`
}

// latencyReply is a histogram, in microseconds.
type latencyReply struct {
	Count   uint64       `json:"count"`
	Mean    float64      `json:"mean_us"`
	P50     float64      `json:"p50_us"`
	P99     float64      `json:"p99_us"`
	P999    float64      `json:"p999_us"`
	Max     float64      `json:"max_us"`
	Buckets [][2]float64 `json:"buckets"` // each the longest that counts in it, and how many do
}

// showStats answers with the statistics since the server began.
func (s *Server) showStats(w http.ResponseWriter, r *http.Request) {
	e := s.game.Engines()
	checked, mismatches := e.Compared()
	reply := statsReply{
		Map: s.game.World().Hash, Engine: e.Current().String(), Canary: e.Canary(), Hunts: s.game.Count(), Bots: s.bots.Count(),
		Mismatches: mismatches, Checked: checked,
	}
	var waiting, solving service.Histogram
	for _, service := range e.Services() {
		reply.Shed += service.Stats().Shed
		service.MergeInto(&waiting, &solving)
	}
	reply.Waiting, reply.Solving = replyOf(&waiting), replyOf(&solving)
	respond(w, http.StatusOK, hunts.Encode(reply))
}

// replyOf describes a histogram by buckets that end at each sixth of a doubling, or a
// little before.
func replyOf(h *service.Histogram) latencyReply {
	l := h.Latency()
	r := latencyReply{l.Count, micros(l.Mean), micros(l.P50), micros(l.P99), micros(l.P999), micros(l.Max), [][2]float64{}}
	bar := -1
	for longest, n := range h.All() {
		longest = min(longest, l.Max)
		if b := barOf(longest); b != bar {
			bar = b
			r.Buckets = append(r.Buckets, [2]float64{})
		}
		last := &r.Buckets[len(r.Buckets)-1]
		last[0], last[1] = micros(longest), last[1]+float64(n)
	}
	return r
}

// micros returns a time in microseconds.
func micros(d time.Duration) float64 { return float64(d) / 1e3 }

// bars is how many buckets there are for each doubling.
const bars = 6

// barOf returns the bucket of a duration.
func barOf(d time.Duration) int { return int(bars * math.Log2(float64(max(d, 1)))) }
