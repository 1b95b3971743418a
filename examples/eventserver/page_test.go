package main

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"
)

// getPage asks for a file of the page.
func getPage(t *testing.T, url string, header ...string) *http.Response {
	t.Helper()
	mux := http.NewServeMux()
	if err := servePage(mux); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("GET", url, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	return w.Result()
}

// TestPageHeaders asks for every file twice: the second time the browser has it.
func TestPageHeaders(t *testing.T) {
	names, err := fs.Glob(pageFiles, "page/*")
	if err != nil || len(names) < 10 {
		t.Fatalf("%v, %v", names, err)
	}
	for _, url := range append(names, "") {
		url = "/" + url
		first := getPage(t, url)
		h := first.Header
		if first.StatusCode != http.StatusOK || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %s, %v", url, first.Status, h)
		}
		if want := pageTypes[path.Ext(url)]; url != "/" && (want == "" || h.Get("Content-Type") != want) {
			t.Errorf("%s: Content-Type %q", url, h.Get("Content-Type"))
		}
		policy := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: Content-Security-Policy %q", url, policy)
		}
		if again := getPage(t, url, "If-None-Match", h.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %s", url, again.Status)
		}
	}
}

func TestPageServesNothingElse(t *testing.T) {
	for _, url := range []string{"/page/", "/page/page.go", "/page/..%2fpage.go", "/index.html", "/favicon.ico"} {
		if got := getPage(t, url).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", url, got)
		}
	}
}

// TestPageIsWhole follows what the files of the page refer to: all of it is there, and
// nothing on another host.
func TestPageIsWhole(t *testing.T) {
	assets, err := readAssets(pageFiles)
	if err != nil {
		t.Fatal(err)
	}
	refers := regexp.MustCompile(`(?:from "\./|"page/)([^"]+)"`)
	reached := map[string]bool{"index.html": true}
	for name, a := range assets {
		for _, match := range refers.FindAllSubmatch(a.content, -1) {
			if reached[string(match[1])] = true; assets[string(match[1])].content == nil {
				t.Errorf("%s refers to %s", name, match[1])
			}
		}
		text := strings.ReplaceAll(string(a.content), "http://www.w3.org/2000/svg", "")
		if strings.Contains(text, "://") || strings.Contains(text, "style=") || strings.Contains(text, "innerHTML") {
			t.Errorf("%s: an address, a style within the HTML or innerHTML", name)
		}
	}
	for name := range assets {
		if !reached[name] {
			t.Errorf("nothing refers to %s", name)
		}
	}
}

// TestPageElements finds for each id that a script asks for the element in the HTML.
func TestPageElements(t *testing.T) {
	assets, err := readAssets(pageFiles)
	if err != nil {
		t.Fatal(err)
	}
	html := string(assets["index.html"].content)
	for name, a := range assets {
		for _, match := range regexp.MustCompile(`byId\("([^"]+)"`).FindAllSubmatch(a.content, -1) {
			if strings.Count(html, `id="`+string(match[1])+`"`) != 1 {
				t.Errorf("%s: index.html has no #%s, or several", name, match[1])
			}
		}
	}
}
