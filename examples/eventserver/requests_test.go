package main

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
)

// TestCounted counts by route and status, also what no route is for, and keeps
// flushing and deadlines within reach.
func TestCounted(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hunts/{id}", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotFound) })
	mux.HandleFunc("GET /silent", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /body", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		_, _ = w.Write([]byte("body"))
		w.WriteHeader(http.StatusTeapot) // too late
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("GET /panics", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	var counts requests
	h := counts.counted(mux)
	for _, path := range []string{"/hunts/1", "/hunts/2", "/silent", "/body", "/other", "/others"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	func() {
		defer func() { _ = recover() }()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/panics", nil))
	}()
	wantOutcomes := []outcome{{"", 404}, {"GET /body", 200}, {"GET /hunts/{id}", 404}, {"GET /panics", 500}, {"GET /silent", 200}}
	wantCounts := map[outcome]uint64{wantOutcomes[0]: 2, wantOutcomes[1]: 1, wantOutcomes[2]: 2, wantOutcomes[3]: 1, wantOutcomes[4]: 1}
	outcomes, got := counts.list()
	if !reflect.DeepEqual(outcomes, wantOutcomes) || !reflect.DeepEqual(got, wantCounts) {
		t.Errorf("%v, %v", outcomes, got)
	}
}

func TestCountsAreShared(t *testing.T) {
	var counts requests
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				counts.add(outcome{"", 200})
				counts.list()
			}
		})
	}
	group.Wait()
	if _, got := counts.list(); got[outcome{"", 200}] != 800 {
		t.Errorf("%v", got)
	}
}
