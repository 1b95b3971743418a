//go:build unix

package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

// part is how requests went while a fault was the last one.
type part struct {
	all, unanswered, refused int
	took                     []time.Duration
	last                     time.Duration // from the fault until the last request ended that failed
}

// report writes how the requests went, fault by fault.
func report(w io.Writer, s *crowd, faults []fault) {
	fmt.Fprintf(w, "\n%-42s %8s %10s %8s %8s %8s %8s %10s\n", "", "requests", "unanswered", "refused", "median", "99 %", "slowest", "last error")
	for _, f := range faults {
		p := s.during(f)
		fmt.Fprintf(w, "%-42s %8d %10d %8d %8v %8v %8v %10v\n", f.name, p.all, p.unanswered, p.refused, p.quantile(0.5), p.quantile(0.99), p.quantile(1), p.last.Round(100*time.Millisecond))
	}
	fmt.Fprintf(w, "\n%d events acknowledged, %d more had happened without an answer; %d hunts ended\n", s.acknowledged.Load(), s.late.Load(), len(s.over))
	fmt.Fprintf(w, "streams told %d events and went on %d times\n%d things are wrong\n", s.told.Load(), s.resumed.Load(), len(s.wrongs))
}

// during returns how requests went that ended while a fault was the last one.
func (s *crowd) during(f fault) (p part) {
	for _, r := range s.requests {
		ended := r.at.Add(r.took)
		if ended.Before(f.began) || ended.After(f.over) {
			continue
		}
		p.all++
		p.took = append(p.took, r.took)
		switch {
		case unknown(r.status):
			p.unanswered++
		case r.status == http.StatusServiceUnavailable:
			p.refused++
		default:
			continue
		}
		p.last = max(p.last, ended.Sub(f.began))
	}
	slices.Sort(p.took)
	return p
}

// quantile returns how long the part q of the requests took at most, in ms or so.
func (p part) quantile(q float64) time.Duration {
	if len(p.took) == 0 {
		return 0
	}
	return p.took[min(int(q*float64(len(p.took))), len(p.took)-1)].Round(100 * time.Microsecond)
}
