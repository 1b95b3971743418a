//go:build unix

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is a program that runs, and can be started again.
type process struct {
	name  string
	args  []string
	env   []string
	log   string // file for what it writes
	cmd   *exec.Cmd
	ended chan struct{} // closed when cmd has
}

// start starts it.
func (p *process) start() error {
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	p.cmd = exec.Command(p.args[0], p.args[1:]...)
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = append(os.Environ(), p.env...), log, log
	if err := p.cmd.Start(); err != nil {
		return err
	}
	p.ended = make(chan struct{})
	go func(cmd *exec.Cmd, ended chan struct{}) {
		_ = cmd.Wait() // most are killed
		close(ended)
	}(p.cmd, p.ended)
	return nil
}

// signal sends it a signal.
func (p *process) signal(s syscall.Signal) error { return p.cmd.Process.Signal(s) }

// end sends it a signal and waits until it has ended.
func (p *process) end(s syscall.Signal) error {
	err := p.signal(s)
	<-p.ended
	return err
}

// logEnd returns the end of what it has written.
func (p *process) logEnd() string {
	const most = 1000
	log, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	return string(log[max(0, len(log)-most):])
}

// close ends it, if it runs.
func (p *process) close() {
	if p.cmd != nil {
		_ = p.end(syscall.SIGKILL) // it may have ended
	}
}

// ports returns free ports of loopback. They lie below those that systems give to connections:
// one of these, of NATS say, could take a port before the server that it is meant for.
func ports(n int) ([]string, error) {
	const lowest, highest = 10000, 30000
	var addresses []string
	for tries := 0; len(addresses) < n; tries++ {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", lowest+rand.IntN(highest-lowest)))
		if err == nil {
			defer l.Close() // only when all are known, so that they differ
			addresses = append(addresses, l.Addr().String())
		} else if tries > 100*n {
			return nil, err
		}
	}
	return addresses, nil
}

// build builds a program as a file of a name, which it returns.
func build(ctx context.Context, name, path string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "build", "-o", name, path).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", path, err, out)
	}
	return name, nil
}

// eventually does something again until it succeeds.
func eventually(ctx context.Context, what string, do func() error) error {
	deadline := time.Now().Add(40 * time.Second)
	for {
		err := do()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
