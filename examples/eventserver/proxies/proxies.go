// Package proxies finds out who has asked, where requests come through proxies that say so.
//
//	var trusted proxies.Trusted
//	flag.Var(&trusted, "trusted-proxy", "`CIDR` of a proxy")
//	...
//	handler = trusted.Handler(handler) // which sees the client in r.RemoteAddr
//	if proxies.Secure(r) { ... }       // the client has used TLS, maybe to the proxy
//
// Anybody can write X-Forwarded-For and Forwarded (RFC 7239). So they are read from proxies that
// are trusted alone, and from the right: each proxy adds the address that it was asked from, and
// the first one there that is no trusted proxy is the client. What stands left of that the
// client may have written itself.
//
// A proxy writes one of the two headers, and passes on what a client has sent in the other. If
// they do not agree neither is believed, and the request counts as the proxy's own, as it does
// if the header cannot be read. A trusted proxy has to write one of them.
package proxies

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Trusted are networks of proxies whose word is believed. The zero value believes nobody. It is
// a flag.Value that may be given several times.
type Trusted []netip.Prefix

// String returns the networks with commas between.
func (t *Trusted) String() string {
	var list []string
	for _, network := range *t {
		list = append(list, network.String())
	}
	return strings.Join(list, ",")
}

// Set adds a network, such as 10.0.0.0/8, or one address. The error says that it is none.
func (t *Trusted) Set(text string) error {
	network, err := netip.ParsePrefix(text)
	if a, errAddr := netip.ParseAddr(text); errAddr == nil {
		network, err = a.Unmap().Prefix(a.Unmap().BitLen())
	}
	if err != nil {
		return fmt.Errorf("%q is no network such as 10.0.0.0/8", text)
	}
	*t = append(*t, network.Masked())
	return nil
}

// Contains tells whether an address is that of a trusted proxy.
func (t Trusted) Contains(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return slices.ContainsFunc(t, func(network netip.Prefix) bool { return network.Contains(a) })
}

// secured is the key of a context whose request has come to a proxy by TLS.
type secured struct{}

// Handler passes requests on. RemoteAddr of one that comes from a trusted proxy is the client's
// address, with port 0.
func (t Trusted) Handler(next http.Handler) http.Handler {
	if len(t) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, _ := netip.ParseAddrPort(r.RemoteAddr)
		if !t.Contains(from.Addr()) {
			next.ServeHTTP(w, r)
			return
		}
		client := t.client(hop{addr: from.Addr()}, r.Header)
		r = r.WithContext(context.WithValue(r.Context(), secured{}, client.https))
		if client.addr != from.Addr() {
			r.RemoteAddr = netip.AddrPortFrom(client.addr, 0).String()
		}
		next.ServeHTTP(w, r)
	})
}

// Secure tells whether a client has used TLS: to this server, or to a trusted proxy that says
// so.
func Secure(r *http.Request) bool {
	https, _ := r.Context().Value(secured{}).(bool)
	return https || r.TLS != nil
}

// client returns who has asked a trusted proxy, or the proxy itself if it does not say.
func (t Trusted) client(proxy hop, h http.Header) hop {
	one, two := forwarded(h), forwardedFor(h)
	a, b := t.origin(proxy, one), t.origin(proxy, two)
	switch {
	case len(one) == 0:
		return b
	case len(two) == 0 || a.addr == b.addr:
		a.https = a.https || b.https
		return a
	}
	return proxy
}

// origin returns the last of the hops to a proxy that is no trusted proxy, or the first of all
// if each is one.
func (t Trusted) origin(proxy hop, hops []hop) hop {
	at := proxy
	for _, h := range slices.Backward(hops) {
		if !h.addr.IsValid() {
			return proxy // somebody who does not say who they are
		}
		if at = h; !t.Contains(h.addr) {
			break
		}
	}
	return at
}
