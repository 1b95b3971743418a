package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// call runs the program.
func call(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = run(args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// drawn runs the program and returns the picture.
func drawn(t *testing.T, ext string, args ...string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "picture"+ext)
	if status, out, errs := call(append(args, "-o", name)...); status != 0 || errs != "" || !strings.Contains(out, "wrote "+name) {
		t.Fatalf("%v: status %d, %q, %q", args, status, out, errs)
	}
	picture, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// The command in the README makes the file beside it.
func TestThePictureInTheRepository(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, command, _ := strings.Cut(strings.ReplaceAll(string(readme), "\\\n", " "), "go run ./examples/render ")
	command, _, _ = strings.Cut(command, "\n")
	args := strings.Fields(command)
	if len(args) < 2 || args[len(args)-1] != "examples/render/goteborg.svg" {
		t.Fatalf("the command is %q", command)
	}
	want, err := os.ReadFile("goteborg.svg")
	if err != nil {
		t.Fatal(err)
	}
	if got := drawn(t, ".svg", args[:len(args)-2]...); !bytes.Equal(got, want) {
		t.Errorf("goteborg.svg is %d bytes, and not the %d that the command in README.md makes", len(want), len(got))
	}
	if len(want) > 300_000 {
		t.Errorf("goteborg.svg is %d bytes", len(want))
	}
}

// The drawing has the parts that the flags name.
func TestParts(t *testing.T) {
	svg := drawn(t, ".SVG", "-width", "500", "-tree", "11.967,57.7072", "-from", "11.9733,57.7089", "-to", "11.945,57.699", "-close", "11.97,57.70", "-theme", "dark", "-title", "A < B")
	wellFormed(t, svg)
	for _, part := range []string{
		">A &lt; B<", "© OpenStreetMap contributors, ODbL 1.0<", ">A<", ">B<", " m · distances in bands of 200 m · closed streets: 1<", ">500 m<", ">distance, m<",
		hex(themes["dark"].route), hex(themes["dark"].paper), `viewBox="0 0 500 `,
	} {
		if !bytes.Contains(svg, []byte(part)) {
			t.Errorf("no %s in the drawing", part)
		}
	}
}

// A picture drawn twice, in both formats, has the same bytes.
func TestSameBytes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "row.csr")
	if err := csr.WriteFile(name, street10(t)); err != nil {
		t.Fatal(err)
	}
	for _, ext := range []string{".svg", ".png"} {
		args := []string{"-map", name, "-width", "480", "-tree", "0,3", "-from", "0,3", "-to", "9,3"}
		first := drawn(t, ext, args...)
		if !bytes.Equal(first, drawn(t, ext, args...)) {
			t.Errorf("%s: two runs differ", ext)
		}
		if picture, err := png.Decode(bytes.NewReader(first)); ext == ".png" && (err != nil || picture.Bounds().Dx() != 480) {
			t.Errorf("%v, %v", picture, err)
		}
	}
}

// Latencies of both kinds in both formats.
func TestHistogramFiles(t *testing.T) {
	for name, text := range map[string]string{"each.txt": "1ms\n2ms\n9s\n", "load.json": report} {
		name = filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		svg := drawn(t, ".svg", "-latencies", name)
		wellFormed(t, svg)
		for _, part := range []string{"p50 ", "p99 ", "p999 ", "max ", ">Latencies: " + filepath.Base(name) + "<"} {
			if !bytes.Contains(svg, []byte(part)) {
				t.Errorf("%s: no %q in the drawing", name, part)
			}
		}
		if _, err := png.Decode(bytes.NewReader(drawn(t, ".png", "-latencies", name, "-theme", "dark"))); err != nil {
			t.Error(err)
		}
	}
}

