package api

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// hosts are the names, beside those of loopback, that requests may be for. A page of
// another site can have its own name lead here once it is loaded (DNS rebinding), and a
// browser then takes the two for one site; but the name is still that of the other.
type hosts map[string]bool

// allowedHosts returns the names of the flags: those of -hosts, and that of an address to
// listen on, if it has one.
func (s *Server) allowedHosts(addr string) hosts {
	allowed := hosts{}
	for _, name := range strings.Split(s.options.Hosts, ",") {
		allowed[hostName(strings.TrimSpace(name))] = true
	}
	allowed[hostName(addr)] = true
	delete(allowed, "")
	return allowed
}

// hostName returns the name or address of a Host header, as it is compared.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// allows tells whether requests may be for a host.
func (h hosts) allows(host string) bool {
	name := hostName(host)
	addr, err := netip.ParseAddr(name)
	return h[name] || name == "localhost" || err == nil && addr.Unmap().IsLoopback()
}

// hosted passes on requests for hosts that are allowed, and all that ask how the server is:
// load balancers name any host, and learn nothing.
func hosted(h hosts, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !h.allows(r.Host) && !isProbe(r) {
			fail(w, r, &refusal.Error{Status: http.StatusMisdirectedRequest, Text: "this server is not " + shorten(r.Host) + "; see its flag -hosts"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownSite refuses requests that a page of another site has a browser make: the browser
// knows the password, and adds it by itself.
func ownSite(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fromElsewhere(r) {
			fail(w, r, &refusal.Error{Status: http.StatusForbidden, Text: "another site's page has asked"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// fromElsewhere tells whether a browser says so. Some do not say Sec-Fetch-Site to servers
// without TLS, but then they say Origin where more than reading is asked for.
func fromElsewhere(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		origin := r.Header.Get("Origin")
		u, err := url.Parse(origin)
		return origin != "" && (err != nil || !strings.EqualFold(u.Host, r.Host))
	}
	return true
}
