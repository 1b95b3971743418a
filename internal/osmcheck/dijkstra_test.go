package osmcheck

import "container/heap"

// distances returns the distances of all nodes from one, -1 for those that cannot be
// reached (Dijkstra, 1959).
func (n *network) distances(from int) []int64 {
	distances := make([]int64, len(n.arcs))
	for v := range distances {
		distances[v] = -1
	}
	q := &queue{{from, 0}}
	for q.Len() > 0 {
		at := heap.Pop(q).(reached)
		if distances[at.node] >= 0 {
			continue
		}
		distances[at.node] = at.distance
		for to, w := range n.arcs[at.node] {
			if distances[to] < 0 {
				heap.Push(q, reached{to, at.distance + int64(w)})
			}
		}
	}
	return distances
}

type reached struct {
	node     int
	distance int64
}

type queue []reached

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].distance < q[j].distance }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(reached)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