// Bad flags and files: status 2, one line that names the fault, and no picture.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	saved := func(name string, g *csr.CSRGraph) string {
		name = filepath.Join(dir, name)
		if err := csr.WriteFile(name, g); err != nil {
			t.Fatal(err)
		}
		return name
	}
	empty := saved("empty.csr", built(t, 0, csr.Meta{}, func(*csr.Builder) {}))
	pointless := saved("pointless.csr", built(t, 2, csr.Meta{}, func(b *csr.Builder) { b.AddEdge(0, 1, 1) }))
	output, input := filepath.Join(dir, "x.svg"), file("in.svg", "1ms\n")
	here, there := "11.9733,57.7089", "11.945,57.699"
	for _, c := range []struct{ args, says string }{
		{"", "-o FILE"}, {"-o x.jpg", "x.jpg"}, {"-o x", `-o "x"`}, {"-o OUT extra", "extra"}, {"-o OUT -colour", "colour"},
		{"-o OUT -width 100", "-width 100"}, {"-o OUT -width 9999", "-width 9999"}, {"-o OUT -width x", "-width"}, {"-o OUT -theme sepia", "sepia"},
		{"-o OUT -from " + here, "-to"}, {"-o OUT -to " + here, "-from"}, {"-o OUT -via " + here, "-via"},
		{"-o OUT -from " + here + " -from " + here + " -to " + there + " -to " + there, "one -from"}, {"-o OUT -from 1 -to 2", "-from"},
		{"-o OUT -from 57.7089,11.9733 -to " + there, "-from 57.7089,11.9733: lies far"}, {"-o OUT -close 500,57", "-close 500,57"},
		{"-o OUT -tree 11.97", "-tree"}, {"-o OUT -tree " + here + " -tree " + there, "-tree"}, {"-o OUT -band 100", "-band without -tree"},
		{"-o OUT -tree " + here + " -band -5", "-band -5"}, {"-o OUT -tree " + here + " -band NaN", "-band NaN"}, {"-o OUT -tree " + here + " -band 1e-300", "-band 1e-300"},
		{"-o OUT -map none.csr", "none.csr"}, {"-o OUT -map " + file("junk.csr", "junk"), "csr"}, {"-o OUT -map " + empty, "no nodes"}, {"-o OUT -map " + pointless, "no points"},
		{"-o OUT -latencies none.txt", "none.txt"}, {"-o OUT -latencies " + file("bad.txt", "12\n"), "line 1"}, {"-o OUT -latencies x -map y", "-latencies"},
		{"-o OUT -latencies x -close " + here, "-latencies"}, {"-o OUT -map " + dir, "not a regular file"}, {"-o OUT -map " + os.DevNull, "not a regular file"},
		{"-o " + input + " -latencies " + dir + "/./in.svg", "is the input"}, {"-o " + input + " -map " + input, "is the input"},
	} {
		status, out, errs := call(strings.Fields(strings.ReplaceAll(c.args, "OUT", output))...)
		if status != 2 || out != "" || !strings.HasPrefix(errs, "render: ") || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.says) {
			t.Errorf("%s: status %d, printed %q and %q; want %q", c.args, status, out, errs, c.says)
		}
	}
	if _, err := os.Stat(output); err == nil {
		t.Error("there is a picture")
	}
	if status, out, errs := call("-h"); status != 0 || errs != "" || !strings.Contains(out, "-latencies") {
		t.Errorf("-h: status %d, %q, %q", status, out, errs)
	}
}

// The file cannot be written, or there is no route.
func TestFailures(t *testing.T) {
	if status, _, errs := call("-o", filepath.Join(t.TempDir(), "no", "folder.svg"), "-width", "480"); status != 1 || !strings.Contains(errs, "folder.svg") {
		t.Errorf("a folder that is not there: status %d, %q", status, errs)
	}
	name := filepath.Join(t.TempDir(), "row.csr")
	if err := csr.WriteFile(name, street10(t)); err != nil {
		t.Fatal(err)
	}
	status, _, errs := call("-o", filepath.Join(t.TempDir(), "x.svg"), "-map", name, "-from", "0,3", "-to", "9,3", "-close", "5,3")
	if status != 1 || !strings.Contains(errs, "no way leads through these places (closed streets: 1)") {
		t.Errorf("no way: status %d, %q", status, errs)
	}
}
