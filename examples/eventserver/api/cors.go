package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are other sites whose pages may use the API in a browser (WHATWG Fetch, "CORS
// protocol"). It is a flag.Value that may be given several times.
type Origins []string

// String returns the origins with commas between.
func (o *Origins) String() string { return strings.Join(*o, ",") }

// Set adds an origin, such as https://hunt.example.org. The error says that it is none.
func (o *Origins) Set(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || text != u.Scheme+"://"+strings.ToLower(u.Host) {
		return fmt.Errorf("%q is no origin such as https://hunt.example.org", text)
	}
	*o = append(*o, text)
	return nil
}

// allows tells whether a page of one of the origins has a browser ask.
func (o Origins) allows(r *http.Request) bool { return slices.Contains(o, r.Header.Get("Origin")) }

// cors passes requests on, and has browsers show the answers to pages of some origins. It
// answers their questions of what they may send.
func cors(o Origins, next http.Handler) http.Handler {
	if len(o) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Add("Vary", "Origin")
		if !o.allows(r) {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		h.Set("Access-Control-Allow-Credentials", "true") // the cookie of a hunt
		h.Set("Access-Control-Expose-Headers", "Location, Retry-After")
		if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("Access-Control-Allow-Methods", "GET, POST, DELETE")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
		h.Set("Access-Control-Max-Age", "600")
		w.WriteHeader(http.StatusNoContent)
	})
}
