package api

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// badValues are what is wrong for each kind of field, beside null.
var badValues = map[reflect.Kind][]string{
	reflect.Float64: {`"12"`, `true`, `[]`, `{}`, `1e999`},
	reflect.Int:     {`"5"`, `true`, `[5]`, `{}`, `5.5`, `-1`, `0`, `99999`, `9223372036854775808`},
	reflect.Uint32:  {`"5"`, `true`, `[]`, `{}`, `-1`, `1.5`, `4294967296`},
	reflect.Uint64:  {`"5"`, `true`, `[]`, `{}`, `-1`, `1.5`, `18446744073709551616`},
	reflect.Slice:   {`5`, `true`, `"area"`, `{}`, `[5]`, `[[]]`, `[[12]]`, `[[12,57,0]]`, `[[null,57]]`, `[["12","57"]]`, `[[1e999,57]]`, `[[[12,57]]]`, `[]`},
	reflect.String:  {`5`, `true`, `["found"]`, `{}`, `""`, `"flown"`, `"MOVED"`},
}

// TestBadFields sends each wrong kind of value for each field of each request.
func TestBadFields(t *testing.T) {
	s := newTarget(t, nil)
	path, token := s.begin()
	at := map[string]string{"lon": "12.005", "lat": "57.003"}
	for _, c := range []struct {
		ask    asking
		path   string
		good   map[string]string
		fields any
	}{
		{s.ask, "/hunts", at, huntRequest{}},
		{s.ask, path + "/events", map[string]string{"type": `"moved"`, "lon": at["lon"], "lat": at["lat"]}, eventRequest{}},
		{s.asAdmin, "/bots", nil, struct {
			Count int `json:"count"`
		}{}},
	} {
		for name := range c.good { // all of which are required
			expectError(t, c.ask("POST", c.path, token, object(c.good, name, "")), http.StatusBadRequest, name)
		}
		for _, field := range reflect.VisibleFields(reflect.TypeOf(c.fields)) {
			kind, name := field.Type.Kind(), field.Tag.Get("json")
			if kind == reflect.Pointer {
				kind = field.Type.Elem().Kind()
			}
			for _, value := range append(badValues[kind], "null") {
				expectError(t, c.ask("POST", c.path, token, object(c.good, name, value)), http.StatusBadRequest, name)
			}
		}
	}
	if s.game.Count() != 1 || s.bots.Count() != 0 {
		t.Errorf("%d hunts, %d bots", s.game.Count(), s.bots.Count())
	}
}

// object returns fields as JSON, with one of them another, or left out.
func object(fields map[string]string, name, value string) string {
	fields = maps.Clone(fields)
	delete(fields, name)
	var text []string
	if value != "" {
		text = append(text, fmt.Sprintf("%q:%s", name, value))
	}
	for _, n := range slices.Sorted(maps.Keys(fields)) {
		text = append(text, fmt.Sprintf("%q:%s", n, fields[n]))
	}
	return "{" + strings.Join(text, ",") + "}"
}

// TestPlaces sends positions that are none, or not on the map.
func TestPlaces(t *testing.T) {
	s := newTarget(t, nil)
	path, token := s.begin()
	for at, field := range map[string]string{
		`"lon":181,"lat":57`: "lon", `"lon":12,"lat":-91`: "lat", `"lon":-1e308,"lat":1e308`: "lon", `"lon":0,"lat":0`: "lat", `"lon":-168,"lat":-57`: "lat", `"lon":12,"lat":90`: "lat",
	} {
		expectError(t, s.ask("POST", "/hunts", "", "{"+at+"}"), http.StatusBadRequest, field)
		for _, kind := range []string{"moved", "closed", "reopened"} {
			w := s.ask("POST", path+"/events", token, `{"type":"`+kind+`",`+at+`}`)
			if w.Code != http.StatusConflict || kind != "reopened" {
				expectError(t, w, http.StatusBadRequest, field)
			}
		}
	}
}

// TestOthersTokens: who has not the token of a hunt is told the same, to the letter,
// whether there is such a hunt or not, and whatever is asked of it.
func TestOthersTokens(t *testing.T) {
	s := newTarget(t, nil)
	path, own := s.begin()
	_, other := s.begin()
	want := ""
	for _, pattern := range slices.Sorted(maps.Keys(s.routes())) {
		method, route, _ := strings.Cut(pattern, " ")
		if !strings.HasPrefix(route, "/hunts/{id}") {
			continue
		}
		for _, c := range [][2]string{ // path, token
			{"/hunts/AAAAAAAAAAAAAAAA", own}, {"/hunts/AAAAAAAAAAAAAAAA", ""}, {"/hunts/x", own}, {"/hunts/" + strings.Repeat("A", 1000), own},
			{"/hunts/" + strings.ToLower(path[len("/hunts/"):]) + "=", own}, {path, other}, {path, ""}, {path, "x"}, {path, own + "="}, {path, own[:len(own)-1]}, {path, adminSecret},
		} {
			w := s.ask(method, strings.Replace(route, "/hunts/{id}", c[0], 1), c[1], "")
			expectError(t, w, http.StatusNotFound, "")
			if got := fmt.Sprintf("%d %v %s", w.Code, w.Header(), w.Body); got != want && want != "" {
				t.Errorf("%s of %s with %q: %s, but others %s", pattern, c[0], c[1], got, want)
			} else {
				want = got
			}
		}
	}
	if w := s.ask("GET", path, own, ""); w.Code != http.StatusOK || s.game.Count() != 2 {
		t.Errorf("afterwards: status %d, %d hunts", w.Code, s.game.Count())
	}
}

// TestHuntsAreBounded, and make room when they end.
func TestHuntsAreBounded(t *testing.T) {
	s := newTarget(t, nil)
	var path, token string
	for range s.game.Limit() {
		path, token = s.begin()
	}
	w := s.ask("POST", "/hunts", "", `{"lon":12.005,"lat":57.003}`)
	if expectError(t, w, http.StatusServiceUnavailable, ""); w.Header().Get("Retry-After") == "" {
		t.Errorf("%v", w.Header())
	}
	if got, reserved := s.game.Memory().Active, s.game.Memory().Reserved; got != 8 || reserved > 16<<20 {
		t.Errorf("%d arenas in %d bytes", got, reserved)
	}
	s.ask("DELETE", path, token, "")
	s.begin()
}

// TestRate answers 429 to one client and not to another.
func TestRate(t *testing.T) {
	s := newTarget(t, func(c *settings) { c.Rate = 2 })
	from := func(client string) *httptest.ResponseRecorder {
		r := request("GET", "/healthz", "", "")
		r.RemoteAddr = client
		w := httptest.NewRecorder()
		s.players.ServeHTTP(w, r)
		return w
	}
	refused := httptest.NewRecorder()
	for i := 0; refused.Code != http.StatusTooManyRequests; i++ {
		if refused = from("192.0.2.1:1000"); i > 10000 {
			t.Fatal("everything is allowed")
		}
	}
	if expectError(t, refused, http.StatusTooManyRequests, ""); refused.Header().Get("Retry-After") != "1" {
		t.Errorf("%v", refused.Header())
	}
	if w := from("192.0.2.2:1000"); w.Code != http.StatusOK {
		t.Errorf("another client: status %d", w.Code)
	}
}
