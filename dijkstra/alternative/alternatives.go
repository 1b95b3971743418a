package alternative

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/network"
)

// alternatives is the memory of Finder.Alternatives.
type alternatives struct {
	limits
	corridor
	plateaus heap[plateau]
	onPath   network.Marks // nodes
	path     []csr.Node    // a shortest path
}

// plateau is a stretch that lies on the shortest paths from the start to its last node, and
// from its first node to the end. The way through it is a candidate: it leaves the best way
// at some node, and comes back to it at another.
type plateau struct {
	first, last csr.Node
	leaves      csr.Node // the best way; once ranked
	returns     csr.Node // to it; once ranked
	cost        uint64   // of the way through it
	rank        uint64   // candidates with less are better; until ranked it is no more than that
	ranked      bool
}

// Before has the smaller rank first. Of one rank those come first whose rank is not final.
func (p plateau) Before(q plateau) bool {
	switch {
	case p.rank != q.rank:
		return p.rank < q.rank
	case p.ranked != q.ranked:
		return q.ranked
	}
	return p.first < q.first
}

// Alternatives returns the best way between two nodes and others that differ from it: see
// the package documentation. The first is the canonical path, the others come in the order
// in which they were chosen. There may be fewer than asked for; there is none if no path
// exists. The ways are the Finder's memory and valid until its next question.
//
// It costs what Between does for all ways that are not too long, O(arcs) between these nodes,
// and a distance for each candidate whose plateau is too short to prove it locally optimal.
// Errors wrap ErrOptions or are those of r, such as a *dijkstra.OverflowError if the distance
// does not fit in 32 bits. On an error there are no ways.
func (f *Finder) Alternatives(r Router, from, to csr.Node, o *Options) ([]Way, error) {
	if err := f.begin(r, from, to); err != nil {
		return nil, err
	}
	path, d, err := r.AppendPath(f.nodes, from, to)
	if err != nil {
		return nil, err
	}
	f.nodes = path
	c := &f.alternatives
	if c.limits, err = o.limits(d); err != nil || d == dijkstra.Unreachable {
		return nil, err
	}
	f.used.Reset(len(f.net.ArcOf))
	f.add(0, uint64(d))
	if err := c.fill(r, f.net.NumNodes(), from, to, c.limits.cost); err != nil {
		return nil, err
	}
	c.mark(f.ways[0].Path)
	c.join(&f.net.Out)
	c.listPlateaus(&f.net)
	if err := f.choose(r); err != nil {
		return nil, err
	}
	return f.ways, nil
}

// plateausInLocal is how many plateaus of the least length that counts make Local. Few ways
// through shorter ones are locally optimal.
const plateausInLocal = 4

// listPlateaus lists the plateaus that are long enough, with the step that leads on from
// them: between nodes far apart a plateau may be a single node.
func (c *alternatives) listPlateaus(w *net) {
	c.plateaus = c.plateaus[:0]
	for _, v := range c.vias {
		if c.places[v.Node].prev != none {
			continue // it does not begin here
		}
		last := c.lastOf(v.Node)
		length := uint64(c.places[last].ahead - v.From)
		if plateausInLocal*(length+w.longest[last]) < c.local || c.isBest(v.Node) {
			continue
		}
		if plateausInLocal*(length+c.onward(&w.Out, last)) >= c.local {
			c.plateaus.push(newPlateau(v, last, length))
		}
	}
}

// newPlateau returns a plateau that begins with a node. Abraham et al. rank a candidate by
// twice its cost, and what it shares with the best way, less the length of its plateau.
func newPlateau(first dijkstra.Via, last csr.Node, length uint64) plateau {
	cost := uint64(first.From) + uint64(first.To)
	return plateau{first: first.Node, last: last, cost: cost, rank: 2*cost - length}
}

// choose adds the candidates that are alternatives, as many as wanted.
func (f *Finder) choose(r Router) error {
	c := &f.alternatives
	for len(f.ways) < c.ways && len(c.plateaus) > 0 {
		p := c.plateaus.pop()
		if !p.ranked {
			if err := f.rank(r, p); err != nil {
				return err
			}
			continue
		}
		start := len(f.nodes)
		ok, err := f.admit(r, p)
		if err != nil {
			return err
		}
		if !ok {
			f.nodes = f.nodes[:start]
			continue
		}
		f.add(start, p.cost)
	}
	return nil
}

// rank finds out what the way through a plateau shares with the best, and puts it back
// unless that is too much, or the way comes back to the best before it left it.
func (f *Finder) rank(r Router, p plateau) error {
	c, start := &f.alternatives, len(f.nodes)
	defer func() { f.nodes = f.nodes[:start] }()
	if err := f.appendBackward(r, p.first); err != nil {
		return err
	}
	p.leaves = f.nodes[len(f.nodes)-1]
	if err := f.appendForward(r, p.last); err != nil {
		return err
	}
	p.returns = f.nodes[len(f.nodes)-1]
	shared := uint64(c.places[p.leaves].ahead) + uint64(c.places[p.returns].behind)
	if c.onBest[p.leaves] < c.onBest[p.returns] && shared <= c.shared {
		p.rank, p.ranked = p.rank+shared, true
		c.plateaus.push(p)
	}
	return nil
}

