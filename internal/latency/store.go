package latency

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/veltrix/cairn/internal/atomicfile"
)

// format is the first value in a saved file.
const format = "cairn latency 1"

// results is the content of a saved file: the benchmarks of test binaries.
type results struct {
	Format     string   `json:"format"`
	Machine    string   `json:"machine"` // Go's version, system and architecture
	Benchmarks []*entry `json:"benchmarks"`
}

// entry is one benchmark.
type entry struct {
	Name    string  `json:"name"`
	Summary Summary `json:"summary"` // follows from the runs; in a file, for people
	Runs    []run   `json:"runs"`    // one for each -count
}

func newResults() *results {
	return &results{Format: format, Machine: runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH}
}

// find returns the benchmark of a name, or nil.
func (r *results) find(name string) *entry {
	for _, e := range r.Benchmarks {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// save replaces the named file atomically.
func (r *results) save(name string) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return atomicfile.Write(name, data)
}

// load reads a saved file. For any other content the error names the file and says what
// is wrong.
func load(name string) (*results, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r := new(results)
	if err = json.Unmarshal(data, r); err == nil {
		err = r.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s is no file that -latency.save wrote: %w", name, err)
	}
	for _, e := range r.Benchmarks {
		e.Summary = summarize(e.Runs)
	}
	return r, nil
}

func (r *results) check() error {
	if r.Format != format {
		return fmt.Errorf("format is %q, want %q", r.Format, format)
	}
	for i, e := range r.Benchmarks {
		if e == nil || len(e.Runs) == 0 {
			return fmt.Errorf("benchmark %d has no runs", i)
		}
		for _, one := range e.Runs {
			if err := one.check(); err != nil {
				return fmt.Errorf("%s: %w", e.Name, err)
			}
		}
	}
	return nil
}

func (r *run) check() error {
	switch {
	case r.Group < 1:
		return errors.New("group is below 1")
	case r.Stride < 1 || r.Stride&(r.Stride-1) != 0:
		return errors.New("stride is no power of two")
	case len(r.Took) == 0:
		return errors.New("a run without samples")
	}
	for _, took := range r.Took {
		if took < 0 {
			return errors.New("a sample is negative")
		}
	}
	return nil
}
