// Package atomicfile replaces files whole: a reader sees the old contents or
// the new, never a part, and after a power cut one of the two is on the disk.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes data the contents of the named file. It writes to a temporary file
// in the same folder, syncs it and renames it; if any of that fails, the
// temporary file is removed and the named one is as it was.
//
// A new file gets the mode that the umask leaves of 0666. One that is replaced
// keeps its mode and, where the system lets the process give files away, its
// owner; other hard links to it keep the old contents. A file that the process
// may not write is not replaced. A link stays a link: what it leads to is
// replaced. A pipe or a character device stays what it is and is written to. A
// folder, a socket and a disk are refused.
//
// The temporary file of map.csr is .map.csr.tmp. Only a process that is killed
// leaves it behind, and the next Write of the same file removes it. Writers into
// one folder wait for each other, on Unix by a lock on the folder.
func Write(name string, data []byte) error {
	name, old, err := target(name)
	if err != nil {
		return err
	}
	if old != nil && !old.Mode().IsRegular() {
		return writeThrough(name, data)
	}
	return replace(name, old, data)
}

// Check returns why Write would refuse the named file for what it is, or because
// it is one of the inputs, whatever their names: a program asks before it works
// for what it could not write. Inputs without a name, or that are not there, do
// not count.
func Check(name string, inputs ...string) error {
	_, old, err := target(name)
	if err != nil || old == nil {
		return err
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(info, old) && old.Mode().IsRegular() {
			return refuse(name, fmt.Errorf("is the input %s, which would be lost", input))
		}
	}
	return nil
}

// replace puts data in the place of a file, or where there is none yet.
func replace(name string, old fs.FileInfo, data []byte) error {
	if old != nil {
		if err := writable(name); err != nil {
			return err
		}
	}
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	unlock := lockFolder(dir)
	defer unlock()
	temporary := filepath.Join(dir, "."+base+".tmp")
	f, err := create(temporary, old)
	if err != nil {
		return err
	}
	err = fill(f, old, data)
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	syncFolder(dir)
	return nil
}

// create makes the temporary file, which nobody may read who may not read the old
// one. One that is there already was left by a process that was killed: whoever
// writes holds the lock.
func create(temporary string, old fs.FileInfo) (*os.File, error) {
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var mode fs.FileMode = 0o666
	if old != nil {
		mode = old.Mode().Perm()
	}
	return os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// fill writes, syncs and closes f, and makes it like the file it replaces.
func fill(f *os.File, old fs.FileInfo, data []byte) error {
	_, err := f.Write(data)
	if err == nil && old != nil {
		keepOwner(f, old)
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writable returns why a file cannot be written, if so. A rename would not ask.
func writable(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// writeThrough writes to what is no file. It waits for the reader of a pipe.
func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// syncFolder makes the rename itself last. Not every system can open or sync a
// folder; where it cannot there is nothing more to be done.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
