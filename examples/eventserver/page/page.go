// Package page holds the pages that a browser shows, of players and of organisers, and the
// reference of the API. They are plain HTML, CSS and JavaScript modules, served as they lie
// in this folder.
//
//	mux := http.NewServeMux()
//	err := page.Serve(mux, page.Players) // /, /docs and /page/{file}
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed *.html *.css *.svg *.js
var files embed.FS

// The pages that can be at /.
const (
	Players    = "index.html"
	Organisers = "organiser.html"
)

// types are said here, since those of package mime depend on the machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
}

// policy lets the page load from and ask its own server alone, and nobody frame it.
// Scripts and styles from elsewhere, or within the HTML, do not run.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// asset is a file of the page with its headers.
type asset struct {
	name, kind, tag string
	content         []byte
}

// Serve adds the routes of a page: / with the page, /docs and /page/{file}. It returns an
// error if the files that were built in cannot be read.
func Serve(mux *http.ServeMux, index string) error {
	assets, err := readAssets(files)
	if err != nil {
		return err
	}
	mux.Handle("GET /{$}", assets[index])
	mux.Handle("GET /docs", assets["docs.html"])
	for name, a := range assets {
		mux.Handle("GET /page/"+name, a)
	}
	return nil
}

// readAssets reads the files of the page, by their names.
func readAssets(files fs.FS) (map[string]asset, error) {
	names, err := fs.Glob(files, "*")
	assets := make(map[string]asset, len(names))
	for _, name := range names {
		var content []byte
		if content, err = fs.ReadFile(files, name); err != nil {
			return nil, err
		}
		sum := sha256.Sum256(content)
		assets[name] = asset{name, types[path.Ext(name)], fmt.Sprintf(`"%x"`, sum[:12]), content}
	}
	return assets, err
}

// ServeHTTP answers with the file, or that it is the one the browser has: files keep
// their names when they change, so a browser asks each time.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", a.tag)
	http.ServeContent(w, r, a.name, time.Time{}, bytes.NewReader(a.content))
}

// secure sets the headers of everything that a browser shows as a page.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}
