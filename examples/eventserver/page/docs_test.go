package page

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readDocs(t *testing.T) string {
	t.Helper()
	text, err := fs.ReadFile(files, "docs.html")
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
