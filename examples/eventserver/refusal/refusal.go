// Package refusal says why a request is not served, in words that the client may read.
//
//	if count > most {
//		return refusal.BadRequest("count", "there are too many")
//	}
//	...
//	why := refusal.Explain(err) // of any error: a status, a text, and when to come again
package refusal

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// ClientGone is the status that counts and logs have for a request whose client has gone
// away before it was answered; nginx made the number common.
const ClientGone = 499

// Error is a request that is not served, as its client is told.
type Error struct {
	Status int           // of HTTP, which says what kind of reason it is
	Field  string        // of the request's body that is to blame, if one is
	Text   string        // for a person
	Retry  time.Duration // when to come again; 0: the same request will not do later either
}

// Error returns the text, with the field before it.
func (e *Error) Error() string {
	if e.Field == "" {
		return e.Text
	}
	return e.Field + ": " + e.Text
}

// BadRequest is the error of a request whose content is wrong. field may be empty.
func BadRequest(field, text string) *Error {
	return &Error{Status: http.StatusBadRequest, Field: field, Text: text}
}

// Conflict is the error of an event that the hunt is not in a state for.
func Conflict(text string) *Error { return &Error{Status: http.StatusConflict, Text: text} }

// soon is when to come again after there was too much to do: by then the requests
// that wait now have been answered or given up.
const soon = time.Second

// Explain returns what a client is told of an error, which is err itself if that is an
// *Error. An error that it does not know is the server's own affair: the client is told
// that there was one, and no more.
func Explain(err error) *Error {
	var known *Error
	var node *csr.NodeError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &node):
		return BadRequest("", node.Error())
	case errors.Is(err, context.Canceled):
		return &Error{Status: ClientGone, Text: "the client has gone"}
	case errors.Is(err, service.ErrShed), errors.Is(err, context.DeadlineExceeded): // service.ErrDeadline is one
		return unavailable("too many requests wait for an answer")
	case errors.Is(err, service.ErrClosed):
		return unavailable("the server is going down")
	case errors.Is(err, arena.ErrExhausted):
		return unavailable("there is no memory for it now")
	}
	return &Error{Status: http.StatusInternalServerError, Text: "something went wrong"}
}

// unavailable is the error of what may be possible soon.
func unavailable(text string) *Error {
	return &Error{Status: http.StatusServiceUnavailable, Text: text, Retry: soon}
}
