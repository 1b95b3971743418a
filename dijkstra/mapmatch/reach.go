package mapmatch

import (
	"errors"
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// reach works out the most likely walk to each state of the observation at hand, and tells
// whether there is one to any.
func (m *Matcher) reach() (bool, error) {
	t := &m.trellis
	next := t.of(t.next)
	if len(t.columns) == 0 {
		for j := range next {
			next[j].score, next[j].back = next[j].emission, -1
		}
		return true, nil
	}
	before := t.columns[len(t.columns)-1]
	p, q := &m.observed[before.observation], &m.observed[t.next.observation]
	straight := m.straight(p, q)
	if m.tooFast(p, q, straight) {
		return false, nil
	}
	t.turn(before, m.options.Turn/m.options.Beta)
	if err := m.measure(t.of(before), next); err != nil {
		return false, err
	}
	reached := false
	for j := range next {
		reached = m.arrive(before, &next[j], straight) || reached
	}
	return reached, nil
}

// arrive finds the most likely way to a state, and tells whether there is one.
func (m *Matcher) arrive(before column, to *state, straight float64) bool {
	to.score, to.back = math.Inf(-1), -1
	states := m.trellis.of(before)
	for i := range states {
		from := &states[i]
		step := m.step(from, to)
		detour := step.length - straight
		if detour > m.options.Detour {
			continue
		}
		step.detour = math.Abs(detour)
		if score := from.depart + m.transition(step.detour) + to.emission; likelier(score, to.score) {
			to.score, to.back, to.step = score, before.first+i, step
		}
	}
	if to.back < 0 {
		return false
	}
	if from := &m.trellis.states[to.back]; likelier(from.depart, from.score) {
		to.back, to.step.turned = from.twin, true
	}
	return true
}

// step returns the way from one state to another: along the street, or by the shortest
// path between the ends. Noise may move a place back by two standard deviations; that
// is no reason to go round the block.
func (m *Matcher) step(from, to *state) step {
	s := step{length: math.Inf(1)}
	if d := m.costs[from.end*len(m.targets)+to.end]; d != dijkstra.Unreachable {
		s.length = from.out + m.options.Unit*float64(d) + to.in
	}
	if from.enter != to.enter || from.leave != to.leave || from.enter == from.leave {
		return s
	}
	if on := to.in - from.in; on >= -2*m.options.Sigma && math.Abs(on) <= s.length {
		return step{length: math.Abs(on), along: true}
	}
	return s
}

// measure asks the router for the costs between the ends of states.
func (m *Matcher) measure(before, next []state) (err error) {
	m.sources, m.targets = m.sources[:0], m.targets[:0]
	for i := range before {
		before[i].end = indexIn(&m.sources, before[i].leave)
	}
	for j := range next {
		next[j].end = indexIn(&m.targets, next[j].enter)
	}
	m.costs, err = m.router.Matrix(m.costs[:0], m.sources, m.targets)
	if errors.Is(err, dijkstra.ErrOverflow) {
		return m.measureOneByOne()
	}
	return err
}

// measureOneByOne asks for each cost where some do not fit in 32 bits: there is no way
// so long.
func (m *Matcher) measureOneByOne() error {
	m.costs = m.costs[:0]
	for _, from := range m.sources {
		for _, to := range m.targets {
			d, err := m.router.Distance(from, to)
			if err != nil && !errors.Is(err, dijkstra.ErrOverflow) {
				return err
			}
			m.costs = append(m.costs, d)
		}
	}
	return nil
}

// indexIn returns the index of a node in a list, to which it adds it if it is not there.
func indexIn(list *[]csr.Node, v csr.Node) int {
	i := slices.Index(*list, v)
	if i < 0 {
		i = len(*list)
		*list = append(*list, v)
	}
	return i
}
