package api

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// readDocs returns the reference as it is served.
func readDocs(t *testing.T) string {
	t.Helper()
	return newTarget(t, nil).ask("GET", "/docs", "", "").Body.String()
}

// all returns what a pattern captures everywhere in a text.
func all(pattern, text string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
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
	s := &Server{}
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
		huntRequest{}, eventRequest{}, createdReply{}, hunts.View{}, hunts.Clue{}, hunts.Place{}, hunts.Event{}, hunts.Path{}, hunts.Walk{}, hunts.Near{}, hunts.Step{}, statsReply{}, latencyReply{}, world.Drawing{},
		engineSetting{}, canarySetting{},
	} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(v)) {
			name := field.Tag.Get("json")
			if name != "" && !strings.Contains(text, "<code>"+name+"</code>") && !strings.Contains(text, `{"`+name+`":`) {
				t.Errorf("%T has a field %s", v, name)
			}
		}
	}
	for kind := range eventKinds {
		if !strings.Contains(text, `{"type":"`+kind+`"`) || !strings.Contains(text, "<code>"+kind+"</code>") {
			t.Errorf("there is an event %s", kind)
		}
	}
}
