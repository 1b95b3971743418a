package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// canned are rows of every kind.
var canned = []result{
	{peer: "cairn", checked: 16000, peak: 4 << 20,
		tree: cell{asked: 100, took: 30 * time.Millisecond, ours: 30 * time.Millisecond},
		pair: cell{asked: 1000, took: 12345 * time.Microsecond, ours: 12345 * time.Microsecond}},
	{peer: "networkx", variant: "two-way", checked: 16100, peak: 50<<20 + 1<<19,
		tree: cell{asked: 10, took: 200 * time.Millisecond, ours: 3 * time.Millisecond, mallocs: unknown, bytes: unknown},
		pair: cell{asked: 50, took: time.Second, ours: 500 * time.Microsecond, mallocs: unknown, bytes: unknown}},
	{peer: "pairs", checked: 9, peak: unknown,
		pair: cell{asked: 4, took: 10 * time.Microsecond, ours: 20 * time.Microsecond, mallocs: 10, bytes: 1000}},
	{peer: "index", checked: 9, peak: 4 << 20,
		pair: cell{asked: 16384, took: 400 * time.Microsecond, ours: 360 * time.Millisecond}},
	{peer: "liar", checked: 20, wrong: 3},
	{peer: "boost", err: errMissing{"libboost-graph-dev"}},
	{peer: "choosy", err: errRefuses{"it is too wide"}},
	{peer: "mute", err: errors.New("no answer in 1m0s")},
}

const aligned = `
peer              one-to-all µs  ratio  asked  pair µs   ratio  asked  allocs/pair  B/pair  peak MB       wrong
cairn                       300   1.00    100     12.3    1.00   1000            0       0     4.00  0 of 16000
networkx two-way          20000   66.7     10    20000    2000     50            -       -     50.5  0 of 16100
pairs                         -      -      -     2.50    0.50      4            3     250        -      0 of 9
index                         -      -      -    0.024  0.0011  16384            0       0     4.00      0 of 9
liar                      wrong      -      -    wrong       -      -            -       -        -     3 of 20
boost             not installed: apt-get install libboost-graph-dev
choosy            refuses: it is too wide
mute              failed: no answer in 1m0s
`

const inMarkdown = `
| peer | one-to-all µs | ratio | asked | pair µs | ratio | asked | allocs/pair | B/pair | peak MB | wrong |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
| cairn | 300 | 1.00 | 100 | 12.3 | 1.00 | 1000 | 0 | 0 | 4.00 | 0 of 16000 |
| mute | failed: no answer in 1m0s |  |  |  |  |  |  |  |  |  |
`

func TestTableIsAligned(t *testing.T) {
	var got strings.Builder
	writeTable(&got, canned, false)
	if got.String() != aligned[1:] {
		t.Errorf("got\n%s\nwant%s", got.String(), aligned)
	}
}

func TestTableInMarkdown(t *testing.T) {
	var got strings.Builder
	writeTable(&got, []result{canned[0], canned[len(canned)-1]}, true)
	if got.String() != inMarkdown[1:] {
		t.Errorf("got\n%s\nwant%s", got.String(), inMarkdown)
	}
}

func TestLegend(t *testing.T) {
	var got strings.Builder
	writeLegend(&got, []peer{{name: "a", how: "x"}, {name: "b", how: "y"}}, map[string]string{"b": "v1"})
	if want := "- a: x\n- b v1: y\n"; got.String() != want {
		t.Errorf("%q, want %q", got.String(), want)
	}
}

func TestDecimals(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0.00", 1234.5: "1234", 99.94: "99.9", 9.876: "9.88", 0.98: "0.98", 0.1: "0.10", 0.0996: "0.100", 0.0253: "0.025",
		0.00114: "0.0011", 0.000987: "0.00099",
	} {
		if got := decimals(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}
