package osmcheck

import (
	"compress/bzip2"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"
	"github.com/paulmach/osm/osmxml"
)

// extract is what the other reader finds in a file.
type extract struct {
	nodes     map[int64]*osm.Node
	ways      []*osm.Way
	relations []*osm.Relation
}

// extracts are the files that come with the other reader's module.
var extracts = []string{delaware, andorra}

const (
	delaware = "delaware-latest.osm.pbf"
	andorra  = "andorra-latest.osm.bz2"
)

// extractFile returns where the other reader's module keeps one of them.
func extractFile(t testing.TB, name string) string {
	t.Helper()
	dir, err := moduleDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "testdata", name)
}

var moduleDir = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	return strings.TrimSpace(string(out)), err
})

// scan calls a function with every object of a file, in the order of the file.
func scan(t testing.TB, name string, procs int, each func(osm.Object)) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := scanner(f, name, procs)
	defer s.Close()
	for s.Scan() {
		each(s.Object())
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
}

func scanner(r io.Reader, name string, procs int) osm.Scanner {
	if strings.HasSuffix(name, ".pbf") {
		return osmpbf.New(context.Background(), r, procs)
	}
	return osmxml.New(context.Background(), bzip2.NewReader(r))
}

// read reads a file with the other reader.
func read(t *testing.T, name string) *extract {
	t.Helper()
	e := &extract{nodes: map[int64]*osm.Node{}}
	scan(t, name, runtime.GOMAXPROCS(0), func(o osm.Object) {
		switch o := o.(type) {
		case *osm.Node:
			e.nodes[int64(o.ID)] = o
		case *osm.Way:
			e.ways = append(e.ways, o)
		case *osm.Relation:
			e.relations = append(e.relations, o)
		}
	})
	return e
}