// appendBackward appends a shortest path from the start to a node, turned round, up to the
// first node of the best way. Steps of cost 0 could lead in circles: the canonical path does
// not.
func (f *Finder) appendBackward(r Router, v csr.Node) (err error) {
	c := &f.alternatives
	f.nodes = append(f.nodes, v)
	for c.onBest[v] < 0 {
		if v = c.towardStart(&f.net.In, v); v == none {
			c.path, _, err = r.AppendPath(c.path[:0], f.from, f.nodes[len(f.nodes)-1])
			slices.Reverse(c.path)
			f.appendToBest()
			return err
		}
		f.nodes = append(f.nodes, v)
	}
	return nil
}

// appendForward appends a shortest path from a node to the end, up to the first node of the
// best way.
func (f *Finder) appendForward(r Router, v csr.Node) (err error) {
	c := &f.alternatives
	f.nodes = append(f.nodes, v)
	for c.onBest[v] < 0 {
		if v = c.towardEnd(&f.net.Out, v); v == none {
			c.path, _, err = r.AppendPath(c.path[:0], f.nodes[len(f.nodes)-1], f.to)
			f.appendToBest()
			return err
		}
		f.nodes = append(f.nodes, v)
	}
	return nil
}

// appendToBest appends path from its second node to the first that lies on the best way.
func (f *Finder) appendToBest() {
	c := &f.alternatives
	for _, v := range c.path[1:] {
		if f.nodes = append(f.nodes, v); c.onBest[v] >= 0 {
			return
		}
	}
}

// admit appends the way through a plateau to nodes, and tells whether it is an alternative.
func (f *Finder) admit(r Router, p plateau) (bool, error) {
	start := len(f.nodes)
	first, last, err := f.appendWay(r, p)
	if err != nil {
		return false, err
	}
	path := f.nodes[start:]
	if !f.simple(path) {
		return false, nil
	}
	if shared := f.shared(path); shared > f.alternatives.limits.shared || shared == p.cost {
		return false, nil
	}
	return f.locallyOptimal(r, p, path, first, last)
}

// appendWay appends the way through a plateau, and returns where in it the plateau lies.
func (f *Finder) appendWay(r Router, p plateau) (first, last int, err error) {
	c, start, best := &f.alternatives, len(f.nodes), f.ways[0].Path
	f.nodes = append(f.nodes, best[:c.onBest[p.leaves]]...)
	leaves := len(f.nodes)
	if err := f.appendBackward(r, p.first); err != nil {
		return 0, 0, err
	}
	slices.Reverse(f.nodes[leaves:])
	first = len(f.nodes) - 1 - start
	for v := p.first; v != p.last; {
		v = c.after(v)
		f.nodes = append(f.nodes, v)
	}
	last = len(f.nodes) - 1 - start
	f.nodes = f.nodes[:start+last]
	if err := f.appendForward(r, p.last); err != nil {
		return 0, 0, err
	}
	f.nodes = append(f.nodes, best[c.onBest[p.returns]+1:]...)
	return first, last, nil
}

// simple tells whether no node is on a path twice.
func (f *Finder) simple(path []csr.Node) bool {
	seen := &f.alternatives.onPath
	seen.Reset(f.net.NumNodes())
	for _, v := range path {
		if seen.Has(v) {
			return false
		}
		seen.Add(v)
	}
	return true
}

// locallyOptimal is the T-test, of parts of a way that cost less than T. What leads to the last
// node of the plateau is a shortest path, and what leads from the first. So a part that is
// none has the whole plateau in it. It begins less than T before the end of the plateau, and
// ends less than T behind its beginning. Is that whole stretch a shortest path, there is none.
func (f *Finder) locallyOptimal(r Router, p plateau, path []csr.Node, first, last int) (bool, error) {
	places, t, i, j := f.alternatives.places, f.alternatives.local, last, first
	cost := func(k int) uint64 { // up to a node of the path
		if k <= last {
			return uint64(places[path[k]].ahead)
		}
		return p.cost - uint64(places[path[k]].behind)
	}
	for i > 0 && cost(last)-cost(i-1) < t {
		i--
	}
	for j < len(path)-1 && cost(j+1)-cost(first) < t {
		j++
	}
	if i >= first || j <= last {
		return true, nil
	}
	d, err := r.Distance(path[i], path[j])
	return uint64(d) == cost(j)-cost(i), err
}
