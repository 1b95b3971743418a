package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
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
	want := ` 404 2, GET /body 200 1, GET /hunts/{id} 404 2, GET /panics 500 1, GET /silent 200 1, `
	if got := listOf(&counts); got != want {
		t.Errorf("got %q", got)
	}
}

func listOf(counts *requests) (list string) {
	for o, n := range counts.all() {
		list += fmt.Sprintf("%s %d %d, ", o.route, o.status, n)
	}
	return list
}

func TestCountsAreShared(t *testing.T) {
	var counts requests
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				counts.add(outcome{"", 200})
				listOf(&counts)
			}
		})
	}
	group.Wait()
	if got := listOf(&counts); got != " 200 800, " {
		t.Errorf("%q", got)
	}
	for range counts.all() {
		break // as a caller may
	}
}
