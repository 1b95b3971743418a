package proxies

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// trust returns networks.
func trust(t testing.TB, networks ...string) (trusted Trusted) {
	t.Helper()
	for _, network := range networks {
		if err := trusted.Set(network); err != nil {
			t.Fatal(err)
		}
	}
	return trusted
}

// ask returns who has asked, and whether by TLS, if a request has come from an address with
// lines of a header.
func ask(trusted Trusted, from string, lines ...string) (client string, secure bool) {
	r := httptest.NewRequest("GET", "/", nil)
	r.RemoteAddr = from
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	trusted.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		client, secure = r.RemoteAddr, Secure(r)
	})).ServeHTTP(nil, r)
	return client, secure
}

// proxy is a trusted one.
const proxy = "10.0.0.1:99"

// asked is requests by where they come from and lines of the header, and who the client is.
var asked = []struct {
	from, lines, want string
	secure            bool
}{
	{"198.51.100.1:7", "X-Forwarded-For: 192.0.2.1|X-Forwarded-Proto: https|Forwarded: for=192.0.2.1;proto=https", "198.51.100.1:7", false},
	{proxy, "", proxy, false},
	{proxy, "X-Forwarded-For: 192.0.2.1", "192.0.2.1:0", false},
	{"[::ffff:10.0.0.1]:99", "X-Forwarded-For: 192.0.2.1", "192.0.2.1:0", false},
	{"192.0.2.99:1", "X-Forwarded-For: 192.0.2.1", "192.0.2.1:0", false},
	{"[2001:db8:1::5]:99", "X-Forwarded-For: 2001:db8::7|X-Forwarded-Proto: https", "[2001:db8::7]:0", true},
	// What a client writes stands on the left.
	{proxy, "X-Forwarded-For: 203.0.113.9, 192.0.2.1", "192.0.2.1:0", false},
	{proxy, "X-Forwarded-For: 203.0.113.9|X-Forwarded-For: 192.0.2.1", "192.0.2.1:0", false},
	{proxy, "X-Forwarded-For: 10.0.0.2, 192.0.2.1", "192.0.2.1:0", false},
	{proxy, "X-Forwarded-For: nonsense, 192.0.2.1", "192.0.2.1:0", false},
	{proxy, "X-Forwarded-For: 192.0.2.1|X-Forwarded-Proto: https, http", "192.0.2.1:0", false},
	// A chain of proxies.
	{proxy, "X-Forwarded-For: 203.0.113.9, 192.0.2.1, 10.0.0.2", "192.0.2.1:0", false},
	{proxy, "X-Forwarded-For: 10.0.0.3, 10.0.0.2", "10.0.0.3:0", false},
	{proxy, "X-Forwarded-For: 192.0.2.1, unknown, 10.0.0.2", proxy, false},
	{proxy, "X-Forwarded-For: 192.0.2.1,", proxy, false},
	{proxy, "X-Forwarded-For: 192.0.2.1:4711", "192.0.2.1:0", false},
	// RFC 7239.
	{proxy, "Forwarded: for=192.0.2.1;proto=https;by=10.0.0.1", "192.0.2.1:0", true},
	{proxy, `Forwarded: For="[2001:db8::7]:4711" ; Proto=HTTPS`, "[2001:db8::7]:0", true},
	{proxy, `Forwarded: for="[2001:db8::7]"`, "[2001:db8::7]:0", false},
	{proxy, "Forwarded: for=203.0.113.9;proto=https, for=192.0.2.1;proto=http", "192.0.2.1:0", false},
	{proxy, "Forwarded: for=192.0.2.1;proto=https, for=10.0.0.2;proto=http", "192.0.2.1:0", true},
	{proxy, "Forwarded: for=203.0.113.9|Forwarded: for=192.0.2.1", "192.0.2.1:0", false},
	{proxy, "Forwarded: for=_hidden", proxy, false},
	{proxy, "Forwarded: for=unknown, for=10.0.0.2", proxy, false},
	{proxy, "Forwarded: by=10.0.0.1", proxy, false},
	// A quotation that a client has begun.
	{proxy, `Forwarded: for="x, for=192.0.2.1`, proxy, false},
	{proxy, `Forwarded: for=203.0.113.9;x=", for="[2001:db8::7]"`, proxy, false},
	{proxy, `Forwarded: x="|Forwarded: for=192.0.2.1`, "192.0.2.1:0", false},
	{proxy, `Forwarded: x="a\", for=203.0.113.9;y=\"", for=192.0.2.1`, "192.0.2.1:0", false},
	// Both headers: the one that the proxy does not write is the client's.
	{proxy, "X-Forwarded-For: 192.0.2.1|Forwarded: for=203.0.113.9", proxy, false},
	{proxy, "X-Forwarded-For: 192.0.2.1|Forwarded: for=192.0.2.1;proto=https", "192.0.2.1:0", true},
}

func TestClient(t *testing.T) {
	trusted := trust(t, "10.0.0.0/8", "2001:db8:1::/48", "192.0.2.99")
	for _, c := range asked {
		var lines []string
		if c.lines != "" {
			lines = strings.Split(c.lines, "|")
		}
		if client, secure := ask(trusted, c.from, lines...); client != c.want || secure != c.secure {
			t.Errorf("%s, %s: %s, %v", c.from, c.lines, client, secure)
		}
	}
}

// TestNobodyTrusted leaves requests as they are.
func TestNobodyTrusted(t *testing.T) {
	if client, secure := ask(nil, "10.0.0.1:9", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https"); client != "10.0.0.1:9" || secure {
		t.Error(client, secure)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.TLS = &tls.ConnectionState{}
	if !Secure(r) {
		t.Error("TLS to the server itself is not secure")
	}
}

func TestSet(t *testing.T) {
	trusted := trust(t, "10.1.2.3/8", "::1", "192.0.2.1")
	if got := trusted.String(); got != "10.0.0.0/8,::1/128,192.0.2.1/32" {
		t.Error(got)
	}
	for _, bad := range []string{"", "proxy", "10.0.0.0/33", "10.0.0.0/8,::1"} {
		if err := trusted.Set(bad); err == nil {
			t.Errorf("%q is a network", bad)
		}
	}
}

// FuzzClient has any header: who stands on the right, as the trusted proxy has written, is the
// client or the proxy is, and nobody who stands left of them.
func FuzzClient(f *testing.F) {
	f.Add("192.0.2.7", "for=192.0.2.7")
	f.Add("", `for="`)
	f.Add("10.0.0.2, x", `for="a\", `)
	trusted := trust(f, "10.0.0.0/8")
	f.Fuzz(func(t *testing.T, xff, fwd string) {
		const client = "192.0.2.1"
		for _, lines := range [][]string{
			{"X-Forwarded-For: " + xff + "," + client, "Forwarded: " + fwd},
			{"X-Forwarded-For: " + xff, "Forwarded: " + fwd + ", for=" + client},
			{"X-Forwarded-For: " + xff, "X-Forwarded-For: " + client},
			{"Forwarded: " + fwd, "Forwarded: for=" + client},
		} {
			if got, _ := ask(trusted, proxy, lines...); got != proxy && got != client+":0" {
				t.Errorf("%q: %s", lines, got)
			}
		}
	})
}
