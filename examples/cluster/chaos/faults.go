//go:build unix

package main

import (
	"context"
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

// fault is something that has happened to the cluster.
type fault struct {
	name        string
	began, over time.Time // from when it happens until the next does
}

// breakAll has everything happen, one thing after the other, with a pause after each. rolling is told
// when the map begins to be replaced: from then on hunts may be on either.
func (f *fleet) breakAll(ctx context.Context, pause time.Duration, rolling func(bool)) (done []fault, err error) {
	for _, step := range []struct {
		name    string
		do      func(context.Context) error
		rolling bool
	}{
		{"nothing", func(context.Context) error { return nil }, false},
		{"kill -9 of an event server", func(ctx context.Context) error { return f.killServer(ctx, 0) }, false},
		{"kill -9 of a NATS server", func(ctx context.Context) error { return f.killNATS(ctx, 0) }, false},
		{"an event server stands still for 6 s", func(context.Context) error { return freeze(f.servers[1], 6*time.Second) }, false},
		{"a NATS server stands still for 6 s", func(context.Context) error { return freeze(f.nats[1], 6*time.Second) }, false},
		{"a new map for all", f.publish, true},
		{"each event server begins again", f.restartServers, true},
	} {
		fmt.Printf("%s\n", step.name)
		rolling(step.rolling)
		at := time.Now()
		if err := step.do(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", step.name, err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		done = append(done, fault{step.name, at, time.Now()})
	}
	return done, nil
}

// killServer kills an event server, which begins again a little later.
func (f *fleet) killServer(ctx context.Context, i int) error {
	if err := f.servers[i].end(syscall.SIGKILL); err != nil {
		return err
	}
	time.Sleep(5 * time.Second)
	if err := f.servers[i].start(); err != nil {
		return err
	}
	return f.awaitServer(ctx, i)
}

// killNATS kills a NATS server, which begins again a little later.
func (f *fleet) killNATS(_ context.Context, i int) error {
	if err := f.nats[i].end(syscall.SIGKILL); err != nil {
		return err
	}
	time.Sleep(5 * time.Second)
	return f.nats[i].start()
}

// freeze stops a server for a while. It then goes on as if no time had passed.
func freeze(p *process, wait time.Duration) error {
	if err := p.signal(syscall.SIGSTOP); err != nil {
		return err
	}
	time.Sleep(wait)
	return p.signal(syscall.SIGCONT)
}

// publish has all servers use another map.
func (f *fleet) publish(ctx context.Context) error {
	next := f.maps[0]
	f.maps = append(f.maps[1:], next)
	out, err := exec.CommandContext(ctx, f.servers[0].args[0], "-nats", f.urls, "-publish", next).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// restartServers has each event server go down as it does when it is told to, and begin again.
func (f *fleet) restartServers(ctx context.Context) error {
	for i, p := range f.servers {
		if err := p.end(syscall.SIGTERM); err != nil {
			return err
		}
		if err := p.start(); err != nil {
			return err
		}
		if err := f.awaitServer(ctx, i); err != nil {
			return err
		}
		time.Sleep(2 * time.Second) // until HAProxy has noticed
	}
	return nil
}
