package api

import (
	"net/http"
	"strings"

	"github.com/veltrix/cairn/examples/eventserver/world"
)

// sendDrawing answers with a drawing, or that it is the one the client has, and returns
// how many bytes that takes.
func sendDrawing(w http.ResponseWriter, r *http.Request, d *world.Drawing) int {
	h := w.Header()
	tag := `"` + d.Hash + `"`
	h.Set("ETag", tag)
	h.Add("Vary", "Accept-Encoding") // beside that of the list of origins
	h.Set("Cache-Control", "no-cache")
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return 0
	}
	h.Set("Content-Type", "application/json")
	h.Set("X-Content-Type-Options", "nosniff")
	body := d.JSON()
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = d.Gzip()
	}
	_, _ = w.Write(body) // a client that is gone does not matter here
	return len(body)
}
