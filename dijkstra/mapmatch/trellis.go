package mapmatch

import (
	"slices"

	"github.com/veltrix/cairn/csr"
)

// state is where a walk may have been at an observation: on a street with a heading,
// or at a node.
type state struct {
	enter, leave csr.Node // the ends of the street, by heading; both are the node
	in, out      float64  // length of the way from enter to the place, and from there to leave
	place        csr.StreetPlace
	twin         int     // the state of the same place with the other heading; itself if there is none
	emission     float64 // log-likelihood of the observation

	score  float64 // log-likelihood of the best walk up to here
	depart float64 // the same, if walks may turn round here
	back   int     // the state before on the best walk
	step   step    // the way from there
	end    int     // index of leave among the sources of a step, or of enter among its targets
}

// step is a way between two states.
type step struct {
	length float64 // infinite if there is none
	detour float64 // how much longer or shorter than the straight line it is
	along  bool    // it stays on the street
	turned bool    // it turns round first
}

// column is the states of one observation.
type column struct {
	observation int // its index
	first, last int // of its states: from first up to last
}

// trellis is the states of all observations of a walk: Viterbi's (1967) algorithm goes
// through it column by column.
type trellis struct {
	states  []state
	columns []column // those that a walk leads through
	next    column   // the one that is to be reached
	chosen  []int    // the states of the best walk
}

func (t *trellis) reset() {
	t.states, t.columns = t.states[:0], t.columns[:0]
}

// begin begins the states of an observation.
func (t *trellis) begin(observation int) {
	t.next = column{observation, len(t.states), len(t.states)}
}

// add adds a state to those of the observation at hand.
func (t *trellis) add(s state) {
	s.twin = t.next.last
	t.states = append(t.states, s)
	t.next.last++
}

// open returns how many states the observation at hand has.
func (t *trellis) open() int { return t.next.last - t.next.first }

// push takes the observation at hand into the walk.
func (t *trellis) push() { t.columns = append(t.columns, t.next) }

// drop leaves it out.
func (t *trellis) drop() { t.states = t.states[:t.next.first] }

// of returns the states of a column.
func (t *trellis) of(c column) []state { return t.states[c.first:c.last] }

// twins joins the last two states, which are one place with two headings.
func (t *trellis) twins() {
	last := len(t.states) - 1
	t.states[last].twin, t.states[last-1].twin = last-1, last
}

// turn works out how likely it is to depart from each state of a column, if turning
// round there has a price.
func (t *trellis) turn(c column, price float64) {
	for i := c.first; i < c.last; i++ {
		s := &t.states[i]
		s.depart = max(s.score, t.states[s.twin].score-price)
	}
}

// choose fills chosen with the states of the most likely walk, one a column, from the
// last to the first, which it then turns round.
func (t *trellis) choose() {
	t.chosen = t.chosen[:0]
	at := t.best(t.columns[len(t.columns)-1])
	for range t.columns {
		t.chosen = append(t.chosen, at)
		at = t.states[at].back
	}
	slices.Reverse(t.chosen)
}

// likelier tells whether one log-likelihood is above another by more than rounding, which differs
// between processors: of walks that are equally likely all take the first.
func likelier(a, b float64) bool { return a > b+1e-9 }

// best returns the state of a column with the largest score, the first of several.
func (t *trellis) best(c column) int {
	best := c.first
	for i := c.first; i < c.last; i++ {
		if likelier(t.states[i].score, t.states[best].score) {
			best = i
		}
	}
	return best
}
