package api

import (
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
)

// cookieName is the name of the cookie that has the token of a hunt, below the hunt's address.
const cookieName = "hunt"

// setCookie has a browser bring the token of a hunt by itself, as long as it runs: its
// EventSource cannot send a header. No script sees the cookie.
func setCookie(w http.ResponseWriter, r *http.Request, id, token string) {
	http.SetCookie(w, cookieOf(r, id, token))
}

// clearCookie has a browser forget the token.
func clearCookie(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) {
	c := cookieOf(r, h.ID().String(), "")
	c.MaxAge = -1
	http.SetCookie(w, c)
}

func cookieOf(r *http.Request, id, token string) *http.Cookie {
	return &http.Cookie{
		Name: cookieName, Value: token, Path: "/hunts/" + id,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: proxies.Secure(r),
	}
}

// tokenOf returns the token that a request brings. A cookie is sent whichever page asks, so it
// counts for reading alone, and if no other site's page has asked that is not on the list.
func (s *Server) tokenOf(r *http.Request) string {
	if token := bearer(r); token != "" {
		return token
	}
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if !reads || fromElsewhere(r) && !s.options.Origins.allows(r) {
		return ""
	}
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}
