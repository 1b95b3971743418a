package places

import "github.com/veltrix/cairn/csr"

// Outcome says how a draw ended. The zero Outcome is none of them.
type Outcome uint8

// The ways that a draw can end.
const (
	Found    Outcome = 1 + iota // as many nodes as were asked for
	TooFew                      // fewer fit, proven: see Result.Fit and Result.Left
	NotFound                    // so many fit, but not found among each other, which proves nothing
)

var outcomes = [...]string{"no outcome", "found", "too few", "not found"}

// String returns the outcome in words.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return "unknown outcome"
}

// Result is the nodes that were drawn.
type Result struct {
	Outcome    Outcome    // whether there are as many as were asked for
	Nodes      []csr.Node // in the order drawn, all different; as many as could be drawn, if not Found
	Candidates int        // nodes to draw from, without those of weight 0
	Left       []int      // by condition of Where: candidates that fulfil it and those before it
	Fit        int        // candidates that fulfil all of Where
}
