package osmfile

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"
)

type cnt struct {
	n, w, r, refs, tags, mem int
	sum *cnt
}

func (c *cnt) Node(n *Node) error         { c.n++; c.tags += len(n.Tags); return nil }
func (c *cnt) Way(w *Way) error           { c.w++; c.refs += len(w.Refs); c.tags += len(w.Tags); return nil }
func (c *cnt) Relation(r *Relation) error { c.r++; c.mem += len(r.Members); c.tags += len(r.Tags); return nil }
func (c *cnt) End() error {
	c.sum.n += c.n
	c.sum.w += c.w
	c.sum.r += c.r
	c.sum.refs += c.refs
	c.sum.tags += c.tags
	c.sum.mem += c.mem
	return nil
}

func TestTry(t *testing.T) {
	var _ sync.Mutex
	for _, name := range os.Args[len(os.Args)-1:] {
		fd, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		st, _ := fd.Stat()
		f, err := Open(fd, st.Size())
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range []Kinds{Ways | Relations, Nodes, All, Ways} {
			var c cnt
			start := time.Now()
			err := f.Scan(context.Background(), k, func() Visitor { return &cnt{sum: &c} }, nil)
			t.Log(name, k, c, err, time.Since(start), len(f.blobs))
		}
	}
}
