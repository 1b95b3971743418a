package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// process is a running peer on one workload.
type process struct {
	version string
	variant string // of several ways to ask it, the one it chose
	nodes   int
	command *exec.Cmd
	to      io.WriteCloser
	from    *bufio.Reader
	said    bytes.Buffer // on standard error
}

// patience is how long a peer may take for one line, or to start.
var patience = time.Minute

// start runs a peer's command on the workload in a folder and waits until it is ready.
func start(command []string, dir string, nodes int) (*process, error) {
	p := &process{nodes: nodes, command: exec.Command(command[0], append(command[1:len(command):len(command)], dir)...)}
	p.command.Stderr = &p.said
	to, errTo := p.command.StdinPipe()
	from, errFrom := p.command.StdoutPipe()
	if err := errors.Join(errTo, errFrom); err != nil {
		return nil, err
	}
	p.to, p.from = to, bufio.NewReader(from)
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := p.line()
	rest, ok := strings.CutPrefix(line, "ready")
	if err == nil && !ok {
		err = notReady(line)
	}
	if err != nil {
		p.stop()
		return nil, err
	}
	p.version, p.variant, _ = strings.Cut(strings.TrimSpace(rest), " ")
	return p, nil
}

// errRefuses is a peer's reason for refusing a graph.
type errRefuses struct{ why string }

// refuses is the prefix of the line of a peer that refuses a graph.
const refuses = "refuses: "

// Error returns the line of the peer, which is also the text for the table.
func (e errRefuses) Error() string { return refuses + e.why }

// notReady returns the error of a peer whose first line is something else.
func notReady(line string) error {
	if why, ok := strings.CutPrefix(line, refuses); ok {
		return errRefuses{why}
	}
	return fmt.Errorf("it said %q in the place of ready", line)
}

// excused tells whether an error is of a peer that does not take part, rather than of one
// that failed.
func excused(err error) bool {
	var e errRefuses
	return missing(err) || errors.As(err, &e)
}

// ask asks some of the queries, from number first on.
func (p *process) ask(question string, first, count int) (reply, error) {
	if _, err := fmt.Fprintln(p.to, question, first, count); err != nil {
		return reply{}, p.ended(err)
	}
	line, err := p.line()
	if err != nil {
		return reply{}, err
	}
	answers := count
	if question == allOf {
		answers *= p.nodes
	}
	return parseReply(line, answers)
}

// line waits for the next line of the peer. A peer that is silent for too long is killed,
// which ends the wait.
func (p *process) line() (string, error) {
	alarm := time.AfterFunc(patience, func() { p.command.Process.Kill() })
	line, err := p.from.ReadString('\n')
	if !alarm.Stop() {
		return "", fmt.Errorf("no answer in %v", patience)
	}
	if err != nil {
		return "", p.ended(err)
	}
	return strings.TrimSpace(line), nil
}

// ended returns the error of a peer that has ended, with its last output if there is any.
func (p *process) ended(err error) error {
	p.stop()
	if said := strings.TrimSpace(p.said.String()); said != "" {
		return errors.New(said[strings.LastIndexByte(said, '\n')+1:])
	}
	return fmt.Errorf("it ended: %w", err)
}

// stop closes the peer's input, at which it ends by itself.
func (p *process) stop() {
	p.to.Close()
	alarm := time.AfterFunc(time.Second, func() { p.command.Process.Kill() })
	defer alarm.Stop()
	p.command.Wait() // how it ends is of no interest once it has answered
}

// peakMemory returns the largest resident size of the peer so far, or unknown where the
// system does not report it. It differs from that of wait4, which on Linux includes the
// memory of this process before the peer's exec.
func (p *process) peakMemory() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return unknown
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return unknown
	}
	return kilobytes << 10
}
