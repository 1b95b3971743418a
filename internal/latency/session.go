package latency

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/internal/atomicfile"
)

// session holds the values of the flags, and the benchmarks that have reported since the
// test binary started.
type session struct {
	save, against, svg string // empty: not asked for
	add                bool
	scope              string // the prefix of the names of this package's benchmarks

	results  *results
	owner    *testing.B // the benchmark that reported last
	baseline *results   // nil until it is loaded
	opened   bool
}

// process is the session of this test binary. Benchmarks run one after another, so it
// needs no lock.
var process *session

// current returns the session of this test binary; when a benchmark first reports, its
// flags have been parsed.
func current() *session {
	if process == nil {
		process = &session{
			save: placed(*flags.save), against: placed(*flags.against), svg: placed(*flags.svg),
			add: *flags.add, scope: scope(), results: newResults(),
		}
	}
	return process
}

// take does what the flags ask for with the run that a benchmark reports under a name. It
// returns the line of the comparison, empty if none is asked for.
func (s *session) take(owner *testing.B, name string, r run) (line string, err error) {
	if len(r.Took) == 0 || s.save+s.against+s.svg == "" && !s.add {
		return "", nil
	}
	err = s.open() // before store, which may replace the file of the baseline
	e := s.keep(owner, name, r)
	err = cmp.Or(err, s.store())
	old := s.before(e.Name)
	if s.against != "" {
		line = s.line(old, e)
	}
	return line, cmp.Or(err, s.draw(figure{before: old, now: e, line: line}))
}

// open reads the existing files, once. As in store and draw, a failure is not tried
// again: one benchmark reports it and fails, and the others go on.
func (s *session) open() error {
	if s.opened {
		return nil
	}
	s.opened = true
	return cmp.Or(s.openBaseline(), s.openSaved())
}

func (s *session) openBaseline() (err error) {
	if s.against == "" {
		return nil
	}
	if s.baseline, err = load(s.against); err != nil {
		s.against = ""
		return fmt.Errorf("-latency.against: %w", err)
	}
	return nil
}

// openSaved reads the results to add to: everything with -latency.add, and then a file
// that cannot be read is not overwritten; without it, the results of other packages.
func (s *session) openSaved() error {
	if !s.add {
		s.keepOthers()
		return nil
	}
	if s.save == "" {
		return errors.New("-latency.add: there is no -latency.save to add to")
	}
	saved, err := load(s.save)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && saved.Machine != s.results.Machine {
		err = fmt.Errorf("%s is of %s; this is %s", s.save, saved.Machine, s.results.Machine)
	}
	if err != nil {
		s.save = ""
		return fmt.Errorf("-latency.add: %w", err)
	}
	s.results = saved
	return nil
}

// keepOthers keeps the benchmarks that test binaries of other packages have saved.
func (s *session) keepOthers() {
	if s.save == "" || s.scope == "" {
		return
	}
	saved, err := load(s.save)
	if err != nil || saved.Machine != s.results.Machine {
		return
	}
	for _, e := range saved.Benchmarks {
		if !strings.HasPrefix(e.Name, s.scope) {
			s.results.Benchmarks = append(s.results.Benchmarks, e)
		}
	}
}

// store saves the results so far, so that an interrupted run has them too.
func (s *session) store() error {
	if s.save == "" {
		return nil
	}
	if err := s.results.save(s.save); err != nil {
		s.save = ""
		return fmt.Errorf("-latency.save: %w", err)
	}
	return nil
}

// draw writes the figure into the folder of the flag.
func (s *session) draw(f figure) error {
	if s.svg == "" {
		return nil
	}
	err := os.MkdirAll(s.svg, 0o755)
	if err == nil {
		err = atomicfile.Write(filepath.Join(s.svg, fileName(f.now.Name)), f.svg())
	}
	if err != nil {
		s.svg = ""
		return fmt.Errorf("-latency.svg: %w", err)
	}
	return nil
}

// keep adds a run to the results. A *testing.B that reports again, with more iterations,
// replaces its earlier report; another one of the same name is the next of -count, and is
// added.
func (s *session) keep(owner *testing.B, name string, r run) *entry {
	e := s.results.find(name)
	if e == nil {
		e = &entry{Name: name}
		s.results.Benchmarks = append(s.results.Benchmarks, e)
	} else if s.owner == owner {
		e.Runs = e.Runs[:len(e.Runs)-1]
	}
	r.Took = slices.Clone(r.Took) // without the room that is left
	e.Runs = append(e.Runs, r)
	e.Summary = summarize(e.Runs)
	s.owner = owner
	return e
}

// qualifiedName returns the name that go test prints, with the number of processors if
// that is not 1, behind that of the package: benchmarks of two packages may have the same
// name.
func qualifiedName(b *testing.B) string {
	if n := runtime.GOMAXPROCS(0); n != 1 {
		return fmt.Sprintf("%s%s-%d", scope(), b.Name(), n)
	}
	return scope() + b.Name()
}

// scope returns the folder of the tested package in the module, and a dot.
func scope() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	folder := strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(info.Path, ".test"), info.Main.Path), "/")
	return folder + "."
}

// before returns the baseline of a benchmark, or nil.
func (s *session) before(name string) *entry {
	if s.baseline == nil {
		return nil
	}
	return s.baseline.find(name)
}

// line returns the line of the comparison, or why there is none.
func (s *session) line(old, e *entry) string {
	if old == nil {
		return e.Name + ": not in the baseline"
	}
	c, err := compare(old.Runs, e.Runs)
	if err != nil {
		return e.Name + ": " + err.Error()
	}
	line := e.Name + ": " + c.String()
	if s.baseline.Machine != s.results.Machine {
		line += "; the baseline is of " + s.baseline.Machine
	}
	return line
}

// fileName returns the name of a benchmark's figure, safe on every system.
func fileName(name string) string {
	return strings.Map(func(c rune) rune {
		if c == '-' || c == '.' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			return c
		}
		return '_'
	}, name) + ".svg"
}
