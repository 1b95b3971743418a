// Package parallel runs independent parts of a computation on all processors:
//
//	workers := parallel.Workers(len(rows), 256)
//	parallel.Each(workers, len(rows), func(_, i int) { sums[i] = sum(rows[i]) })
//
// Which goroutine runs which part, and when, is left to chance. The result is the same
// on any number of processors if each part writes to its own place and reads nothing
// that another part writes.
//
// Every function returns when all goroutines that it started have ended, and passes on
// their panics.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Workers returns how many goroutines some work is worth: one for each processor, but
// no more than there are portions of least units of it. It is at least 1.
func Workers(work, least int) int {
	if work < 2*least {
		return 1
	}
	return min(runtime.GOMAXPROCS(0), work/least)
}

// Run calls work for each worker from 0 on, all at the same time. The goroutine of the
// caller is worker 0. If some of them panic, one of these panics is the caller's.
func Run(workers int, work func(worker int)) {
	if workers <= 1 {
		work(0)
		return
	}
	var others sync.WaitGroup
	panics := make(chan any, workers)
	defer func() {
		others.Wait()
		select {
		case p := <-panics:
			panic(p)
		default:
		}
	}()
	others.Add(workers - 1)
	for worker := 1; worker < workers; worker++ {
		go func() {
			defer others.Done()
			defer func() {
				if p := recover(); p != nil {
					panics <- p
				}
			}()
			work(worker)
		}()
	}
	work(0)
}

// Each calls do for each of the parts 0, 1, … of a computation. A worker that is done
// with one takes the next, so that each worker sees its parts in ascending order.
func Each(workers, parts int, do func(worker, part int)) {
	if workers = min(workers, parts); workers <= 1 {
		for part := range parts {
			do(0, part)
		}
		return
	}
	var next atomic.Int64
	Run(workers, func(worker int) {
		for part := int(next.Add(1)) - 1; part < parts; part = int(next.Add(1)) - 1 {
			do(worker, part)
		}
	})
}

// Ranges calls do for ranges that cover the numbers below n, from lo up to hi, one for
// each of the Workers that n is worth.
func Ranges(n, least int, do func(lo, hi int)) {
	Collect(n, least, func(lo, hi int) struct{} { do(lo, hi); return struct{}{} })
}

// Collect returns what of comes to for each of the Ranges, in ascending order.
func Collect[T any](n, least int, of func(lo, hi int) T) []T {
	workers := Workers(n, least)
	results := make([]T, workers)
	Run(workers, func(worker int) { results[worker] = of(n*worker/workers, n*(worker+1)/workers) })
	return results
}

// Do calls all of some functions, each in a goroutine of its own if there is more than
// one processor.
func Do(parts ...func()) {
	Each(runtime.GOMAXPROCS(0), len(parts), func(_, part int) { parts[part]() })
}
