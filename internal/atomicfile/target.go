package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// maxLinks is how many links are followed, as Linux does.
const maxLinks = 40

// target returns the name of the file to write, which differs from name if that is a
// link, and the information on the file that is there, nil if there is none.
func target(name string) (string, fs.FileInfo, error) {
	old, err := os.Stat(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil, err
	}
	if old != nil && !old.Mode().IsRegular() {
		return name, old, suitable(name, old.Mode())
	}
	real, err := follow(name)
	if err != nil || real == name {
		return real, old, err
	}
	// A link of /proc need not have the name of the file that it leads to.
	if now, err := os.Stat(real); old != nil && (err != nil || !os.SameFile(now, old)) {
		return "", nil, refuse(name, errors.New("leads to a file that has no name"))
	}
	return real, old, nil
}

// follow returns where a link leads, even if nothing is there, and any other name
// as it is.
func follow(name string) (string, error) {
	at := name
	for range maxLinks {
		to, err := os.Readlink(at)
		if err != nil { // no link, or nothing yet
			return at, nil
		}
		if !filepath.IsAbs(to) { // not Join: what .. means is up to the folder
			to = filepath.Dir(at) + string(filepath.Separator) + to
		}
		at = to
	}
	return "", refuse(name, errors.New("too many links"))
}

// suitable returns an error unless name is a pipe or a character device.
func suitable(name string, mode fs.FileMode) error {
	switch {
	case mode&fs.ModeNamedPipe != 0, mode&fs.ModeCharDevice != 0:
		return nil
	case mode.IsDir():
		return refuse(name, errors.New("is a folder"))
	case mode&fs.ModeDevice != 0:
		return refuse(name, errors.New("is a disk"))
	}
	return refuse(name, errors.New("is no file"))
}

// refuse returns the error for a name that is not written.
func refuse(name string, why error) error {
	return &fs.PathError{Op: "write", Path: name, Err: why}
}
