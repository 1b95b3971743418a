package main

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
)

// sniffed is how many bytes at a file's start tell its format.
const sniffed = 4096

// strangers are files that people have and that need another program first.
var strangers = []struct{ start, name string }{
	{"\x28\xb5\x2f\xfd", "compressed by zstd: unpack it first"},
	{"\xfd7zXZ", "compressed by xz: unpack it first"},
	{"PK\x03\x04", "a zip archive: unpack it first"},
	{"\xff\xe0\x04o5", "in the o5m format: convert it to .osm.pbf first"},
	{"SQLite format 3", "an SQLite database, such as a GeoPackage: export it as GeoJSON first"},
	{"\x89CSR", "a .csr file already"},
}

// formatOf tells a file's format by the start of its plain text.
func formatOf(r *bufio.Reader) (string, error) {
	start, err := r.Peek(sniffed)
	if err != nil && err != io.EOF {
		return "", err
	}
	for _, s := range strangers {
		if bytes.HasPrefix(start, []byte(s.start)) {
			return "", fmt.Errorf("the file is %s", s.name)
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n\x1e")
	word := text
	if end := bytes.IndexAny(text, " \t\r\n"); end >= 0 {
		word = text[:end]
	}
	switch {
	case len(text) == 0:
		return "", errors.New("the file is empty")
	case isOSM(start), text[0] == '<' && bytes.Contains(text, []byte("<osm")):
		return "osm", nil
	case text[0] == '{', bytes.Contains(start[:min(len(start), 8)], []byte{0}): // UTF-16 is named by the reader of GeoJSON
		return "geojson", nil
	case string(word) == "type":
		return "map", nil
	case bytes.IndexByte([]byte("0123456789+-."), text[0]) >= 0:
		return "matrix", nil
	case len(word) == 1 && bytes.IndexByte([]byte("cpa"), word[0]) >= 0:
		return "dimacs", nil
	}
	return "", fmt.Errorf("neither OpenStreetMap data, GeoJSON, DIMACS, a game map nor a matrix: the file begins with %.20q", text)
}

// isOSM tells whether a file begins as .osm.pbf does, or as XML in UTF-16, which the reader of
// OpenStreetMap data names.
func isOSM(start []byte) bool {
	head := start[:min(len(start), 16)]
	return slices.ContainsFunc([]string{"OSMHeader", "OSMData", "<\x00", "\x00<"}, func(s string) bool { return bytes.Contains(head, []byte(s)) })
}

// unpacked returns a reader of a file's plain text, compressed by gzip or bzip2 or not.
func unpacked(r io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(r, sniffed)
	switch start, _ := b.Peek(3); { // shorter at the end or before an error, which comes again
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		return bufio.NewReaderSize(z, sniffed), nil
	case bytes.HasPrefix(start, []byte("BZh")):
		return bufio.NewReaderSize(bzip2.NewReader(b), sniffed), nil
	}
	return b, nil
}
