package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// statusGone is what the counts and logs call a request whose client has gone away
// before it was answered; nginx made the number common.
const statusGone = 499

// requestError is a request that is not served, as its client is told.
type requestError struct {
	status int           // of the response
	field  string        // of the request's body that is to blame, if one is
	text   string        // for a person
	retry  time.Duration // when to come again; 0: the same request will not do later either
}

// Error returns the text, with the field before it.
func (e *requestError) Error() string {
	if e.field == "" {
		return e.text
	}
	return e.field + ": " + e.text
}

// badRequest is the error of a body that says what cannot be.
func badRequest(field, text string) *requestError {
	return &requestError{status: http.StatusBadRequest, field: field, text: text}
}

// soon is when to come again after there was too much to do: by then the requests
// that wait now have been answered or given up.
const soon = time.Second

// explain returns what a client is told of an error. What it does not know is the
// server's own affair: the client is told that there was one, and no more.
func explain(err error) *requestError {
	var request *requestError
	var node *csr.NodeError
	switch {
	case errors.As(err, &request):
		return request
	case errors.As(err, &node):
		return badRequest("", node.Error())
	case errors.Is(err, context.Canceled):
		return &requestError{status: statusGone, text: "the client has gone"}
	case errors.Is(err, service.ErrShed), errors.Is(err, context.DeadlineExceeded): // ErrDeadline is one
		return &requestError{status: http.StatusServiceUnavailable, text: "too many requests wait for an answer", retry: soon}
	case errors.Is(err, service.ErrClosed):
		return &requestError{status: http.StatusServiceUnavailable, text: "the server is going down", retry: soon}
	case errors.Is(err, arena.ErrExhausted):
		return &requestError{status: http.StatusServiceUnavailable, text: "there is no memory for it now", retry: soon}
	}
	return &requestError{status: http.StatusInternalServerError, text: "something went wrong"}
}

// fail answers a request that was not served because of an error. Nothing of the
// response may have been written before.
func fail(w http.ResponseWriter, err error) {
	e := explain(err)
	if e.status == http.StatusInternalServerError {
		logFailure(err)
	}
	if e.status == statusGone {
		w.WriteHeader(statusGone) // nobody reads it but the counts
		return
	}
	body, _ := json.Marshal(struct { // two strings have no error
		Error string `json:"error"`
		Field string `json:"field,omitempty"`
	}{e.text, e.field})
	if e.retry > 0 {
		w.Header().Set("Retry-After", seconds(e.retry))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(e.status)
	_, _ = w.Write(append(body, '\n')) // a client that is gone does not matter here
}

// logFailure logs an error that is the server's own, with the stack of a panic.
func logFailure(err error) {
	var panicked *service.PanicError
	if errors.As(err, &panicked) {
		slog.Error("request failed", "error", err, "stack", string(panicked.Stack))
		return
	}
	slog.Error("request failed", "error", err)
}

// seconds returns a time as Retry-After has it, in whole seconds, rounded up.
func seconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
