//go:build unix

package main

import (
	"net"
	"os"
	"syscall"
)

// addSpecialFiles adds what a name can stand for beside files and directories.
func addSpecialFiles(maps map[string]func(name string) error) {
	maps["FIFO"] = func(name string) error { return syscall.Mkfifo(name, 0o600) }
	maps["device"] = func(name string) error { return os.Symlink("/dev/zero", name) }
	maps["null"] = func(name string) error { return os.Symlink("/dev/null", name) }
	maps["terminal"] = func(name string) error { return os.Symlink("/dev/tty", name) }
	maps["loop of links"] = func(name string) error { return os.Symlink(name, name) }
	maps["link to nowhere"] = func(name string) error { return os.Symlink(name+".gone", name) }
	maps["link to a FIFO"] = func(name string) error {
		if err := syscall.Mkfifo(name+".fifo", 0o600); err != nil && err != syscall.EEXIST {
			return err
		}
		return os.Symlink(name+".fifo", name)
	}
	maps["socket"] = func(name string) error {
		l, err := net.ListenUnix("unix", &net.UnixAddr{Name: name, Net: "unix"})
		if err != nil {
			return err
		}
		l.SetUnlinkOnClose(false)
		return l.Close()
	}
}
