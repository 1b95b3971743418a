package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"strings"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// maxBody is how many bytes the body of a request may have. The longest that makes
// sense has some hundred.
const maxBody = 4 << 10

// decode reads the body of a request into the struct that into points to. It takes
// one JSON object whose names are those of the json tags, to the letter, each at
// most once; fields that it does not name stay as they are, so that they can be
// given their defaults before. It is stricter than json.Unmarshal, which takes
// "LON" for "lon", the last of two and null for anything: a client's mistake is to
// be told, not guessed at. The error is a *refusal.Error, with the field that is to
// blame if one is.
func decode(w http.ResponseWriter, r *http.Request, into any) error {
	if err := checkType(r.Header); err != nil {
		return err
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		w.Header().Set("Connection", "close") // or the server would wait for the rest before it answers
		return unread(err)
	}
	return decodeObject(body, reflect.ValueOf(into).Elem())
}

// checkType refuses bodies that are not declared to be JSON. That also keeps other sites
// out: a browser asks before it sends this type from one site to another.
func checkType(h http.Header) error {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return &refusal.Error{Status: http.StatusUnsupportedMediaType, Text: "the Content-Type has to be application/json"}
	}
	if h.Get("Content-Encoding") != "" {
		return &refusal.Error{Status: http.StatusUnsupportedMediaType, Text: "a body with a Content-Encoding is not read"}
	}
	return nil
}

// unread tells why a body did not come.
func unread(err error) error {
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return &refusal.Error{Status: http.StatusRequestEntityTooLarge, Text: fmt.Sprintf("the body has more than %d bytes", maxBody)}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal.Error{Status: http.StatusRequestTimeout, Text: "the body took too long to come"}
	}
	return refusal.BadRequest("", "the body broke off")
}

// decodeObject reads a JSON object that is all there is in a body into a struct.
func decodeObject(body []byte, into reflect.Value) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return refusal.BadRequest("", "the body is empty; a JSON object is wanted")
	}
	if err := json.Unmarshal(body, new(json.RawMessage)); err != nil {
		return refusal.BadRequest("", "the body is not one JSON value: "+err.Error())
	}
	d := json.NewDecoder(bytes.NewReader(body)) // none of its errors can be: the body is valid
	if first, _ := d.Token(); first != json.Delim('{') {
		return refusal.BadRequest("", "the body is JSON, but not an object")
	}
	seen := map[string]bool{}
	for d.More() {
		token, _ := d.Token()
		name, _ := token.(string)
		if seen[name] {
			return refusal.BadRequest(name, "the field is there twice")
		}
		seen[name] = true
		var value json.RawMessage
		_ = d.Decode(&value)
		if err := decodeField(name, value, fieldOf(into, name)); err != nil {
			return err
		}
	}
	return nil
}

// fieldOf returns the field of a struct whose json tag has a name. Fields without
// a tag, and those of embedded structs, have none.
func fieldOf(into reflect.Value, name string) (field reflect.Value) {
	for i := range into.NumField() {
		if tag, _, _ := strings.Cut(into.Type().Field(i).Tag.Get("json"), ","); tag == name && name != "" {
			return into.Field(i)
		}
	}
	return field
}

// decodeField reads one value into its field.
func decodeField(name string, value []byte, field reflect.Value) error {
	if !field.IsValid() {
		return refusal.BadRequest(shorten(name), "there is no such field")
	}
	if err := json.Unmarshal(value, field.Addr().Interface()); err != nil || string(value) == "null" {
		return refusal.BadRequest(name, fmt.Sprintf("%s is wanted, not %s", kindOf(field.Type()), shorten(string(value))))
	}
	return nil
}

// kindOf says what a field holds, in the words of JSON.
func kindOf(t reflect.Type) string {
	if t == reflect.TypeFor[border]() {
		return "a list of [lon, lat]"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return kindOf(t.Elem())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprintf("a whole number of at most %d bits", t.Bits())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return fmt.Sprintf("a whole number from 0 to 2^%d-1", t.Bits())
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	}
	return "another type"
}

// shorten cuts a client's text so that an error can quote it.
func shorten(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
