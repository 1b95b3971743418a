package page

import (
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// getPage asks for a file of the page.
func getPage(t *testing.T, url string, header ...string) *http.Response {
	t.Helper()
	mux := http.NewServeMux()
	if err := Serve(mux, Players); err != nil {
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
	names, err := fs.Glob(files, "*")
	if err != nil || len(names) < 10 {
		t.Fatalf("%v, %v", names, err)
	}
	urls := []string{"/", "/docs"}
	for _, name := range names {
		urls = append(urls, "/page/"+name)
	}
	for _, url := range urls {
		first := getPage(t, url)
		h := first.Header
		if first.StatusCode != http.StatusOK || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %s, %v", url, first.Status, h)
		}
		if want := types[path.Ext(url)]; path.Ext(url) != "" && (want == "" || h.Get("Content-Type") != want) {
			t.Errorf("%s: Content-Type %q", url, h.Get("Content-Type"))
		}
		said := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(said, "default-src 'none'; ") || strings.Contains(said, "unsafe") {
			t.Errorf("%s: Content-Security-Policy %q", url, said)
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
	assets, err := readAssets(files)
	if err != nil {
		t.Fatal(err)
	}
	refers := regexp.MustCompile(`(?:from "\./|"page/)([^"]+)"`)
	reached := map[string]bool{"index.html": true, "organiser.html": true, "docs.html": true}
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

// TestPageElements finds for each id that a script asks for the element in the HTML of its
// page.
func TestPageElements(t *testing.T) {
	assets, err := readAssets(files)
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range assets {
		page := "index.html"
		if name == "organiser.js" || name == "stats.js" {
			page = "organiser.html"
		}
		html := string(assets[page].content)
		for _, match := range regexp.MustCompile(`byId\("([^"]+)"`).FindAllSubmatch(a.content, -1) {
			if strings.Count(html, `id="`+string(match[1])+`"`) != 1 {
				t.Errorf("%s: %s has no #%s, or several", name, page, match[1])
			}
		}
	}
}

// TestPageContrast holds text and marks to the contrast that WCAG 2.2 asks for at
// level AA, light and dark.
func TestPageContrast(t *testing.T) {
	style, err := fs.ReadFile(files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(style), "prefers-color-scheme: dark")
	light, _, _ = strings.Cut(light, "@media")
	for _, scheme := range []string{light, dark} {
		for _, pair := range []struct {
			text, ground string
			least        float64
		}{
			{"text", "panel", 7}, {"muted", "panel", 4.5}, {"muted", "fill", 4.5}, {"accent", "panel", 4.5}, {"danger", "panel", 4.5},
			{"on-accent", "accent", 4.5}, {"on-clue", "clue", 4.5}, {"on-next", "next", 4.5}, {"warm", "panel", 3}, {"text", "ground", 4.5},
			{"route", "ground", 3}, {"route", "street", 3}, {"closed", "halo", 3}, {"halo", "found", 3},
		} {
			if c := contrast(t, scheme, pair.text, pair.ground); c < pair.least {
				t.Errorf("%s on %s: contrast %.2f, want %v", pair.text, pair.ground, c, pair.least)
			}
		}
	}
}

// contrast is the ratio of the luminances of two custom properties of a style sheet.
func contrast(t *testing.T, style, a, b string) float64 {
	la, lb := luminance(t, style, a), luminance(t, style, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(t *testing.T, style, name string) (l float64) {
	t.Helper()
	hex := regexp.MustCompile(`--` + name + `: #([0-9a-f]+);`).FindStringSubmatch(style)
	if hex == nil {
		t.Fatalf("no colour --%s", name)
	}
	digits := hex[1]
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		l += weight * linear(float64(n)/255)
	}
	return l
}

// linear undoes the gamma of sRGB.
func linear(c float64) float64 {
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
