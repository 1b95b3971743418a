package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// model is what a journal has to hold.
type model map[Key]string

// keyOf returns one of many keys.
func keyOf(n int) (k Key) {
	binary.BigEndian.PutUint32(k[:], uint32(n))
	return k
}

// quiet has nothing logged until the test ends.
func quiet(t testing.TB) {
	usual := slog.Default()
	t.Cleanup(func() { slog.SetDefault(usual) })
	slog.SetDefault(slog.New(slog.DiscardHandler))
}

// opened opens the journal of a folder until the test ends.
func opened(t testing.TB, dir string, o *Options) *Journal {
	t.Helper()
	j, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() }) // it may be closed already
	return j
}

// contents returns what a journal had when it was opened.
func contents(t testing.TB, j *Journal) model {
	t.Helper()
	m := model{}
	err := j.Load(func(key Key, value []byte) error {
		if _, ok := m[key]; ok {
			t.Errorf("%x is there twice", key)
		}
		m[key] = string(value)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return m
}

// expectContents opens the journal of a folder and compares it.
func expectContents(t testing.TB, dir string, want model) {
	t.Helper()
	j, err := Open(dir, nil)
	if err != nil {
		t.Error(err)
		return
	}
	if got := contents(t, j); !maps.Equal(got, want) {
		t.Errorf("%d values, want %d:\n%.200v\n%.200v", len(got), len(want), got, want)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
}

// write gives a key a value in a journal, and in a model if that lasts.
func (m model) write(j *Journal, n int, value string) error {
	err := j.Write(keyOf(n), []byte(value))()
	switch {
	case err != nil:
	case value == "":
		delete(m, keyOf(n))
	default:
		m[keyOf(n)] = value
	}
	return err
}

// must is write that has to last.
func (m model) must(t testing.TB, j *Journal, n int, value string) {
	t.Helper()
	if err := m.write(j, n, value); err != nil {
		t.Fatalf("%d: %v", n, err)
	}
}

// TestJournal writes, changes and deletes values, and finds them again, also from many
// goroutines.
func TestJournal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "state")
	for round := range 3 {
		j := opened(t, dir, nil)
		var group sync.WaitGroup
		for worker := range 4 {
			group.Go(func() {
				for i := range 8 {
					key := keyOf(worker*8 + i)
					j.Write(key, []byte("earlier"))
					value := []byte(fmt.Sprint(round, worker, i))
					if (round+i)%3 == 0 {
						value = nil
					}
					if err := j.Write(key, value)(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		if err := j.Close(); err != nil {
			t.Error(err)
		}
		want := model{}
		for n := range 32 {
			if (round+n%8)%3 != 0 {
				want[keyOf(n)] = fmt.Sprint(round, n/8, n%8)
			}
		}
		expectContents(t, dir, want)
	}
}

// TestLimits of values, and of journals that are closed or in use.
func TestLimits(t *testing.T) {
	dir, m := t.TempDir(), model{}
	j := opened(t, dir, nil)
	m.must(t, j, 1, strings.Repeat("x", MaxValue))
	if err := m.write(j, 1, strings.Repeat("x", MaxValue+1)); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	if _, err := Open(dir, nil); err == nil {
		t.Error("it is open twice")
	}
	for n := range 100 { // more than one frame
		j.Write(keyOf(n), []byte(strings.Repeat("y", MaxValue)))
		m[keyOf(n)] = strings.Repeat("y", MaxValue)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
	if err := m.write(j, 1, "late"); !errors.Is(err, ErrClosed) || !errors.Is(j.Close(), ErrClosed) {
		t.Error(err)
	}
	expectContents(t, dir, m)
}

// TestCopy writes the file anew again and again while it is written to.
func TestCopy(t *testing.T) {
	dir, m := t.TempDir(), model{}
	j := opened(t, dir, &Options{Garbage: 1})
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		for range 200 {
			n, value := r.IntN(20), strings.Repeat("z", r.IntN(300))
			j.Write(keyOf(n), []byte(value))
			if m[keyOf(n)] = value; value == "" {
				delete(m, keyOf(n))
			}
		}
		m.must(t, j, 1, "here")
		for compactions := j.Stats().Compactions; j.Stats().Compactions == compactions; {
			m.must(t, j, 2, "and there")
		}
	}
	if s := j.Stats(); s.Keys != len(m) || s.Failed != 0 || s.Bytes > 100000 {
		t.Errorf("%+v, want %d keys", s, len(m))
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
	expectContents(t, dir, m)
}

// TestEndIsCutOff at each byte: what is left are the frames before. It ends well, and takes more.
func TestEndIsCutOff(t *testing.T) {
	quiet(t)
	whole, ends := sample(t, 4)
	for size := headerSize; size <= int64(len(whole)); size++ {
		dir, want := t.TempDir(), model{}
		for n := 0; n < len(ends) && ends[n] <= size; n++ {
			want[keyOf(n)] = fmt.Sprint("value ", n)
		}
		put(t, dir, whole[:size])
		expectContents(t, dir, want)
		j := opened(t, dir, nil)
		want.must(t, j, 9, "one more")
		_ = j.Close()
		expectContents(t, dir, want)
	}
}

// TestDamage changes each byte: all frames but the last have to be whole.
func TestDamage(t *testing.T) {
	quiet(t)
	whole, ends := sample(t, 3)
	before := model{keyOf(0): "value 0", keyOf(1): "value 1"}
	for at := range whole {
		damaged := append([]byte(nil), whole...)
		damaged[at] ^= 0x10
		dir := t.TempDir()
		put(t, dir, damaged)
		if int64(at) >= ends[1] {
			expectContents(t, dir, before)
			continue
		}
		_, err := Open(dir, nil)
		var corrupt *CorruptError
		if !errors.As(err, &corrupt) || corrupt.Offset > int64(at) || int64(at)-corrupt.Offset > 40 || corrupt.File != filepath.Join(dir, "journal") {
			t.Errorf("offset %d: %v", at, err)
		}
		if now, _ := os.ReadFile(filepath.Join(dir, "journal")); string(now) != string(damaged) {
			t.Errorf("offset %d: the file was changed", at)
		}
	}
}

// TestTornFrame loses any of the sectors of the last frame, as a machine may that fails: the
// frames before are there.
func TestTornFrame(t *testing.T) {
	quiet(t)
	whole, ends := sample(t, 2)
	want := model{keyOf(0): "value 0", keyOf(1): "value 1"}
	var payload []byte
	for n := range 100 {
		payload = appendRecord(payload, keyOf(n), []byte(strings.Repeat("torn", 20)))
	}
	whole = appendFrame(whole, payload, ends[1])
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		torn, lost := slices.Clone(whole), false
		for at := ends[1]; at < int64(len(whole)); at = (at/512 + 1) * 512 {
			if r.IntN(3) == 0 {
				clear(torn[at:min((at/512+1)*512, int64(len(whole)))])
				lost = true
			}
		}
		if dir := t.TempDir(); lost {
			put(t, dir, torn)
			expectContents(t, dir, want)
		}
	}
}

// TestLongDamage is longer than what a failure can leave.
func TestLongDamage(t *testing.T) {
	whole, _ := sample(t, 1)
	dir := t.TempDir()
	put(t, dir, append(whole, make([]byte, frameSize+maxPayload+1)...))
	var corrupt *CorruptError
	if _, err := Open(dir, nil); !errors.As(err, &corrupt) || corrupt.Offset != int64(len(whole)) {
		t.Error(err)
	}
}

// TestBadRecord in a frame that is whole.
func TestBadRecord(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, appendFrame([]byte(magic), []byte("short"), headerSize))
	var corrupt *CorruptError
	if _, err := Open(dir, nil); !errors.As(err, &corrupt) || !errors.Is(err, errRecord) || corrupt.Offset != headerSize+frameSize {
		t.Error(err)
	}
}

// TestLoadFails where a value is not good.
func TestLoadFails(t *testing.T) {
	_, ends := sample(t, 2)
	dir := t.TempDir()
	whole, _ := sample(t, 2)
	put(t, dir, whole)
	bad := errors.New("bad")
	err := opened(t, dir, nil).Load(func(key Key, _ []byte) error {
		if key == keyOf(1) {
			return bad
		}
		return nil
	})
	var corrupt *CorruptError
	if !errors.As(err, &corrupt) || !errors.Is(err, bad) || corrupt.Offset != ends[0]+frameSize {
		t.Error(err)
	}
}

// sample returns a file of so many frames of one value each, and their ends.
func sample(t testing.TB, frames int) (whole []byte, ends []int64) {
	t.Helper()
	whole = []byte(magic)
	for n := range frames {
		whole = appendFrame(whole, appendRecord(nil, keyOf(n), []byte(fmt.Sprint("value ", n))), int64(len(whole)))
		ends = append(ends, int64(len(whole)))
	}
	return whole, ends
}

// put puts the file of a journal into a folder.
func put(t testing.TB, dir string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "journal"), b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// onDisk returns a journal on a disk.
func onDisk(t *testing.T, d *disk) (j *Journal, dir string) {
	t.Helper()
	quiet(t)
	dir = t.TempDir()
	j, err := open(dir, &Options{Garbage: 1 << 30}, d.create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() }) // it may be closed already
	return j, dir
}

// TestFullDisk refuses what there is no room for, and goes on when there is.
func TestFullDisk(t *testing.T) {
	d := &disk{room: 1000}
	j, dir := onDisk(t, d)
	m := model{}
	for n := 0; ; n++ {
		if err := m.write(j, n, strings.Repeat("x", 100)); err != nil {
			if !errors.Is(err, syscall.ENOSPC) || n < 5 {
				t.Fatal(n, err)
			}
			break
		}
	}
	m.must(t, j, 1, "") // there is still room for less
	d.set(func(d *disk) { d.room = 1 << 20 })
	for n := range 20 {
		m.must(t, j, n, "after")
	}
	if s := j.Stats(); s.Failed != 1 || s.Compactions != 0 {
		t.Errorf("%+v", s)
	}
	_ = j.Close()
	expectContents(t, dir, m)
}

// TestFailedSync refuses all writes until the file is written anew: what an fsync says after one
// that has failed means nothing.
func TestFailedSync(t *testing.T) {
	for name, fault := range map[string]func(d *disk){
		"fsync":    func(d *disk) { d.sync = syscall.EIO },
		"truncate": func(d *disk) { d.room, d.shrink = 0, syscall.EIO },
	} {
		d := &disk{room: 1 << 20}
		j, dir := onDisk(t, d)
		m := model{}
		m.must(t, j, 1, "before")
		d.set(fault)
		for range 3 {
			if err := m.write(j, 1, "meanwhile"); err == nil {
				t.Errorf("%s: it lasts", name)
			}
		}
		d.set(func(d *disk) { d.room, d.sync, d.shrink = 1<<20, nil, nil })
		for m.write(j, 2, "after") != nil { // until the next try
		}
		if s := j.Stats(); s.Compactions != 1 {
			t.Errorf("%s: %+v", name, s)
		}
		_ = j.Close()
		expectContents(t, dir, m)
	}
}

// FuzzOpen has any bytes for a file: they are refused with the offset, or taken. If they are
// taken, the journal takes more, and is the same when it is opened again.
func FuzzOpen(f *testing.F) {
	whole, ends := sample(f, 3)
	f.Add(whole)
	f.Add(whole[:ends[1]+5])
	f.Add(append(whole, whole[headerSize:]...))
	f.Add([]byte(nil))
	quiet(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		put(t, dir, b)
		j, err := Open(dir, nil)
		if err != nil {
			var corrupt *CorruptError
			if !errors.As(err, &corrupt) || corrupt.Offset > int64(len(b)) {
				t.Error(err)
			}
			return
		}
		m := contents(t, j)
		m.must(t, j, 1, "more")
		_ = j.Close()
		expectContents(t, dir, m)
	})
}

// BenchmarkWrite writes values of 250 bytes from many goroutines, each of which waits.
func BenchmarkWrite(b *testing.B) {
	j := opened(b, b.TempDir(), nil)
	value := make([]byte, 250)
	b.SetParallelism(1000)
	b.RunParallel(func(p *testing.PB) {
		key := keyOf(rand.IntN(95000))
		for p.Next() {
			if err := j.Write(key, value)(); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/float64(j.Stats().Commits), "writes/commit")
}

// BenchmarkOpen opens a journal of 95,000 values and loads them.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	j := opened(b, dir, nil)
	for n := range 95000 {
		j.Write(keyOf(n), make([]byte, 250))
	}
	_ = j.Close()
	for b.Loop() {
		j := opened(b, dir, nil)
		if got := contents(b, j); len(got) != 95000 {
			b.Errorf("%d values", len(got))
		}
		_ = j.Close()
	}
}
