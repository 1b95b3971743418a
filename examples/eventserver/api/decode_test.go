package api

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// sample has a field of each kind that requests have.
type sample struct {
	Lon    *float64 `json:"lon"`
	Range  uint32   `json:"range"`
	Clues  int8     `json:"clues,omitempty"`
	Type   string   `json:"type"`
	Really bool     `json:"really"`
	List   []int    `json:"list"`
	Untold int
}

// post returns a request with a JSON body.
func post(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	return r
}

func TestDecode(t *testing.T) {
	lon := 11.97
	for body, want := range map[string]sample{
		`{}`:             {Clues: 5},
		" {\n}\t":        {Clues: 5},
		`{"lon": 11.97}`: {Lon: &lon, Clues: 5},
		`{"lon":1197e-2,"range":4294967295,"clues":-128,"type":"a","really":true,"list":[1]}`: {&lon, 4294967295, -128, "a", true, []int{1}, 0},
		`{"\u0074ype":"\u00e5"}`: {Clues: 5, Type: "å"},
	} {
		got := sample{Clues: 5}
		if err := decode(httptest.NewRecorder(), post(body), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

// TestDecodeRefuses expects each mistake to be told, and the field to be named
// where one is to blame.
func TestDecodeRefuses(t *testing.T) {
	for body, want := range map[string][2]string{ // field, part of the text
		``:                       {"", "empty"},
		" \n":                    {"", "empty"},
		`null`:                   {"", "not an object"},
		`[]`:                     {"", "not an object"},
		`"lon"`:                  {"", "not an object"},
		`{`:                      {"", "unexpected end"},
		`{"lon":1`:               {"", "not one JSON value"},
		`{"lon":1}{}`:            {"", "after top-level value"},
		`{"lon":1}]`:             {"", "after top-level value"},
		`{"lon":NaN}`:            {"", "'N'"},
		`{"lon":01}`:             {"", "not one JSON value"},
		`{lon:1}`:                {"", "not one JSON value"},
		"\ufeff{}":               {"", "not one JSON value"},
		`{"lat":1}`:              {"lat", "no such field"},
		`{"LON":1}`:              {"LON", "no such field"},
		`{"Untold":1}`:           {"Untold", "no such field"},
		`{"":1}`:                 {"", "no such field"},
		`{"lon":1,"lon":1}`:      {"lon", "twice"},
		`{"lon":1,"\u006con":1}`: {"lon", "twice"},
		`{"lon":"1"}`:            {"lon", `a number is wanted, not "1"`},
		`{"lon":null}`:           {"lon", "a number is wanted, not null"},
		`{"lon":1e999}`:          {"lon", "not 1e999"},
		`{"lon":{"lon":1}}`:      {"lon", "a number"},
		`{"range":-1}`:           {"range", "from 0 to 2^32-1"},
		`{"range":4294967296}`:   {"range", "from 0 to 2^32-1"},
		`{"range":1.5}`:          {"range", "whole"},
		`{"clues":128}`:          {"clues", "8 bits"},
		`{"clues":true}`:         {"clues", "whole"},
		`{"type":7}`:             {"type", "a string"},
		`{"really":"true"}`:      {"really", "true or false"},
		`{"list":[1,"2"]}`:       {"list", "another type"},
		`{"type":{"":[[["å`:      {"", "not one JSON value"},
		`{"` + strings.Repeat("å", 500) + `":1}`:           {strings.Repeat("å", 20) + "…", "no such field"},
		`{"lon":[` + strings.Repeat(`"x", `, 90) + `"y"]}`: {"lon", "…"},
		`{"lon":` + strings.Repeat("[", maxBody-7):         {"", "not one JSON value"},
	} {
		expectRefusal(t, post(body), http.StatusBadRequest, want[0], want[1])
	}
}

// expectRefusal decodes a request that is to be refused.
func expectRefusal(t *testing.T, r *http.Request, status int, field, text string) {
	t.Helper()
	err := decode(httptest.NewRecorder(), r, new(sample))
	var refused *refusal.Error
	if !errors.As(err, &refused) || refused.Status != status || refused.Field != field || !strings.Contains(refused.Text, text) {
		t.Errorf("got %#v, want %d for field %q with %q", err, status, field, text)
	}
}

func TestDecodeTypes(t *testing.T) {
	for _, media := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/json; charset", ";"} {
		r := post(`{}`)
		r.Header.Set("Content-Type", media)
		expectRefusal(t, r, http.StatusUnsupportedMediaType, "", "application/json")
	}
	r := post(`{}`)
	r.Header.Set("Content-Encoding", "gzip")
	expectRefusal(t, r, http.StatusUnsupportedMediaType, "", "Content-Encoding")
}

// TestDecodeSize takes the longest body there may be, and not a byte more.
func TestDecodeSize(t *testing.T) {
	longest := `{"type":"` + strings.Repeat("x", maxBody-11) + `"}`
	var got sample
	if err := decode(httptest.NewRecorder(), post(longest), &got); err != nil || len(got.Type) != maxBody-11 {
		t.Errorf("of %d bytes: %v", len(longest), err)
	}
	expectRefusal(t, post(longest+" "), http.StatusRequestEntityTooLarge, "", "4096")
}

func TestDecodeBrokenBodies(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		text   string
	}{
		{os.ErrDeadlineExceeded, http.StatusRequestTimeout, "too long"},
		{io.ErrUnexpectedEOF, http.StatusBadRequest, "broke off"},
	} {
		r := post("")
		r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"lon":1`), iotest.ErrReader(c.err)))
		expectRefusal(t, r, c.status, "", c.text)
	}
}

// FuzzDecode expects a *refusal.Error with status 400 or no error, whatever comes.
func FuzzDecode(f *testing.F) {
	f.Add(`{"lon":11.97,"range":1,"clues":5,"type":"moved","really":false,"list":[]}`)
	f.Add(`{"lon":1,"lon":null}`)
	f.Add(`[{"":NaN}]`)
	f.Fuzz(func(t *testing.T, body string) {
		var into sample
		err := decode(httptest.NewRecorder(), post(body), &into)
		var refused *refusal.Error
		if err != nil && (!errors.As(err, &refused) || refused.Status/100 != 4) {
			t.Errorf("%v", err)
		}
		if into.Untold != 0 {
			t.Error("a field without a tag was written to")
		}
	})
}
