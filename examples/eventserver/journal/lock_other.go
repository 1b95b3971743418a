//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package journal

import (
	"errors"
	"fmt"
	"os"
)

// lockFile refuses: without flock two processes could write to one journal, and not all
// systems replace a file that is open.
func lockFile(name string) (*os.File, error) {
	return nil, fmt.Errorf("%s: there are no journals on this system: %w", name, errors.ErrUnsupported)
}
