package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/internal/graphtest"
)

// liar is right for some queries; after that one answer in ten is wrong.
type liar struct {
	solver
	asked, honest int
}

func (l *liar) pair(from, to uint32) (int64, error) {
	d, err := l.solver.pair(from, to)
	if l.asked++; l.asked > l.honest && l.asked%10 == 1 {
		d++
	}
	return d, err
}

// broken fails when asked; mute does not answer in time.
type broken struct{}

func (broken) pair(uint32, uint32) (int64, error) { return 0, errors.New("it broke") }

type mute struct{}

func (mute) pair(uint32, uint32) (int64, error) { time.Sleep(time.Minute); return 0, nil }

func init() {
	lying := func(honest int) func(n *network) (solver, error) {
		return func(n *network) (solver, error) {
			s, err := newTextbook(n)
			return &liar{solver: s, honest: honest}, err
		}
	}
	goPeers["liar"] = onNetwork(lying(0))
	goPeers["late liar"] = onNetwork(lying(checkedPairs))
	goPeers["broken"] = onNetwork(func(*network) (solver, error) { return broken{}, nil })
	goPeers["mute"] = onNetwork(func(*network) (solver, error) { return mute{}, nil })
	goPeers["choosy"] = onNetwork(func(*network) (solver, error) { return nil, errRefuses{"it is too wide"} })
	goPeers["stillborn"] = onNetwork(func(*network) (solver, error) { return nil, errors.New("it cannot start") })
}

// compared returns the row of a peer on a small grid.
func compared(t *testing.T, p peer) result {
	t.Helper()
	g, err := build(graphtest.Grid(8, 8, 9, 1))
	if err != nil {
		t.Fatal(err)
	}
	p.pairsOnly = true
	b := &bench{config: config{peers: []peer{p}, pairs: 64, budget: time.Second}, tools: t.TempDir()}
	results, err := b.measure(g)
	if err != nil || len(results) != 1 {
		t.Fatalf("%v, %v", results, err)
	}
	return results[0]
}

func TestHonestPeerIsTimed(t *testing.T) {
	r := compared(t, peer{name: "textbook", command: inGo("textbook")})
	if r.err != nil || r.bad() || r.wrong != 0 || r.checked != 64+checkedPairs || r.pair.asked != 64 {
		t.Errorf("%+v", r)
	}
	if r.pair.took <= 0 || r.pair.ours <= 0 || r.pair.mallocs < 64 || r.tree.asked != 0 {
		t.Errorf("%+v", r.pair)
	}
}

// Wrong answers are in the row, without a time, whether they come at once or only in
// timed rounds.
func TestWrongAnswersAreShown(t *testing.T) {
	for name, wrong := range map[string]string{"liar": "2 of 16", "late liar": "6 of 80"} {
		r := compared(t, peer{name: name, command: inGo(name)})
		row := strings.Join(r.row(), "|")
		if r.err != nil || !r.bad() || !strings.HasSuffix(row, "|"+wrong) || !strings.Contains(row, "|wrong|-|-|") {
			t.Errorf("%s: %s, %v; want %s", name, row, r.err, wrong)
		}
	}
}

func TestPeersThatFailAreShown(t *testing.T) {
	patience = 2 * time.Second
	defer func() { patience = time.Minute }()
	notThere := func(string) ([]string, error) { return nil, errMissing{"libsomething"} }
	for _, c := range []struct {
		name, want string
		command    func(string) ([]string, error)
		bad        bool
	}{
		{"broken", "failed: bench: it broke", inGo("broken"), true},
		{"mute", "failed: no answer in 2s", inGo("mute"), true},
		{"stillborn", "failed: bench: it cannot start", inGo("stillborn"), true},
		{"rude", `failed: it said "hello`, func(string) ([]string, error) { return []string{"echo", "hello"}, nil }, true},
		{"choosy", "refuses: it is too wide", inGo("choosy"), false},
		{"absent", "not installed: apt-get install libsomething", notThere, false},
	} {
		r := compared(t, peer{name: c.name, command: c.command})
		if row := r.row(); len(row) != 2 || !strings.HasPrefix(row[1], c.want) || r.bad() != c.bad {
			t.Errorf("%s: %q, bad %v; want %q", c.name, row, r.bad(), c.want)
		}
	}
}

// The rounds of a cell, step by step.
func TestRoundsFillTheBudget(t *testing.T) {
	c := cell{}
	c.add(1, reply{took: time.Microsecond}, reply{took: time.Microsecond})
	if got := c.next(time.Second); got != rounds {
		t.Errorf("after one query: %d, want no more than %d", got, rounds)
	}
	c.add(999, reply{took: time.Millisecond}, reply{took: 999 * time.Microsecond})
	if got := c.next(8 * time.Millisecond); got != 1000 {
		t.Errorf("at 1 µs a query for 1 ms: %d, want 1000", got)
	}
	if got := c.next(time.Nanosecond); got != 1 {
		t.Errorf("with no time left: %d, want 1", got)
	}
}
