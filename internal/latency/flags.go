package latency

import (
	"flag"
	"path/filepath"
)

// flags are added to those of the test binary. Only tests import this package, so no
// program of a user has them.
var flags = struct {
	save, against, svg *string
	add                *bool
}{
	save:    flag.String("latency.save", "", "write the samples and summary of every benchmark to `file`"),
	add:     flag.Bool("latency.add", false, "keep the runs that the file of -latency.save holds, and add to them"),
	against: flag.String("latency.against", "", "compare every benchmark with that of the same name in `file`, which -latency.save wrote"),
	svg:     flag.String("latency.svg", "", "draw the distribution of every benchmark into `folder`"),
}

// placed returns the path of a flag's file: as for profiles, a relative name starts at
// -outputdir if that is given, otherwise at the folder of the package.
func placed(name string) string {
	dir := flag.Lookup("test.outputdir")
	if name == "" || dir == nil || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir.Value.String(), name)
}
