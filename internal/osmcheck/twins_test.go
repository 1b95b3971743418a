package osmcheck

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr/profile"
)

// twins are files with the same data in other forms: the arguments by which osmium makes
// each of them, $out, of an extract, $in.
var twins = []struct {
	extract, name string
	commands      [][]string
}{
	{delaware, "plain.osm.pbf", [][]string{{"cat", "$in", "-f", "pbf,pbf_dense_nodes=false", "-o", "$out"}}},
	{delaware, "twin.osm", [][]string{{"cat", "$in", "-o", "$out"}}},
	{andorra, "dense.osm.pbf", [][]string{{"cat", "$in", "-o", "$out"}}},
	{andorra, "plain.osm.pbf", [][]string{{"cat", "$in", "-f", "pbf,pbf_dense_nodes=false", "-o", "$out"}}},
	{andorra, "raw.osm.pbf", [][]string{{"cat", "$in", "-f", "pbf,pbf_compression=none", "-o", "$out"}}},
	{andorra, "twin.osm", [][]string{{"cat", "$in", "-o", "$out"}}},
	{andorra, "twin.osm.gz", [][]string{{"cat", "$in", "-o", "$out"}}},
	{andorra, "ways-first.osm.pbf", [][]string{
		{"cat", "$in", "-t", "way", "-t", "relation", "-o", "$dir/ways.osm.pbf"},
		{"cat", "$in", "-t", "node", "-o", "$dir/nodes.osm.pbf"},
		{"cat", "$dir/ways.osm.pbf", "$dir/nodes.osm.pbf", "-o", "$out"},
	}},
	{andorra, "ways-first.osm", [][]string{{"cat", "$dir/ways.osm.pbf", "$dir/nodes.osm.pbf", "-o", "$out"}}},
	{andorra, "located.osm.pbf", [][]string{{"add-locations-to-ways", "$in", "-o", "$out"}}},
	{andorra, "located.osm", [][]string{{"add-locations-to-ways", "$in", "-o", "$out"}}},
}

// TestTwins wants the same bytes of a map from each form of the same data.
func TestTwins(t *testing.T) {
	osmium, err := exec.LookPath("osmium")
	if err != nil {
		t.Log("NO OSMIUM: Debian's osmium-tool makes the other forms of the extracts")
		return
	}
	want := map[string][2]uint64{}
	for _, name := range extracts {
		want[name] = hashes(t, extractFile(t, name))
	}
	dir := t.TempDir()
	for _, twin := range twins {
		files := map[string]string{"in": extractFile(t, twin.extract), "dir": dir, "out": filepath.Join(dir, twin.extract+twin.name)}
		for _, command := range twin.commands {
			run(t, osmium, command, files)
		}
		if got := hashes(t, files["out"]); got != want[twin.extract] {
			t.Errorf("%s of %s: maps %x, want %x", twin.name, twin.extract, got, want[twin.extract])
		}
	}
}

// hashes returns the content of the maps of a file for walkers and for cars.
func hashes(t *testing.T, name string) (hashes [2]uint64) {
	t.Helper()
	for i, p := range []profile.Profile{profile.Walking, profile.Driving} {
		g, _, _ := cairn(t, name, p)
		hashes[i] = g.Hash()
	}
	return hashes
}

// run runs a command whose arguments name files.
func run(t *testing.T, program string, args []string, files map[string]string) {
	t.Helper()
	var expanded []string
	for _, arg := range args {
		expanded = append(expanded, os.Expand(arg, func(name string) string { return files[name] }))
	}
	if out, err := exec.Command(program, expanded...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", expanded, err, out)
	}
}
