package osm

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/osmfile"
	"github.com/veltrix/cairn/internal/streetnet"
)

// rules turns restrictions into sequences of segments that are forbidden.
type rules struct {
	*segments
	entering adjacency           // the segments that enter each node
	nodes    Origin              // the nodes of the network by their numbers in the file
	of       map[uint32][]uint32 // the segments of streets that are via
	work     int64               // segments that may still be looked at
}

// restrict forbids what the restrictions say.
func (g *segments) restrict() error {
	g.states = newStates(len(g.list))
	r := &rules{segments: g, work: streetnet.Work(len(g.Steps)), of: map[uint32][]uint32{}}
	r.entering = newAdjacency(g.list, len(g.Places), func(s *segment) csr.Node { return s.to })
	r.nodes = g.origin(len(g.Places), func(v csr.Node) csr.Node { return v })
	slices.SortStableFunc(g.restrictions, func(a, b restriction) int { return cmp.Compare(a.id, b.id) })
	r.listVias()
	for i := range g.restrictions {
		if r.apply(&g.restrictions[i]) {
			g.stats.Applied++
		} else {
			g.stats.Broken++
		}
		if r.work < 0 || g.states.count() > g.opts.MaxNodes {
			return &Error{Offset: -1, Block: -1, Object: fmt.Sprintf("relation %d", g.restrictions[i].id),
				Err: fmt.Errorf("%w: turn restrictions of too many segments", ErrLimit)}
		}
	}
	g.states.link()
	return nil
}

// listVias lists the segments of the streets that are via in a restriction.
func (r *rules) listVias() {
	for _, q := range r.restrictions {
		for _, w := range r.waysOf(q.via) {
			r.of[w] = nil
		}
	}
	for i := range r.list {
		if list, wanted := r.of[r.list[i].street]; wanted {
			r.of[r.list[i].street] = append(list, uint32(i))
		}
	}
}

// waysOf returns the numbers of the ways among members.
func (r *rules) waysOf(members []osmfile.Member) (ways []uint32) {
	for _, m := range members {
		if m.Kind == osmfile.Ways {
			ways = append(ways, r.streets([]int64{m.ID})...)
		}
	}
	return ways
}

// streets returns the numbers of ways.
func (r *rules) streets(ids []int64) (streets []uint32) {
	for _, id := range ids {
		if i, ok := r.lines.find(id); ok {
			streets = append(streets, uint32(i))
		}
	}
	return streets
}

// apply forbids what a restriction says. It returns false if that is no possible turn.
func (r *rules) apply(q *restriction) (applied bool) {
	from, to := r.streets(q.from), r.streets(q.to)
	for _, lead := range r.leads(q, from) {
		if r.forbid(q, lead, to) {
			applied = true
		}
	}
	return applied
}

// forbid forbids the turns at the end of a sequence of segments.
func (r *rules) forbid(q *restriction, lead []uint32, to []uint32) bool {
	last := &r.list[lead[len(lead)-1]]
	isNamed := func(next uint32) bool {
		s := &r.list[next]
		back := last.street == s.street && last.reverse(s)
		if same := s.street == r.list[lead[0]].street && len(lead) == 1; same {
			return slices.Contains(to, s.street) && back != q.only // back alone, or all but back
		}
		return slices.Contains(to, s.street)
	}
	options := r.leaving.at(last.to)
	r.work -= int64(len(options))
	if !slices.ContainsFunc(options, isNamed) {
		return false
	}
	for _, next := range options {
		if isNamed(next) != q.only {
			r.states.forbid(lead, next)
		}
	}
	return true
}

// leads returns the sequences of segments before the turns of a restriction.
func (r *rules) leads(q *restriction, from []uint32) (leads [][]uint32) {
	vias := r.waysOf(q.via)
	for _, m := range q.via {
		if m.Kind != osmfile.Nodes || len(vias) > 0 {
			continue
		}
		for _, v := range r.nodes.Nodes(m.ID) {
			for _, i := range r.into(v, from) {
				leads = append(leads, []uint32{i})
			}
		}
	}
	if len(vias) == 0 || len(vias) != len(q.via) {
		return leads
	}
	return r.viaLeads(q, from, vias)
}

// into returns the segments of some streets that enter a node.
func (r *rules) into(v csr.Node, streets []uint32) (found []uint32) {
	r.work -= int64(len(r.entering.at(v)))
	for _, i := range r.entering.at(v) {
		if slices.Contains(streets, r.list[i].street) {
			found = append(found, i)
		}
	}
	return found
}

// maxLeads is how many sequences one restriction with ways may have.
const maxLeads = 16

// viaLeads returns the sequences that lead over ways: from a segment that enters one of
// them, along all, to the first node where one of the streets after the turn begins.
func (r *rules) viaLeads(q *restriction, from, vias []uint32) (leads [][]uint32) {
	to := r.streets(q.to)
	for _, via := range r.of[vias[0]] {
		for _, i := range r.into(r.list[via].from, from) {
			lead := r.along(i, via, vias, to)
			if lead != nil && len(leads) < maxLeads {
				leads = append(leads, lead)
			}
		}
	}
	return leads
}

// along returns the sequence from a segment over a next one along ways in order, up to
// where one of the streets to leaves the last of them; nil if there is none.
func (r *rules) along(first, second uint32, vias, to []uint32) []uint32 {
	lead, way := []uint32{first, second}, 0
	if r.list[first].reverse(&r.list[second]) {
		return nil
	}
	for len(lead) < maxRestrictionSegments && r.work > 0 {
		last := lead[len(lead)-1]
		if way == len(vias)-1 && r.begins(r.list[last].to, to) {
			return lead
		}
		next, nextWay, ok := r.next(last, vias, way)
		if !ok {
			return nil
		}
		lead, way = append(lead, next), nextWay
	}
	return nil
}

// maxRestrictionSegments is how many segments a restriction may go along.
const maxRestrictionSegments = 1000

// begins tells whether one of some streets leaves a node.
func (r *rules) begins(v csr.Node, streets []uint32) bool {
	r.work -= int64(len(r.leaving.at(v)))
	return slices.ContainsFunc(r.leaving.at(v), func(i uint32) bool { return slices.Contains(streets, r.list[i].street) })
}

// next returns the segment that follows along a way, or is the first of the way after it.
func (r *rules) next(last uint32, vias []uint32, way int) (next uint32, nextWay int, ok bool) {
	s := &r.list[last]
	options := r.leaving.at(s.to)
	r.work -= int64(len(options))
	for _, nextWay := range []int{way + 1, way} {
		for _, i := range options {
			if nextWay < len(vias) && r.list[i].street == vias[nextWay] && !s.reverse(&r.list[i]) {
				return i, nextWay, true
			}
		}
	}
	return 0, 0, false
}
