package trip

// Options says which orders are allowed. The zero Options, like nil, is for a trip that
// begins at stop 0 and ends anywhere. Times are in the unit of the matrix.
type Options struct {
	Round     bool // the trip goes back to its first stop in the end
	FreeFirst bool // it may begin at any stop, not just at stop 0
	FixedLast bool // stop n-1 is the last, before it goes back if Round

	Before  [][2]int // pairs of stops: the first is served before the second
	Windows []Window // when service at each stop may begin; none: at any time
	Service []uint32 // how long each stop takes; none: no time
	Depart  uint32   // when the trip begins

	// Moves is how many moves the local search tries; 0: 1,000 a stop. It has no meaning where
	// the order is found exactly.
	Moves int
}

// Window says when service at a stop may begin: from Open to Close. Who comes earlier
// waits. A Close of 0 is none, so that the zero Window is always open.
type Window struct{ Open, Close uint32 }

// Outcome says how good an order is. The zero Outcome is none of them.
type Outcome uint8

// The ways that a question can end.
const (
	Optimal    Outcome = 1 + iota // no order costs less
	Found                         // an order, not proven to be the best: see Result.Bound
	Impossible                    // there is no order, proven: see Result.Stop
	NotFound                      // none was found, which proves nothing: see Result.Stop
)

var outcomes = [...]string{"no outcome", "optimal", "found", "impossible", "not found"}

// String returns the outcome in words.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return "unknown outcome"
}

// Result is an order of stops.
type Result struct {
	Outcome Outcome  // how good the order is, or why there is none
	Order   []int    // the stops in order, each once, if Optimal or Found
	Begin   []uint64 // when service begins at each stop of Order
	Cost    uint64   // from Depart to the end: travel, waiting and service
	Travel  uint64   // the part of it that is travel
	Bound   uint64   // no order costs less; Cost if Optimal
	Stop    int      // a stop that cannot be served, or was not, if Impossible or NotFound; otherwise -1
}
