package main

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readDocs(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("page/docs.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// all returns what a pattern captures everywhere in a text.
func all(pattern, text string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// TestDocsAreSound reads them as the XML that they are as well, and expects nothing
// in them that the policy of the pages forbids.
func TestDocsAreSound(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(readDocs(t)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if ok && (slices.Contains([]string{"script", "style", "img", "iframe"}, e.Name.Local) ||
			slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") })) {
			t.Errorf("%v in a page without scripts", e)
		}
	}
}

// TestDocsLinks expects links within the page to lead somewhere.
func TestDocsLinks(t *testing.T) {
	text := readDocs(t)
	ids := all(`id="([^"]*)"`, text)
	for _, link := range all(`href="#([^"]*)"`, text) {
		if !slices.Contains(ids, link) {
			t.Errorf("there is no #%s", link)
		}
	}
	if slices.Sort(ids); len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("an id is there twice: %q", ids)
	}
}

// documented returns the routes that the headings name.
func documented(t *testing.T) (routes []string) {
	t.Helper()
	for _, heading := range all(`(?m)^<h3>(.*)</h3>$`, readDocs(t)) {
		routes = append(routes, all(`<code>([A-Z]+ /[^<]*)</code>`, heading)...)
	}
	return routes
}

// TestDocsNameAllRoutes, and none that is not there.
func TestDocsNameAllRoutes(t *testing.T) {
	s := &server{}
	routes := append(slices.Collect(maps.Keys(s.routes())), slices.Collect(maps.Keys(s.adminRoutes()))...)
	routes = append(routes, "GET /", "GET /", "GET /docs") // of players and of organisers
	routes = slices.DeleteFunc(routes, func(r string) bool {
		return strings.Contains(r, " /debug/pprof/") && r != "GET /debug/pprof/"
	})
	slices.Sort(routes)
	found := documented(t)
	if slices.Sort(found); !slices.Equal(found, routes) {
		t.Errorf("documented are\n%q, there are\n%q", found, routes)
	}
}

// TestDocsNameAllFields of requests and answers, and all events.
func TestDocsNameAllFields(t *testing.T) {
	text := readDocs(t)
	for _, v := range []any{
		huntRequest{}, move{}, createdReply{}, huntReply{}, clueReply{}, nodeReply{}, eventReply{}, pathReply{}, statsReply{}, latencyReply{}, drawing{},
		engineSetting{}, canarySetting{},
	} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(v)) {
			name := field.Tag.Get("json")
			if name != "" && !strings.Contains(text, "<code>"+name+"</code>") && !strings.Contains(text, `{"`+name+`":`) {
				t.Errorf("%T has a field %s", v, name)
			}
		}
	}
	for kind := range moves {
		if !strings.Contains(text, `{"type":"`+kind+`"`) || !strings.Contains(text, "<code>"+kind+"</code>") {
			t.Errorf("there is an event %s", kind)
		}
	}
}
