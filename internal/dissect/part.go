package dissect

// part is the graph of the nodes in a span of the order, numbered by their places there.
type part struct {
	adjacency
	weight []uint32
	points *points
	room   points     // memory of points
	total  uint64     // the sum of weight
	queue  []uint32   // scratch of components
	seen   []bool     // likewise
	groups [][]uint32 // likewise
}

// extract makes p the graph of some nodes of g. local is scratch memory of one number a
// node.
func (p *part) extract(g *core, nodes, local []uint32) {
	for i, v := range nodes {
		local[v] = uint32(i)
	}
	p.first, p.heads, p.weight, p.total = append(p.first[:0], 0), p.heads[:0], p.weight[:0], 0
	for _, v := range nodes {
		for _, u := range g.row(v) {
			if i := local[u]; i < uint32(len(nodes)) && nodes[i] == u {
				p.heads = append(p.heads, i)
			}
		}
		p.first = append(p.first, uint32(len(p.heads)))
		p.weight = append(p.weight, g.weight[v])
		p.total += uint64(g.weight[v])
	}
	p.points = g.points.pick(nodes, &p.room)
}

// complete tells whether all nodes are adjacent.
func (p *part) complete() bool { return len(p.heads) == p.size()*(p.size()-1) }

// components returns the nodes of each connected component.
func (p *part) components() [][]uint32 {
	n := p.size()
	p.seen, p.queue, p.groups = filled(p.seen, n, false), p.queue[:0], p.groups[:0]
	for root := range uint32(n) {
		if from := len(p.queue); !p.seen[root] {
			p.visit(root)
			for i := from; i < len(p.queue); i++ {
				for _, u := range p.row(p.queue[i]) {
					p.visit(u)
				}
			}
			p.groups = append(p.groups, p.queue[from:])
		}
	}
	return p.groups
}

func (p *part) visit(v uint32) {
	if !p.seen[v] {
		p.seen[v] = true
		p.queue = append(p.queue, v)
	}
}
