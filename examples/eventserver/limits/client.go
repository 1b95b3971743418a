package limits

import (
	"net/http"
	"net/netip"
)

// Client returns the address that a request comes from, as proxies.Trusted has put it into
// RemoteAddr. Requests without one, as over a Unix socket, share the zero Addr.
func Client(r *http.Request) netip.Addr { return addressOf(r.RemoteAddr) }

// addressOf returns the address of an address with a port.
func addressOf(text string) netip.Addr {
	from, _ := netip.ParseAddrPort(text)
	return from.Addr()
}

// Household returns the address that stands for a client: of IPv6 the /64, which is
// the least that a provider gives to one subscriber.
func Household(a netip.Addr) netip.Addr {
	a = a.Unmap()
	if a.Is6() {
		prefix, _ := a.Prefix(64) // 64 is in range
		return prefix.Addr()
	}
	return a
}
