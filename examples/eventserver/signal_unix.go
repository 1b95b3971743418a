//go:build !js && !wasip1

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// notifyHangup has SIGHUP sent to a channel, which by custom means to read files again.
func notifyHangup(c chan<- os.Signal) { signal.Notify(c, syscall.SIGHUP) }
