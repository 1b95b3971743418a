// Package atomicfile replaces files whole: a reader sees the old contents or
// the new, never a part, and after a power cut one of the two is on the disk.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Write makes data the contents of the named file. It writes to a temporary file
// in the same folder, syncs it and renames it; if any of that fails, the temporary
// file is removed and the named one is as it was.
//
// A file that is there keeps its permissions; a new one has 0666 less the umask. A
// symbolic link stays one: what it leads to is replaced. A pipe or a device is written
// through, and a folder or a socket is an error. A writer that is killed leaves one
// temporary file, ".NAME.NUMBER.tmp", which the next Write of the name removes where the
// system has file locks (flock).
func Write(name string, data []byte) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(name, data)
	case err == nil:
		return replace(name, data, info)
	case errors.Is(err, fs.ErrNotExist):
		return replace(name, data, nil)
	}
	return err
}

// writeThrough writes to something that must stay what it is.
func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// replace writes a new file in the place of the one that info is of, or of none.
func replace(name string, data []byte, info fs.FileInfo) error {
	name, err := target(name)
	if err != nil {
		return err
	}
	dir, base := filepath.Split(name)
	removeStale(dir, base)
	f, err := create(dir, base)
	if err != nil {
		return err
	}
	if err = fill(f, data, info); err == nil {
		err = publish(f, name)
	}
	if err != nil {
		_ = f.Close() // unless it is closed
		_ = os.Remove(f.Name())
		return err
	}
	syncDir(dir)
	return nil
}

// publish gives a file its name. While it has the temporary one it stays open where
// there are locks, since its lock says that it is not stale, and is closed where there
// are none, since such systems do not rename open files.
func publish(f *os.File, name string) error {
	if hasLocks {
		err := os.Rename(f.Name(), name)
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// maxLinks is how many symbolic links are followed one after another.
const maxLinks = 40

// target returns the name that a symbolic link leads to, whether that is there or not.
func target(name string) (string, error) {
	for range maxLinks {
		to, err := os.Readlink(name)
		if err != nil {
			return name, nil
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(name), to)
		}
		name = to
	}
	return "", fmt.Errorf("%s: too many symbolic links", name)
}

// create makes a temporary file that no other writer has.
func create(dir, base string) (*os.File, error) {
	for range 100 {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d.tmp", base, rand.Uint32()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			lock(f)
		}
		return f, err
	}
	return nil, fmt.Errorf("%s: no free name for a temporary file", filepath.Join(dir, base))
}

// removeStale removes temporary files of writers that were killed. One that is being
// written is locked.
func removeStale(dir, base string) {
	entries, _ := os.ReadDir(folder(dir))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "."+base+".") || !strings.HasSuffix(e.Name(), ".tmp") || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(dir, e.Name())
		if f, err := os.OpenFile(name, os.O_WRONLY, 0); err == nil {
			if lock(f) {
				_ = os.Remove(name)
			}
			_ = f.Close()
		}
	}
}

// folder returns the name of a folder, which is empty for the working one.
func folder(dir string) string {
	if dir == "" {
		return "."
	}
	return dir
}

// fill writes and syncs f, with the permissions of the file that it is to replace.
func fill(f *os.File, data []byte, info fs.FileInfo) error {
	_, err := f.Write(data)
	if err == nil && info != nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	return err
}

// syncDir makes the rename itself last. Not every system can open or sync a
// folder; where it cannot there is nothing more to be done.
func syncDir(dir string) {
	if d, err := os.Open(folder(dir)); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
