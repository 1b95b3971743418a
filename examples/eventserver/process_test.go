package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain is the program itself where the environment says so.
func TestMain(m *testing.M) {
	if args, ok := os.LookupEnv("EVENTSERVER_ARGS"); ok {
		os.Exit(run(context.Background(), strings.Fields(args), os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// process is the server as a process of its own.
type process struct {
	*exec.Cmd
	players, admins string  // addresses; that of administrators has the token in it
	log             *logged // what it has written to standard error
	out             io.Reader
}

// startProcess starts the server and waits until it listens. It ends with the test.
func startProcess(t *testing.T, args string, env ...string) *process {
	t.Helper()
	p := launch(t, args, env...)
	lines := bufio.NewScanner(p.out)
	for _, line := range []*string{&p.players, &p.admins} {
		if !lines.Scan() {
			t.Fatalf("%v: %s", lines.Err(), p.log)
		}
		*line = lines.Text()
	}
	p.admins = strings.Replace(p.admins, "administration on http://", "http://"+adminSecret+"@", 1)
	return p
}

// launch is startProcess that does not wait.
func launch(t *testing.T, args string, env ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0]), log: &logged{}}
	p.Env = append(os.Environ(), "CAIRN_ADMIN_TOKEN="+adminSecret, "EVENTSERVER_ARGS=-addr 127.0.0.1:0 -admin 127.0.0.1:0 "+args)
	p.Env, p.Stderr = append(p.Env, env...), p.log
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	p.out = out
	t.Cleanup(p.kill)
	return p
}

// kill ends the process as SIGKILL does: it cannot do anything more.
func (p *process) kill() {
	_ = p.Process.Kill() // it may have ended
	_ = p.Wait()
}
