package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

var (
	loadTime = flag.Duration("load", time.Second/2, "how long TestLoad lasts")
	loadRate = flag.Float64("load.rate", 200, "requests a second of TestLoad")
	loadKeep = flag.Bool("load.state", false, "TestLoad has the server keep hunts on disk")
)

// TestLoad has some hundred players send requests over the loopback, each at times
// drawn before, whether or not the server is fast enough: what is late counts from when
// it should have been sent. Nothing may fail; how long it takes is printed. At a rate that is
// more than the server carries, what is overdue at the end is not sent: the requests a second are
// the most that there can be.
//
//	go test ./examples/eventserver -run TestLoad -v -load 60s -load.rate 2000
func TestLoad(t *testing.T) {
	const players = 200
	l := &load{t: t}
	flags := "-rate 0 -canary 0.1"
	if *loadKeep {
		flags += " -state " + t.TempDir()
	}
	server := startProcess(t, flags)
	l.address, l.admins = server.players, server.admins
	l.client.Transport = &http.Transport{MaxIdleConnsPerHost: players}
	l.spread(players, func(p *loadPlayer) { p.begin() }) // those who are there already
	before, began := l.resident(), time.Now()
	l.until = began.Add(*loadTime)
	l.spread(players, func(p *loadPlayer) { p.play(players / *loadRate) })
	took := time.Since(began)

	var stats struct{ Mismatches, Checked, Shed uint64 }
	l.get(l.admins+"/stats", &stats)
	if stats.Mismatches > 0 || stats.Checked == 0 || stats.Shed > 0 {
		t.Errorf("%d of %d answers do not match, %d were shed", stats.Mismatches, stats.Checked, stats.Shed)
	}
	after, sum := l.resident(), l.latency.Latency()
	if after > before+before/4+32<<20 {
		t.Errorf("memory has grown from %d to %d bytes", before, after)
	}
	t.Logf("%.0f requests/s for %v: mean %v, p50 %v, p99 %v, p999 %v, max %v; %d answers compared; RSS %.1f MB, %.1f MB at the end",
		float64(sum.Count)/took.Seconds(), took.Round(time.Second), sum.Mean, sum.P50, sum.P99, sum.P999, sum.Max, stats.Checked, float64(before)/1e6, float64(after)/1e6)
}

// load is what all players have in common.
type load struct {
	t       *testing.T
	address string // of players
	admins  string // and of administrators
	client  http.Client
	until   time.Time
	latency service.Histogram
	players []*loadPlayer
}

// spread has each player do something, all at once.
func (l *load) spread(n int, do func(p *loadPlayer)) {
	var group sync.WaitGroup
	for i := range n {
		if i == len(l.players) {
			l.players = append(l.players, &loadPlayer{load: l, r: rand.New(rand.NewPCG(1, uint64(i)))})
		}
		p := l.players[i]
		group.Go(func() { do(p) })
	}
	group.Wait()
}

// resident returns the memory of the server.
func (l *load) resident() (bytes int64) {
	r, err := l.client.Get(l.admins + "/metrics")
	if err != nil {
		l.t.Fatal(err)
	}
	defer r.Body.Close()
	for lines := bufio.NewScanner(r.Body); lines.Scan(); {
		var resident float64
		if n, _ := fmt.Sscanf(lines.Text(), "process_resident_memory_bytes %g", &resident); n == 1 {
			bytes = int64(resident)
		}
	}
	return bytes
}

// get reads a reply.
func (l *load) get(url string, into any) {
	r, err := l.client.Get(url)
	if err == nil {
		err = json.NewDecoder(r.Body).Decode(into)
		r.Body.Close()
	}
	if err != nil {
		l.t.Error(err)
	}
}

// loadPlayer is one player.
type loadPlayer struct {
	*load
	r     *rand.Rand
	path  string
	token string
}

// play sends requests, so many seconds apart on average, until the load ends.
func (p *loadPlayer) play(gap float64) {
	due := time.Now()
	for {
		due = due.Add(time.Duration(p.r.ExpFloat64() * gap * float64(time.Second)))
		if due.After(p.until) || time.Now().After(p.until) || p.t.Failed() {
			return
		}
		time.Sleep(time.Until(due))
		p.act()
		p.latency.Record(time.Since(due))
	}
}

// act is one request, of the kinds that players send.
func (p *loadPlayer) act() {
	switch dice := p.r.IntN(100); {
	case dice < 55:
		p.tell("moved", p.near(), 200)
	case dice < 75:
		p.do("GET", p.path+"/path", nil, 200)
	case dice < 85:
		p.do("GET", p.path, nil, 200)
	case dice < 90:
		p.tell("closed", p.near(), 200, 409)
	case dice < 94:
		p.tell("reopened", p.near(), 200, 409)
	case dice < 96:
		p.do("GET", "/healthz", nil, 200)
	case dice < 98:
		p.tell("found", nil, 200, 409)
	default:
		p.do("DELETE", p.path, nil, 204)
		p.begin()
	}
}

// begin makes a hunt.
func (p *loadPlayer) begin() {
	at := p.near()
	var hunt struct{ ID, Token string }
	body := p.do("POST", "/hunts", map[string]any{"lon": at.Lon, "lat": at.Lat, "clues": 1 + p.r.IntN(8)}, 201)
	if err := json.Unmarshal(body, &hunt); err != nil {
		p.t.Error(err)
		return
	}
	p.path, p.token = "/hunts/"+hunt.ID, hunt.Token
}

// near draws a place in the inner city.
func (p *loadPlayer) near() *hunts.Place {
	return &hunts.Place{Lon: 11.955 + p.r.Float64()*0.03, Lat: 57.698 + p.r.Float64()*0.01}
}

// tell tells of an event.
func (p *loadPlayer) tell(kind string, at *hunts.Place, statuses ...int) {
	event := map[string]any{"type": kind}
	if at != nil {
		event["lon"], event["lat"] = at.Lon, at.Lat
	}
	p.do("POST", p.path+"/events", event, statuses...)
}

// do sends a request and returns the body of the response, whose status has to be one
// of some.
func (p *loadPlayer) do(method, path string, body any, statuses ...int) []byte {
	var content io.Reader
	if body != nil {
		content = bytes.NewReader(hunts.Encode(body))
	}
	r, err := http.NewRequest(method, p.address+path, content)
	if err != nil {
		p.t.Error(err)
		return nil
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+p.token)
	response, err := p.client.Do(r)
	if err != nil {
		p.t.Error(err)
		return nil
	}
	defer response.Body.Close()
	reply, err := io.ReadAll(response.Body)
	for _, status := range statuses {
		if err == nil && response.StatusCode == status {
			return reply
		}
	}
	p.t.Errorf("%s %s: status %d, %s, %v", method, path, response.StatusCode, reply, err)
	return nil
}
