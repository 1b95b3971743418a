package proxies

import (
	"net/http"
	"net/netip"
	"strings"
)

// hop is one who has asked, and how. The zero Addr is one that is not told, or cannot be read.
type hop struct {
	addr  netip.Addr
	https bool
}

// forwardedFor returns the hops of X-Forwarded-For, in order. All have come as
// X-Forwarded-Proto says: proxies hand on what the first of them has written there.
func forwardedFor(h http.Header) (hops []hop) {
	proto := last(strings.Join(h.Values("X-Forwarded-Proto"), ","))
	https := strings.EqualFold(proto, "https")
	for _, line := range h.Values("X-Forwarded-For") {
		for node := range strings.SplitSeq(line, ",") {
			hops = append(hops, hop{addrOf(strings.TrimSpace(node)), https})
		}
	}
	return hops
}

// last returns what stands behind the last comma.
func last(list string) string { return strings.TrimSpace(list[strings.LastIndexByte(list, ',')+1:]) }

// forwarded returns the hops of Forwarded, in order. A line that cannot be read is one hop that
// cannot: part of it may be within a quotation that a client has begun.
func forwarded(h http.Header) (hops []hop) {
	for _, line := range h.Values("Forwarded") {
		elements, ok := split(line, ',')
		if !ok {
			elements = []string{""}
		}
		for _, element := range elements {
			hops = append(hops, hopOf(element))
		}
	}
	return hops
}

// hopOf returns the hop of an element of Forwarded, such as for="[2001:db8::1]:47";proto=https.
func hopOf(element string) (h hop) {
	pairs, _ := split(element, ';') // its quotations end
	for _, pair := range pairs {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		switch value = unquoted(value); strings.ToLower(name) {
		case "for":
			h.addr = addrOf(value)
		case "proto":
			h.https = strings.EqualFold(value, "https")
		}
	}
	return h
}

// split splits a text at a byte where that is not within a quotation, and tells whether all
// quotations end.
func split(text string, at byte) (parts []string, ok bool) {
	begin, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == at && !quoted:
			parts = append(parts, text[begin:i])
			begin = i + 1
		}
	}
	return append(parts, text[begin:]), !quoted
}

// unquoted returns what a quotation has in it. No address needs a backslash, so one with that
// is none.
func unquoted(text string) string {
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

// addrOf returns the address of a text such as 192.0.2.1, 192.0.2.1:80, 2001:db8::1 or
// [2001:db8::1]:80, or the zero Addr.
func addrOf(text string) netip.Addr {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr().Unmap().WithZone("")
	}
	if inner, ok := strings.CutPrefix(text, "["); ok {
		text = strings.TrimSuffix(inner, "]")
	}
	a, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}
