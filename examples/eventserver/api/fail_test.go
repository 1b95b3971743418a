package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// failed returns the response to a request that has failed, and what was logged.
func failed(t *testing.T, err error) (w *httptest.ResponseRecorder, logged string) {
	t.Helper()
	var text bytes.Buffer
	fixture.LogTo(t, slog.NewTextHandler(&text, nil))
	w = httptest.NewRecorder()
	fail(w, httptest.NewRequest("GET", "/", nil), err)
	return w, text.String()
}

func TestFail(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		retry  string // Retry-After
		body   string
	}{
		{refusal.BadRequest("clues", `at most 12, not "13"`), 400, "", `{"error":"at most 12, not \"13\"","field":"clues"}`},
		{fmt.Errorf("wrapped: %w", refusal.BadRequest("", "no")), 400, "", `{"error":"no"}`},
		{&refusal.Error{Status: 429, Text: "slow down", Retry: 1}, 429, "1", `{"error":"slow down"}`},
		{&refusal.Error{Status: 429, Text: "slow down", Retry: time.Minute + 1}, 429, "61", `{"error":"slow down"}`},
		{&csr.NodeError{Node: 9, Nodes: 8, Place: "from"}, 400, "", `{"error":"from: node 9`},
		{service.ErrShed, 503, "1", `{"error":"too many`},
		{fmt.Errorf("path: %w", service.ErrDeadline), 503, "1", `{"error":"too many`},
		{context.DeadlineExceeded, 503, "1", `{"error":"too many`},
		{service.ErrClosed, 503, "1", `{"error":"the server is going down"}`},
		{&arena.ExhaustedError{Where: "pool"}, 503, "1", `{"error":"there is no memory`},
	} {
		w, logged := failed(t, c.err)
		if w.Code != c.status || w.Header().Get("Retry-After") != c.retry || !strings.HasPrefix(w.Body.String(), c.body) || logged != "" {
			t.Errorf("%v: status %d, Retry-After %q, %s, logged %q", c.err, w.Code, w.Header().Get("Retry-After"), w.Body, logged)
		}
		if !json.Valid(w.Body.Bytes()) || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%v: %q of type %q", c.err, w.Body, w.Header().Get("Content-Type"))
		}
	}
}

// TestFailKeepsSecrets tells the log of an error that is the server's own, and the
// client nothing about it.
func TestFailKeepsSecrets(t *testing.T) {
	for _, err := range []error{errors.New("open secret.csr"), &service.PanicError{Value: "secret", Stack: []byte("in secret.go")}} {
		w, logged := failed(t, err)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || !json.Valid(w.Body.Bytes()) {
			t.Errorf("status %d, %s", w.Code, w.Body)
		}
		if !strings.Contains(logged, "secret") || !strings.Contains(logged, "level=ERROR") {
			t.Errorf("logged %q", logged)
		}
	}
	if _, logged := failed(t, &service.PanicError{Stack: []byte("in secret.go")}); !strings.Contains(logged, "in secret.go") {
		t.Errorf("no stack in %q", logged)
	}
}

// TestFailAfterTheClient writes nothing to a client that has gone.
func TestFailAfterTheClient(t *testing.T) {
	w, logged := failed(t, fmt.Errorf("path: %w", context.Canceled))
	if w.Code != refusal.ClientGone || w.Body.Len() != 0 || logged != "" {
		t.Errorf("status %d, %q, logged %q", w.Code, w.Body, logged)
	}
}
