package geojson

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// finish completes the map when all has been read.
func (n *network) finish() error {
	n.nodes = nil // no longer needed
	if n.opts.Levels {
		if err := n.joinLevels(); err != nil {
			return err
		}
		n.Renumber()
	}
	if err := n.joinEnds(); err != nil {
		return err
	}
	n.stats.Crossings = n.crossings()
	if err := n.closeBarriers(); err != nil {
		return err
	}
	return n.count()
}

// count counts nodes and arcs. The error is ErrNoStreet if there are none.
func (n *network) count() error {
	n.stats.Nodes, n.stats.Arcs = len(n.Places), n.Arcs()
	if len(n.Steps) > 0 {
		return nil
	}
	text := n.stats.String()
	if len(n.stats.Unread) > 0 {
		text += "; tags not understood: " + n.stats.Unread.String()
	}
	return fmt.Errorf("%w: %s", ErrNoStreet, text)
}

// joinEnds joins ends that nearly meet, on one floor.
func (n *network) joinEnds() (err error) {
	if n.opts.Tolerance == 0 {
		return nil
	}
	var meet func(u, v csr.Node) bool
	if n.opts.Levels {
		all := n.levelsOfFloors()
		meet = func(u, v csr.Node) bool { return all[n.Places[u].Key].meets(&all[n.Places[v].Key]) }
	}
	if n.stats.Joined, err = n.JoinEnds(n.opts.Tolerance, meet); err != nil {
		return fmt.Errorf("%w: %w of %v", ErrLimit, err, n.opts.Tolerance)
	}
	return nil
}

// closeBarriers ends streets at the barriers that stand on them.
func (n *network) closeBarriers() error {
	if len(n.barriers) == 0 {
		return nil
	}
	n.stats.Barriers = n.CloseBarriers(func(v csr.Node) bool {
		p := &n.Places[v]
		return n.barriers[[2]float64{p.X, p.Y}]
	})
	if len(n.Places) > n.opts.MaxNodes || int64(len(n.Places)) > csr.MaxNodes {
		return fmt.Errorf("%w: more than %d nodes", ErrLimit, n.opts.MaxNodes)
	}
	return nil
}
